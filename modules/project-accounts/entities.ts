import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { EarningMethod } from '../../domain/project-accounts/earned';

/** How a project earns and what it may cost; in minor units (text, as bigint comes). */
@Entity('project_terms')
export class ProjectTermsEntity {
  @PrimaryColumn({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'method', type: 'text' }) method!: EarningMethod;
  @Column({ name: 'contract_minor', type: 'bigint', nullable: true }) contractMinor!: string | null;
  @Column({ name: 'budget_minor', type: 'bigint', nullable: true }) budgetMinor!: string | null;
  @Column({ name: 'estimate_minor', type: 'bigint', nullable: true }) estimateMinor!: string | null;
  @Column({ name: 'changed_by', type: 'uuid' }) changedBy!: string;
  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' }) changedAt!: Date;
}

/** What a customer pays for once it is reached. */
@Entity('project_milestone')
export class ProjectMilestoneEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'reached_on', type: 'date', nullable: true }) reachedOn!: string | null;
}

/** The entities of this module, for the process entries. */
export const projectAccountEntities = [ProjectTermsEntity, ProjectMilestoneEntity];
