import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { BudgetAction } from '../../domain/finance/budgets';

/** What a department may spend on an account in a month; the amount in minor units (text, as bigint comes). */
@Entity('budget')
export class BudgetEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'action', type: 'text' }) action!: BudgetAction;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** What a record that is not posted yet takes from a budget; kept by triggers, the amount in minor units. */
@Entity('commitment')
export class CommitmentEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @PrimaryColumn({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: 'purchase-order' | 'vendor-bill' | 'expense-claim';
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'minor', type: 'bigint' }) minor!: string;
}

/** The entities of this module, for the process entries. */
export const budgetEntities = [BudgetEntity, CommitmentEntity];
