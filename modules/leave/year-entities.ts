import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { LeaveType } from '../../domain/leave/leave-types';
import type { LeaveYearRowWire, LeaveYearRunWire } from '../../domain/wire/leave-years';

/** How a leave year ends, where HR has said so. */
@Entity('leave_year')
export class LeaveYearEntity {
  @PrimaryColumn({ name: 'year', type: 'integer' }) year!: number;
  @Column({ name: 'pays_out', type: 'boolean' }) paysOut!: boolean;
  @Column({ name: 'kept_until', type: 'date', nullable: true }) keptUntil!: string | null;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** A run of a year's end; a draft is its preview. */
@Entity('leave_year_run')
export class LeaveYearRunEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'year', type: 'integer' }) year!: number;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'status', type: 'text', default: 'draft' }) status!: LeaveYearRunWire['status'];
  @Column({ name: 'drawn_by', type: 'uuid' }) drawnBy!: string;
  @Column({ name: 'drawn_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  drawnAt!: Date;
  @Column({ name: 'started_by', type: 'uuid', nullable: true }) startedBy!: string | null;
  @Column({ name: 'started_at', type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'relayed_at', type: 'timestamptz', nullable: true }) relayedAt!: Date | null;
}

/** One person's leave of a type in a run: as drawn up, and as done. */
@Entity('leave_year_run_row')
export class LeaveYearRunRowEntity {
  @PrimaryColumn({ name: 'run_id', type: 'uuid' }) runId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'type', type: 'text' }) type!: LeaveType;
  @Column({ name: 'state', type: 'text' }) state!: LeaveYearRowWire['state'];
  @Column({ name: 'carry', type: 'integer' }) carry!: number;
  @Column({ name: 'expire', type: 'integer' }) expire!: number;
  @Column({ name: 'encash', type: 'integer' }) encash!: number;
  @Column({ name: 'lacks_rate', type: 'boolean' }) lacksRate!: boolean;
  @Column({ name: 'carried', type: 'integer', nullable: true }) carried!: number | null;
  @Column({ name: 'expired', type: 'integer', nullable: true }) expired!: number | null;
  @Column({ name: 'encashed', type: 'integer', nullable: true }) encashed!: number | null;
  @Column({ name: 'why', type: 'text', nullable: true }) why!: string | null;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
}

/** The entities of years' ends, for the process entries. */
export const leaveYearEntities = [LeaveYearEntity, LeaveYearRunEntity, LeaveYearRunRowEntity];
