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
  @Column({ name: 'purchase_order_id', type: 'uuid', nullable: true }) purchaseOrderId!:
    string | null;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
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

/** The entities of this module, for the process entries. */
export const purchasingEntities = [
  PurchaseOrderEntity,
  PurchaseOrderLineEntity,
  VendorBillEntity,
  PaymentReleaseEntity,
];
