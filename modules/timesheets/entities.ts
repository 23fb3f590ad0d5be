import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { ProjectRole, RateKind } from '../../domain/timesheets/rates';

/** What an hour of a person, a role or a grade is worth from a day on; in minor units (text, as bigint comes). */
@Entity('work_rate')
export class WorkRateEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: RateKind;
  @Column({ name: 'employee_id', type: 'uuid', nullable: true }) employeeId!: string | null;
  @Column({ name: 'project_role', type: 'text', nullable: true }) projectRole!: ProjectRole | null;
  @Column({ name: 'grade', type: 'text', nullable: true }) grade!: string | null;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'hour_minor', type: 'bigint' }) hourMinor!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** Which version of a week's grid was saved last. */
@Entity('timesheet_week')
export class TimesheetWeekEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'revision', type: 'integer' }) revision!: number;
}

/** A week of one person on one project, as it was handed in. */
@Entity('timesheet')
export class TimesheetEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'week_starts_on', type: 'date' }) weekStartsOn!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Time worked on a project on a day; its prices are frozen when it is approved. */
@Entity('timesheet_line')
export class TimesheetLineEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'worked_on', type: 'date' }) workedOn!: string;
  @Column({ name: 'task', type: 'text' }) task!: string;
  @Column({ name: 'billable', type: 'boolean' }) billable!: boolean;
  @Column({ name: 'minutes', type: 'integer' }) minutes!: number;
  @Column({ name: 'reverses_id', type: 'uuid', nullable: true }) reversesId!: string | null;
  @Column({ name: 'sheet_id', type: 'uuid', nullable: true }) sheetId!: string | null;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  @Column({ name: 'cost_rate_minor', type: 'bigint', nullable: true }) costRateMinor!:
    string | null;
  @Column({ name: 'cost_minor', type: 'bigint', nullable: true }) costMinor!: string | null;
  @Column({ name: 'bill_rate_minor', type: 'bigint', nullable: true }) billRateMinor!:
    string | null;
  @Column({ name: 'bill_minor', type: 'bigint', nullable: true }) billMinor!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const timesheetEntities = [
  WorkRateEntity,
  TimesheetWeekEntity,
  TimesheetEntity,
  TimesheetLineEntity,
];
