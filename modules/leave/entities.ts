import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { Half } from '../../domain/leave/working-days';

/** A type of leave. */
@Entity('leave_type')
export class LeaveTypeEntity {
  @PrimaryColumn({ name: 'code', type: 'text' }) code!: LeaveType;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'needs_balance', type: 'boolean' }) needsBalance!: boolean;
  @Column({ name: 'ordinal', type: 'integer', unique: true }) ordinal!: number;
}

/** What a person has of a type of leave: the running sum of the ledger, in hundredths of a day. */
@Entity('leave_balance')
export class LeaveBalanceEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'granted', type: 'integer', default: 0 }) granted!: number;
  @Column({ name: 'held', type: 'integer', default: 0 }) held!: number;
  @Column({ name: 'taken', type: 'integer', default: 0 }) taken!: number;
  @Column({ name: 'floor', type: 'integer', default: 0 }) floor!: number;
}

/** A leave somebody asked for. Units are hundredths of a day. */
@Entity('leave_request')
export class LeaveRequestEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date' }) toOn!: string;
  @Column({ name: 'from_half', type: 'text', default: 'am' }) fromHalf!: Half;
  @Column({ name: 'to_half', type: 'text', default: 'pm' }) toHalf!: Half;
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One movement of a balance; rows are only ever added. */
@Entity('leave_ledger')
export class LeaveLedgerEntity {
  @PrimaryGeneratedColumn('identity', {
    name: 'id',
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'entry', type: 'text' })
  entry!: 'grant' | 'hold' | 'release' | 'take' | 'restore' | 'expire';
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn!: string;
  @Column({ name: 'source', type: 'text' }) source!: string;
  @Column({ name: 'leave_request_id', type: 'uuid', nullable: true })
  leaveRequestId!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const leaveEntities = [
  LeaveTypeEntity,
  LeaveBalanceEntity,
  LeaveRequestEntity,
  LeaveLedgerEntity,
];
