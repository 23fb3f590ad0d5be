import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import type { Vehicle } from '../../domain/expenses/mileage';
import type { PerDiemWire } from '../../domain/wire/per-diem';
import { expensePaymentEntities } from './payment-entities';
import { expensePolicyEntities } from './policy-entities';
import { expenseRateEntities } from './rate-entities';

/** A claim; its total is the sum of its lines, in minor units (text, as bigint comes). */
@Entity('expense_claim')
export class ExpenseClaimEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'title', type: 'text' }) title!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One line of a claim, in the claim's currency. */
@Entity('expense_claim_line')
export class ExpenseClaimLineEntity {
  @PrimaryColumn({ name: 'claim_id', type: 'uuid' }) claimId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'spent_on', type: 'date' }) spentOn!: string;
  @Column({ name: 'category', type: 'text' }) category!: ExpenseCategory;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  /** Null until the claim is approved; then at most the amount. */
  @Column({ name: 'approved_minor', type: 'bigint', nullable: true })
  approvedMinor!: string | null;
  /** With the two below: as it was paid, where that was in another currency, and the rate it was claimed by. */
  @Column({ name: 'spent_currency', type: 'char', length: 3, nullable: true })
  spentCurrency!: string | null;
  @Column({ name: 'spent_minor', type: 'bigint', nullable: true }) spentMinor!: string | null;
  @Column({ name: 'rate', type: 'numeric', precision: 20, scale: 10, nullable: true })
  rate!: string | null;
  /** With the four below: how a drive came to the amount, in tenths of a kilometre. */
  @Column({ name: 'vehicle', type: 'text', nullable: true }) vehicle!: Vehicle | null;
  @Column({ name: 'distance_tenths', type: 'integer', nullable: true })
  distanceTenths!: number | null;
  @Column({ name: 'km_rate', type: 'numeric', precision: 20, scale: 10, nullable: true })
  kmRate!: string | null;
  /** What of it lies above the year's threshold. */
  @Column({ name: 'beyond_tenths', type: 'integer', nullable: true }) beyondTenths!: number | null;
  @Column({ name: 'beyond_rate', type: 'numeric', precision: 20, scale: 10, nullable: true })
  beyondRate!: string | null;
  /** With the two below: where a journey was, until when, and how its days came to the amount. */
  @Column({ name: 'per_diem_place', type: 'text', nullable: true }) perDiemPlace!: string | null;
  @Column({ name: 'per_diem_until', type: 'date', nullable: true }) perDiemUntil!: string | null;
  @Column({ name: 'per_diem_days', type: 'jsonb', nullable: true })
  perDiemDays!: PerDiemWire['days'] | null;
}

/** What an approved claim made payable. */
@Entity('reimbursement')
export class ReimbursementEntity {
  @PrimaryColumn({ name: 'claim_id', type: 'uuid' }) claimId!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const expensesEntities = [
  ExpenseClaimEntity,
  ExpenseClaimLineEntity,
  ReimbursementEntity,
  ...expensePolicyEntities,
  ...expenseRateEntities,
  ...expensePaymentEntities,
];
