import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import type { ExpenseRule } from '../../domain/expenses/policy';

/** A version of the expense policy. Only the time it is for may become shorter, by trigger. */
@Entity('expense_policy_version')
export class ExpensePolicyVersionEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'number', type: 'integer', unique: true }) number!: number;
  @Column({ name: 'starts_on', type: 'date' }) startsOn!: string;
  /** Never two versions for one date; empty for a version that was replaced. */
  @Column({ name: 'valid', type: 'daterange' }) valid!: string;
  @Column({ name: 'note', type: 'text' }) note!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'clock_timestamp()' }) setAt!: Date;
}

/** A rule of a version; append-only. */
@Entity('expense_policy_rule')
export class ExpensePolicyRuleEntity {
  @PrimaryColumn({ name: 'version_id', type: 'uuid' }) versionId!: string;
  @PrimaryColumn({ name: 'category', type: 'text' }) category!: ExpenseCategory;
  @PrimaryColumn({ name: 'rule', type: 'text' }) rule!: ExpenseRule;
  @Column({ name: 'limit_minor', type: 'bigint', nullable: true }) limitMinor!: string | null;
  @Column({ name: 'days', type: 'integer', nullable: true }) days!: number | null;
  @Column({ name: 'is_hard', type: 'boolean' }) isHard!: boolean;
}

/** A photo or a PDF of what was paid; its content lies in the file store under the same id. */
@Entity('expense_receipt')
export class ExpenseReceiptEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  /** Null until it is on a line. */
  @Column({ name: 'claim_id', type: 'uuid', nullable: true }) claimId!: string | null;
  @Column({ name: 'line', type: 'integer', nullable: true }) line!: number | null;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'media_type', type: 'text' }) mediaType!: string;
  @Column({ name: 'size', type: 'integer' }) size!: number;
  @Column({ name: 'sha256', type: 'text' }) sha256!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** What one unit of a currency was worth in the company's on a day. */
@Entity('exchange_rate')
export class ExchangeRateEntity {
  @PrimaryColumn({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @PrimaryColumn({ name: 'base', type: 'char', length: 3 }) base!: string;
  @PrimaryColumn({ name: 'on_date', type: 'date' }) onDate!: string;
  @Column({ name: 'rate', type: 'numeric', precision: 20, scale: 10 }) rate!: string;
  @Column({ name: 'entered_by', type: 'uuid' }) enteredBy!: string;
  @Column({ name: 'entered_at', type: 'timestamptz', default: () => 'now()' }) enteredAt!: Date;
}

/** What claims are judged by. */
export const expensePolicyEntities = [
  ExpensePolicyVersionEntity,
  ExpensePolicyRuleEntity,
  ExpenseReceiptEntity,
  ExchangeRateEntity,
];
