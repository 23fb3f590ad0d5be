import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** Time somebody worked beyond their hours on a day. */
@Entity('overtime_entry')
export class OvertimeEntryEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'worked_on', type: 'date' }) workedOn!: string;
  @Column({ name: 'minutes', type: 'integer' }) minutes!: number;
  @Column({ name: 'compensation', type: 'text' }) compensation!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Time off that an approved entry has earned. */
@Entity('comp_off_credit')
export class CompOffCreditEntity {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'minutes', type: 'integer' }) minutes!: number;
  @Column({ name: 'earned_on', type: 'date' }) earnedOn!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const overtimeEntities = [OvertimeEntryEntity, CompOffCreditEntity];
