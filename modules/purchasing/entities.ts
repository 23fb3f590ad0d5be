import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** An order with a vendor; amounts in minor units (text, as bigint comes). Its number comes with the approval. */
@Entity('purchase_order')
export class PurchaseOrderEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'number', type: 'text', nullable: true }) number!: string | null;
  @Column({ name: 'vendor', type: 'text' }) vendor!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: string;
  @Column({ name: 'needed_by', type: 'date', nullable: true }) neededBy!: string | null;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor!: string;
  @Column({ name: 'billed_minor', type: 'bigint', default: 0 }) billedMinor!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One line of an order, in the order's currency. */
@Entity('purchase_order_line')
export class PurchaseOrderLineEntity {
  @PrimaryColumn({ name: 'order_id', type: 'uuid' }) orderId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'quantity', type: 'integer' }) quantity!: number;
  @Column({ name: 'unit_price_minor', type: 'bigint' }) unitPriceMinor!: string;
}

/** A vendor's bill: `billNumber` is the vendor's, `number` our own from the approval on. */
@Entity('vendor_bill')
export class VendorBillEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'number', type: 'text', nullable: true }) number!: string | null;
  @Column({ name: 'vendor', type: 'text' }) vendor!: string;
  @Column({ name: 'bill_number', type: 'text' }) billNumber!: string;
  @Column({ name: 'billed_on', type: 'date' }) billedOn!: string;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'tax_minor', type: 'bigint', default: 0 }) taxMinor!: string;
  /** In the company's currency, and at which rate; null for what is in that currency. */
  @Column({ name: 'rate', type: 'numeric', nullable: true }) rate!: string | null;
  @Column({ name: 'base_minor', type: 'bigint', nullable: true }) baseMinor!: string | null;
  @Column({ name: 'base_tax_minor', type: 'bigint', nullable: true }) baseTaxMinor!: string | null;
  @Column({ name: 'purchase_order_id', type: 'uuid', nullable: true }) purchaseOrderId!:
    string | null;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  /** The day its entry in the books was mirrored on. */
  @Column({ name: 'taken_back_on', type: 'date', nullable: true }) takenBackOn!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The payment of a bill; approved, it may be made. */
@Entity('payment_release')
export class PaymentReleaseEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'bill_id', type: 'uuid' }) billId!: string;
  @Column({ name: 'pay_on', type: 'date' }) payOn!: string;
  @Column({ name: 'method', type: 'text' }) method!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The payment of a bill in another currency as it was made: `baseMinor` left the bank, `billBaseMinor` of the bill is closed. */
@Entity('vendor_payment')
export class VendorPaymentEntity {
  @PrimaryColumn({ name: 'release_id', type: 'uuid' }) releaseId!: string;
  @Column({ name: 'paid_on', type: 'date' }) paidOn!: string;
  @Column({ name: 'rate', type: 'numeric', nullable: true }) rate!: string | null;
  @Column({ name: 'base_minor', type: 'bigint' }) baseMinor!: string;
  @Column({ name: 'bill_base_minor', type: 'bigint' }) billBaseMinor!: string;
  @Column({ name: 'recorded_by', type: 'uuid' }) recordedBy!: string;
  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' }) recordedAt!: Date;
}

/** A payment that came to nothing, or one that will not be made. */
@Entity('vendor_payment_reversal')
export class VendorPaymentReversalEntity {
  @PrimaryColumn({ name: 'release_id', type: 'uuid' }) releaseId!: string;
  @Column({ name: 'reversed_on', type: 'date' }) reversedOn!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'reversed_by', type: 'uuid' }) reversedBy!: string;
  @Column({ name: 'reversed_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  reversedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const purchasingEntities = [
  PurchaseOrderEntity,
  PurchaseOrderLineEntity,
  VendorBillEntity,
  PaymentReleaseEntity,
  VendorPaymentEntity,
  VendorPaymentReversalEntity,
];
