import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { TaxRounding } from '../../domain/receivables/invoices';

/** A tax that lines of invoices can carry. */
@Entity('tax')
export class TaxEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'code', type: 'text' }) code!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'active', type: 'boolean', default: true }) active!: boolean;
}

/** A part of a tax from a day on. */
@Entity('tax_rate')
export class TaxRateEntity {
  @PrimaryColumn({ name: 'tax_id', type: 'uuid' }) taxId!: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'bps', type: 'integer' }) bps!: number;
}

/** An invoice or a credit note; amounts in minor units of its currency (text, as bigint comes). */
@Entity('customer_invoice')
export class CustomerInvoiceEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: 'invoice' | 'credit-note';
  @Column({ name: 'status', type: 'text', default: 'draft' }) status!: 'draft' | 'issued';
  @Column({ name: 'number', type: 'text', nullable: true }) number!: string | null;
  @Column({ name: 'customer_id', type: 'uuid' }) customerId!: string;
  @Column({ name: 'credits_id', type: 'uuid', nullable: true }) creditsId!: string | null;
  @Column({ name: 'invoiced_on', type: 'date' }) invoicedOn!: string;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'rate', type: 'numeric', precision: 20, scale: 10, nullable: true }) rate!:
    string | null;
  @Column({ name: 'tax_rounding', type: 'text' }) taxRounding!: TaxRounding;
  @Column({ name: 'bill_to', type: 'text' }) billTo!: string;
  @Column({ name: 'reference', type: 'text', default: '' }) reference!: string;
  @Column({ name: 'notes', type: 'text', default: '' }) notes!: string;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'project_id', type: 'uuid', nullable: true }) projectId!: string | null;
  @Column({ name: 'deal_id', type: 'uuid', nullable: true }) dealId!: string | null;
  @Column({ name: 'net_minor', type: 'bigint' }) netMinor!: string;
  @Column({ name: 'tax_minor', type: 'bigint' }) taxMinor!: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor!: string;
  @Column({ name: 'base_minor', type: 'bigint', nullable: true }) baseMinor!: string | null;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'issued_by', type: 'uuid', nullable: true }) issuedBy!: string | null;
  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true }) issuedAt!: Date | null;
}

/** A line of an invoice. */
@Entity('customer_invoice_line')
export class CustomerInvoiceLineEntity {
  @PrimaryColumn({ name: 'invoice_id', type: 'uuid' }) invoiceId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'quantity_milli', type: 'bigint' }) quantityMilli!: string;
  @Column({ name: 'unit_price_minor', type: 'bigint' }) unitPriceMinor!: string;
  @Column({ name: 'tax_id', type: 'uuid', nullable: true }) taxId!: string | null;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'net_minor', type: 'bigint' }) netMinor!: string;
  @Column({ name: 'base_minor', type: 'bigint', nullable: true }) baseMinor!: string | null;
}

/** What the lines of one part of a tax come to. */
@Entity('customer_invoice_tax')
export class CustomerInvoiceTaxEntity {
  @PrimaryColumn({ name: 'invoice_id', type: 'uuid' }) invoiceId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'bps', type: 'integer' }) bps!: number;
  @Column({ name: 'taxable_minor', type: 'bigint' }) taxableMinor!: string;
  @Column({ name: 'tax_minor', type: 'bigint' }) taxMinor!: string;
  @Column({ name: 'base_minor', type: 'bigint', nullable: true }) baseMinor!: string | null;
}

/** Money that came in from a customer; never changed. */
@Entity('customer_receipt')
export class CustomerReceiptEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'number', type: 'text' }) number!: string;
  @Column({ name: 'customer_id', type: 'uuid' }) customerId!: string;
  @Column({ name: 'received_on', type: 'date' }) receivedOn!: string;
  @Column({ name: 'method', type: 'text' }) method!: string;
  @Column({ name: 'reference', type: 'text', default: '' }) reference!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'rate', type: 'numeric', precision: 20, scale: 10 }) rate!: string;
  @Column({ name: 'base_minor', type: 'bigint' }) baseMinor!: string;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** That a receipt came to nothing: a cheque that bounced. */
@Entity('customer_receipt_reversal')
export class CustomerReceiptReversalEntity {
  @PrimaryColumn({ name: 'receipt_id', type: 'uuid' }) receiptId!: string;
  @Column({ name: 'reversed_on', type: 'date' }) reversedOn!: string;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'reversed_by', type: 'uuid' }) reversedBy!: string;
  @Column({ name: 'reversed_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  reversedAt!: Date;
}

/** What of a receipt or a credit note settles what of an invoice; never changed, only mirrored. */
@Entity('customer_allocation')
export class CustomerAllocationEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'receipt_id', type: 'uuid', nullable: true }) receiptId!: string | null;
  @Column({ name: 'credit_note_id', type: 'uuid', nullable: true }) creditNoteId!: string | null;
  @Column({ name: 'invoice_id', type: 'uuid' }) invoiceId!: string;
  @Column({ name: 'allocated_on', type: 'date' }) allocatedOn!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'invoice_base_minor', type: 'bigint' }) invoiceBaseMinor!: string;
  @Column({ name: 'source_base_minor', type: 'bigint' }) sourceBaseMinor!: string;
  @Column({ name: 'reverses_id', type: 'uuid', nullable: true }) reversesId!: string | null;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** That an invoice was mailed to a contact of its customer; never changed. */
@Entity('customer_invoice_mail')
export class CustomerInvoiceMailEntity {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'invoice_id', type: 'uuid' }) invoiceId!: string;
  @Column({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'contact_id', type: 'uuid' }) contactId!: string;
  @Column({ name: 'to_name', type: 'text' }) toName!: string;
  @Column({ name: 'to_address', type: 'text' }) toAddress!: string;
  @Column({ name: 'message', type: 'text' }) message!: string;
  @Column({ name: 'message_id', type: 'text' }) messageId!: string;
  @Column({ name: 'asked_by', type: 'uuid' }) askedBy!: string;
  @Column({ name: 'asked_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  askedAt!: Date;
}

/** The entities of this module, for the process entries. */
export const receivablesEntities = [
  TaxEntity,
  TaxRateEntity,
  CustomerInvoiceEntity,
  CustomerInvoiceLineEntity,
  CustomerInvoiceTaxEntity,
  CustomerReceiptEntity,
  CustomerReceiptReversalEntity,
  CustomerAllocationEntity,
  CustomerInvoiceMailEntity,
];
