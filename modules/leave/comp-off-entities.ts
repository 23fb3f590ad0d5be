import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** How overtime becomes leave from a day on. */
@Entity('comp_off_rule')
export class CompOffRuleEntity {
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'half_day_minutes', type: 'integer' }) halfDayMinutes!: number;
  @Column({ name: 'valid_days', type: 'integer' }) validDays!: number;
  @Column({ name: 'set_by', type: 'uuid', nullable: true }) setBy!: string | null;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** What a credit of overtime became, and the minutes that wait for the next one. */
@Entity('comp_off_conversion')
export class CompOffConversionEntity {
  @PrimaryGeneratedColumn('identity', {
    name: 'id',
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;
  @Column({ name: 'entry_id', type: 'uuid', unique: true }) entryId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'minutes_before', type: 'integer' }) minutesBefore!: number;
  @Column({ name: 'minutes_after', type: 'integer' }) minutesAfter!: number;
  @Column({ name: 'units', type: 'integer' }) units!: number;
  @Column({ name: 'expires_on', type: 'date' }) expiresOn!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of time off for overtime, for the process entries. */
export const compOffEntities = [CompOffRuleEntity, CompOffConversionEntity];
