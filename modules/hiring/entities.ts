import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** Positions somebody wants to fill; the budget in minor units (text, as bigint comes). */
@Entity('hiring_requisition')
export class HiringRequisitionEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'number', type: 'text', nullable: true }) number!: string | null;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'role', type: 'text' }) role!: string;
  @Column({ name: 'positions', type: 'integer' }) positions!: number;
  @Column({ name: 'band', type: 'text' }) band!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'budget_minor', type: 'bigint' }) budgetMinor!: string;
  @Column({ name: 'start_by', type: 'date' }) startBy!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A place that an approved requisition has opened, for one person. */
@Entity('open_position')
export class OpenPositionEntity {
  @PrimaryColumn({ name: 'requisition_id', type: 'uuid' }) requisitionId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'role', type: 'text' }) role!: string;
  @Column({ name: 'band', type: 'text' }) band!: string;
  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' }) openedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const hiringEntities = [HiringRequisitionEntity, OpenPositionEntity];
