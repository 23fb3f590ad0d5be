import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** Money somebody has been given beforehand; what claims used and what was given back is at most the amount. */
@Entity('expense_advance')
export class ExpenseAdvanceEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'paid_on', type: 'date' }) paidOn!: string;
  @Column({ name: 'note', type: 'text' }) note!: string;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
  @Column({ name: 'settled_minor', type: 'bigint', default: 0 }) settledMinor!: string;
  @Column({ name: 'returned_minor', type: 'bigint', default: 0 }) returnedMinor!: string;
}

/** An advance that was asked for; approved, it waits for finance to pay it. */
@Entity('advance_request')
export class AdvanceRequestEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: string;
  @Column({ name: 'needed_by', type: 'date' }) neededBy!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'approval_id', type: 'uuid' }) approvalId!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true }) approvedAt!: Date | null;
  /** What it was paid as, once. */
  @Column({ name: 'advance_id', type: 'uuid', nullable: true }) advanceId!: string | null;
}

/** What became of a reimbursement; its status follows from the amounts, in the database. Made with it, by trigger. */
@Entity('reimbursement_state')
export class ReimbursementStateEntity {
  @PrimaryColumn({ name: 'claim_id', type: 'uuid' }) claimId!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  /** Used up by advances; with what is in open batches and what is paid at most the amount. */
  @Column({ name: 'settled_minor', type: 'bigint', default: 0 }) settledMinor!: string;
  @Column({ name: 'batched_minor', type: 'bigint', default: 0 }) batchedMinor!: string;
  @Column({ name: 'paid_minor', type: 'bigint', default: 0 }) paidMinor!: string;
  /** When its entry was mirrored: nothing is owed, and nothing was paid. */
  @Column({ name: 'taken_back_on', type: 'date', nullable: true }) takenBackOn!: string | null;
}

/** What a claim used of an advance; append-only. */
@Entity('advance_allocation')
export class AdvanceAllocationEntity {
  @PrimaryColumn({ name: 'advance_id', type: 'uuid' }) advanceId!: string;
  @PrimaryColumn({ name: 'claim_id', type: 'uuid' }) claimId!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Where reimbursements are paid from; one row. */
@Entity('company_account')
export class CompanyAccountEntity {
  @PrimaryColumn({ name: 'is_only', type: 'boolean', default: true }) isOnly!: boolean;
  @Column({ name: 'holder', type: 'text' }) holder!: string;
  @Column({ name: 'ifsc', type: 'text' }) ifsc!: string;
  @Column({ name: 'account_number', type: 'text' }) accountNumber!: string;
  @Column({ name: 'set_by', type: 'uuid' }) setBy!: string;
  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' }) setAt!: Date;
}

/** Reimbursements that are paid together; ended once, by trigger. */
@Entity('reimbursement_batch')
export class ReimbursementBatchEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({
    ...{ name: 'number', type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' },
    ...{ insert: false, update: false, unique: true },
  })
  number!: number;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'pay_on', type: 'date' }) payOn!: string;
  @Column({ name: 'status', type: 'text', default: 'open' }) status!: 'open' | 'paid' | 'cancelled';
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'closed_by', type: 'uuid', nullable: true }) closedBy!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}

/** What a batch pays of one claim, and to which account; append-only. */
@Entity('reimbursement_batch_item')
export class ReimbursementBatchItemEntity {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @PrimaryColumn({ name: 'claim_id', type: 'uuid' }) claimId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
}

/** What is paid beforehand and afterwards. */
export const expensePaymentEntities = [
  ExpenseAdvanceEntity,
  AdvanceRequestEntity,
  ReimbursementStateEntity,
  AdvanceAllocationEntity,
  CompanyAccountEntity,
  ReimbursementBatchEntity,
  ReimbursementBatchItemEntity,
];
