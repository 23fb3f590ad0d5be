import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CreditBasis, DealStage } from '../../domain/sales/stages';
import { customerEntities } from './customer-entities';

/** A deal: amounts in minor units of its currency (text, as bigint comes). */
@Entity('deal')
export class DealEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'number', type: 'text' }) number!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'customer_id', type: 'uuid' }) customerId!: string;
  @Column({ name: 'contact_id', type: 'uuid', nullable: true }) contactId!: string | null;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'stage', type: 'text' }) stage!: DealStage;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'cost_minor', type: 'bigint', default: 0 }) costMinor!: string;
  @Column({ name: 'expected_on', type: 'date' }) expectedOn!: string;
  @Column({ name: 'closed_on', type: 'date', nullable: true }) closedOn!: string | null;
  @Column({ name: 'close_reason', type: 'text', nullable: true }) closeReason!: string | null;
  @Column({ name: 'close_note', type: 'text', default: '' }) closeNote!: string;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One line of what is offered. */
@Entity('deal_line')
export class DealLineEntity {
  @PrimaryColumn({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'quantity_milli', type: 'bigint' }) quantityMilli!: string;
  @Column({ name: 'unit_price_minor', type: 'bigint' }) unitPriceMinor!: string;
  @Column({ name: 'unit_cost_minor', type: 'bigint' }) unitCostMinor!: string;
  @Column({ name: 'discount_bps', type: 'integer' }) discountBps!: number;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'cost_minor', type: 'bigint' }) costMinor!: string;
}

/** That a deal moved; never changed. */
@Entity('deal_stage_change')
export class DealStageChangeEntity {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;
  @Column({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @Column({ name: 'from_stage', type: 'text', nullable: true }) fromStage!: DealStage | null;
  @Column({ name: 'to_stage', type: 'text' }) toStage!: DealStage;
  @Column({ name: 'note', type: 'text', default: '' }) note!: string;
  @Column({ name: 'changed_by', type: 'uuid', nullable: true }) changedBy!: string | null;
  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  changedAt!: Date;
}

/** What was done about a deal, or is to be done. */
@Entity('deal_activity')
export class DealActivityEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: string;
  @Column({ name: 'text', type: 'text' }) text!: string;
  @Column({ name: 'due_on', type: 'date', nullable: true }) dueOn!: string | null;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ name: 'author_id', type: 'uuid' }) authorId!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** Whose deal it is, in basis points; those of a deal come to 10,000, which the database insists on. */
@Entity('deal_split')
export class DealSplitEntity {
  @PrimaryColumn({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'bps', type: 'integer' }) bps!: number;
}

/** What came of a deal; never changed, taken back only by another one that is negative. */
@Entity('deal_credit')
export class DealCreditEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @Column({ name: 'basis', type: 'text' }) basis!: CreditBasis;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'credited_on', type: 'date' }) creditedOn!: string;
  @Column({ name: 'reference', type: 'text' }) reference!: string;
  @Column({ name: 'reverses_id', type: 'uuid', nullable: true }) reversesId!: string | null;
  /** The invoice, credit note or settlement it follows from; null where somebody recorded it. */
  @Column({ name: 'source_id', type: 'uuid', nullable: true }) sourceId!: string | null;
  @Column({ name: 'recorded_by', type: 'uuid', nullable: true }) recordedBy!: string | null;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  recordedAt!: Date;
}

/** That a won deal became a project. */
@Entity('deal_handover')
export class DealHandoverEntity {
  @PrimaryColumn({ name: 'deal_id', type: 'uuid' }) dealId!: string;
  @Column({ name: 'project_id', type: 'uuid' }) projectId!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'budget_minor', type: 'bigint' }) budgetMinor!: string;
  @Column({ name: 'notes', type: 'text' }) notes!: string;
  @Column({ name: 'handed_by', type: 'uuid', nullable: true }) handedBy!: string | null;
  @Column({ name: 'handed_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  handedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const salesEntities = [
  ...customerEntities,
  DealEntity,
  DealLineEntity,
  DealStageChangeEntity,
  DealActivityEntity,
  DealSplitEntity,
  DealCreditEntity,
  DealHandoverEntity,
];
