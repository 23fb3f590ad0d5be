import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { LeaveType } from '../../domain/leave/leave-types';

/** What a day of leave is worth for somebody from a day on. */
@Entity('daily_rate')
export class DailyRateEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'rate_minor', type: 'bigint' }) rateMinor!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** What is owed for days of leave that were paid out; priced once and paid once, by trigger. */
@Entity('leave_payable')
export class LeavePayableEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'source', type: 'text' }) source!: string;
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'on_date', type: 'date' }) onDate!: string;
  @Column({ name: 'currency', type: 'char', length: 3, nullable: true }) currency!: string | null;
  @Column({ name: 'rate_minor', type: 'bigint', nullable: true }) rateMinor!: string | null;
  @Column({ name: 'amount_minor', type: 'bigint', nullable: true }) amountMinor!: string | null;
  @Column({ name: 'paid_on', type: 'date', nullable: true }) paidOn!: string | null;
  @Column({ name: 'paid_by', type: 'uuid', nullable: true }) paidBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const leavePayEntities = [DailyRateEntity, LeavePayableEntity];
