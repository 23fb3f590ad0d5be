import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { AccrualFrequency } from '../../domain/leave/accrual';
import type { LedgerEntry } from '../../domain/leave/ledger';
import type { Half, Sandwich } from '../../domain/leave/working-days';

/** A type of leave. */
@Entity('leave_type')
export class LeaveTypeEntity {
  @PrimaryColumn({ name: 'code', type: 'text' }) code!: LeaveType;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'needs_balance', type: 'boolean' }) needsBalance!: boolean;
  @Column({ name: 'ordinal', type: 'integer', unique: true }) ordinal!: number;
  /** Whether it came with NETRA: then its code, its name and what clients lean on stay. */
  @Column({ name: 'built_in', type: 'boolean', default: false }) builtIn!: boolean;
  @Column({ name: 'by_policy', type: 'boolean', default: true }) byPolicy!: boolean;
  @Column({ name: 'paid', type: 'boolean', default: true }) paid!: boolean;
  @Column({ name: 'half_days', type: 'boolean', default: true }) halfDays!: boolean;
  @Column({ name: 'document_after', type: 'integer', nullable: true }) documentAfter!:
    number | null;
  @Column({ name: 'colour', type: 'text', default: 'indigo' }) colour!: string;
  @Column({ name: 'grades', type: 'text', array: true, default: () => "'{}'" }) grades!: string[];
  @Column({ name: 'months_employed', type: 'integer', default: 0 }) monthsEmployed!: number;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt!: Date | null;
}

/** A place whose people a type of leave is for. */
@Entity('leave_type_location')
export class LeaveTypeLocationEntity {
  @PrimaryColumn({ name: 'type', type: 'text' }) type!: LeaveType;
  @PrimaryColumn({ name: 'location_id', type: 'uuid' }) locationId!: string;
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
  /** Half days between it and other leave that it was charged for, since 2000-01-01. */
  @Column({ name: 'bridged', type: 'integer', array: true, default: () => "'{}'" })
  bridged!: number[];
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
  entry!: LedgerEntry;
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'effective_on', type: 'date' }) effectiveOn!: string;
  @Column({ name: 'source', type: 'text' }) source!: string;
  @Column({ name: 'leave_request_id', type: 'uuid', nullable: true })
  leaveRequestId!: string | null;
  @Column({ name: 'bucket_id', type: 'uuid' }) bucketId!: string;
  /** What a person said who moved the balance by hand. */
  @Column({ name: 'note', type: 'text', nullable: true }) note!: string | null;
  @Column({ name: 'actor_id', type: 'uuid', nullable: true }) actorId!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A stock of leave that may be used within dates: the sum of its rows of the ledger, kept by a trigger. */
@Entity('leave_bucket')
export class LeaveBucketEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'source', type: 'text' }) source!: string;
  @Column({ name: 'year', type: 'integer', nullable: true }) year!: number | null;
  @Column({ name: 'valid_from', type: 'date', nullable: true }) validFrom!: string | null;
  @Column({ name: 'expires_on', type: 'date', nullable: true }) expiresOn!: string | null;
  @Column({ name: 'carried', type: 'boolean', default: false }) carried!: boolean;
  @Column({ name: 'granted', type: 'integer', default: 0 }) granted!: number;
  @Column({ name: 'used', type: 'integer', default: 0 }) used!: number;
  @Column({ name: 'removed', type: 'integer', default: 0 }) removed!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** What holds for a type of leave between two dates. */
@Entity('leave_policy_version')
export class LeavePolicyVersionEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo!: string | null;
  @Column({ name: 'annual_units', type: 'integer' }) annualUnits!: number;
  @Column({ name: 'frequency', type: 'text' }) frequency!: AccrualFrequency;
  @Column({ name: 'prorate', type: 'boolean' }) prorate!: boolean;
  @Column({ name: 'carry_max', type: 'integer', nullable: true }) carryMax!: number | null;
  @Column({ name: 'carry_months', type: 'integer', nullable: true }) carryMonths!: number | null;
  @Column({ name: 'carry_days', type: 'integer', nullable: true }) carryDays!: number | null;
  @Column({ name: 'floor', type: 'integer' }) floor!: number;
  @Column({ name: 'encash_max', type: 'integer' }) encashMax!: number;
  @Column({ name: 'encash_reserve', type: 'integer' }) encashReserve!: number;
  @Column({ name: 'sandwich', type: 'text' }) sandwich!: Sandwich;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** What a period has brought to somebody, once. */
@Entity('leave_accrual')
export class LeaveAccrualEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'type', type: 'text' }) type!: LeaveType;
  @PrimaryColumn({ name: 'period_on', type: 'date' }) periodOn!: string;
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'policy_version_id', type: 'uuid' }) policyVersionId!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The last day of somebody who leaves. */
@Entity('employee_last_day')
export class EmployeeLastDayEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'last_day', type: 'date' }) lastDay!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** The entities of this module, for the process entries. */
export const leaveEntities = [
  LeaveBucketEntity,
  LeavePolicyVersionEntity,
  LeaveAccrualEntity,
  EmployeeLastDayEntity,
  LeaveTypeEntity,
  LeaveTypeLocationEntity,
  LeaveBalanceEntity,
  LeaveRequestEntity,
  LeaveLedgerEntity,
];
