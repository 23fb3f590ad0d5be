import { z } from 'zod';
import { CURRENCIES } from '../money/money';
import { readQuantity, TAX_ROUNDINGS } from '../receivables/invoices';
import { amountSchema } from './amounts';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';
import { accountRefSchema } from './finance';

const textSchema = (most: number) => z.string().trim().max(most);
/** Why something is taken back. */
export const reasonSchema = z.string().trim().min(1, 'Say why').max(300);
const customerRefSchema = z.object({ id: z.uuid(), name: z.string() });
const dealRefSchema = z.object({ id: z.uuid(), number: z.string(), name: z.string() });
const partSchema = z.strictObject({
  name: z.string().trim().min(1, 'Name it').max(40),
  bps: z.int('Use hundredths of a percent').min(0).max(10_000, 'At most 100 %'),
});

/** A tax with what it consists of from each day on, the newest first. */
export const taxSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  active: z.boolean(),
  rates: z.array(z.object({ validFrom: dateSchema, parts: z.array(partSchema) })),
});

/** `PUT /taxes/:id/rates`: what it consists of from a day on, in place of what may begin that day. */
export const newTaxRateSchema = z.strictObject({
  validFrom: dateSchema,
  parts: z.array(partSchema).min(1, 'A tax has one part at least').max(4, 'At most four parts'),
});

/** `POST /taxes`. */
export const newTaxSchema = newTaxRateSchema.extend({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,19}$/, 'Use capital letters, digits and dashes, such as GST-18'),
  name: z.string().trim().min(1, 'Give it a name').max(120),
});

/** A customer as invoices are made out to it. */
export const billableCustomerSchema = customerRefSchema.extend({
  /** Name, place and tax number, as the head of an invoice. */
  billTo: z.string(),
  /** What they have bought: an invoice of one credits those who sold it. */
  deals: z.array(dealRefSchema),
});

const quantitySchema = z
  .string()
  .trim()
  .refine((text) => readQuantity(text) !== undefined, 'Use a quantity such as "1.5"');

const newLineSchema = z.strictObject({
  description: z.string().trim().min(1, 'Say what it is for').max(300),
  quantity: quantitySchema,
  unitPrice: amountSchema,
  taxId: z.uuid().nullish(),
  /** Where it is earned; services without one. */
  accountId: z.uuid().nullish(),
});

/** What a draft says. */
export const invoiceContentSchema = z
  .strictObject({
    customerId: z.uuid('Choose a customer'),
    invoicedOn: dateSchema,
    dueOn: dateSchema,
    currency: z.enum(CURRENCIES as [string, ...string[]], 'Use a currency we know'),
    taxRounding: z.enum(TAX_ROUNDINGS).default('line'),
    billTo: z.string().trim().min(1, 'Say who it is made out to').max(1000),
    reference: textSchema(100).default(''),
    notes: textSchema(2000).default(''),
    departmentId: z.uuid().nullish(),
    projectId: z.uuid().nullish(),
    /** What it is of; without one, the deal that its project came of. */
    dealId: z.uuid().nullish(),
    lines: z.array(newLineSchema).min(1, 'It has one line at least').max(200),
  })
  .superRefine(({ invoicedOn, dueOn, currency, lines }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (dueOn < invoicedOn) refuse(['dueOn'], 'It is due before its date');
    lines.forEach(({ unitPrice }, at) => {
      if (unitPrice.currency !== currency)
        refuse(['lines', at, 'unitPrice', 'currency'], `This invoice is in ${currency}`);
    });
  });

/** `PUT /customer-invoices/:id`: a draft as it is to be, in place of the revision that was read. */
export const invoiceChangeSchema = z.strictObject({
  revision: z.int().min(1),
  content: invoiceContentSchema,
});

/** The states of an invoice: what is open of it and when it is due decide, nobody sets them. */
export const INVOICE_STATES = ['draft', 'open', 'part-settled', 'overdue', 'settled'] as const;

/** An invoice or a credit note in lists. */
export const invoiceRowSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['invoice', 'credit-note']),
  number: z.string().nullable(),
  state: z.enum(INVOICE_STATES),
  customer: customerRefSchema,
  invoicedOn: dateSchema,
  dueOn: dateSchema,
  total: moneySchema,
  /** Of an invoice what is to be paid, of a credit note what is to be used. */
  open: moneySchema,
  /** What both are in the books; null for a draft. */
  base: moneySchema.nullable(),
  openBase: moneySchema.nullable(),
});

/** What settled an invoice, or what a receipt or a credit note settled. */
const allocationSchema = z.object({
  id: z.uuid(),
  on: dateSchema,
  amount: moneySchema,
  invoice: z.object({ id: z.uuid(), number: z.string() }),
  source: z.object({
    kind: z.enum(['customer-receipt', 'credit-note']),
    id: z.uuid(),
    number: z.string(),
  }),
  /** What the exchange brought, in the company's currency; below zero where it cost something. */
  exchange: moneySchema,
  reversed: z.boolean(),
});

/** An invoice or a credit note, whole. */
export const invoiceSchema = invoiceRowSchema.extend({
  revision: z.number().int(),
  credits: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  currency: z.string(),
  taxRounding: z.enum(TAX_ROUNDINGS),
  billTo: z.string(),
  reference: z.string(),
  notes: z.string(),
  departmentId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
  deal: dealRefSchema.nullable(),
  lines: z.array(
    z.object({
      description: z.string(),
      quantity: z.string(),
      unitPrice: moneySchema,
      net: moneySchema,
      taxId: z.uuid().nullable(),
      taxCode: z.string().nullable(),
      account: accountRefSchema,
    }),
  ),
  taxes: z.array(
    z.object({ name: z.string(), bps: z.number().int(), taxable: moneySchema, tax: moneySchema }),
  ),
  net: moneySchema,
  tax: moneySchema,
  /** What one unit of the currency was worth in the company's. */
  rate: z.string().nullable(),
  allocations: z.array(allocationSchema),
  creditNotes: z.array(
    z.object({ id: z.uuid(), number: z.string().nullable(), total: moneySchema }),
  ),
  createdBy: personRefSchema,
  issuedBy: personRefSchema.nullable(),
  issuedAt: instantSchema.nullable(),
});

/** `GET /customer-invoices`. */
export const invoiceQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(100).optional(),
  customer: z.uuid().optional(),
  state: z.enum(INVOICE_STATES).optional(),
  kind: z.enum(['invoice', 'credit-note']).optional(),
});

/** How money comes in. */
export const RECEIPT_METHODS = ['bank-transfer', 'cheque', 'card', 'cash'] as const;

const allocatedSchema = z.strictObject({ invoiceId: z.uuid(), amount: amountSchema });

/** `POST /customer-receipts`: money that came in, and what it settles at once. */
export const newReceiptSchema = z.strictObject({
  customerId: z.uuid('Choose a customer'),
  receivedOn: dateSchema,
  method: z.enum(RECEIPT_METHODS),
  reference: textSchema(100).default(''),
  amount: amountSchema,
  bankAmount: amountSchema
    .optional()
    .describe('What the bank gave; else the rate of the day counts'),
  allocations: z.array(allocatedSchema).max(100).default([]),
});

/** `POST /customer-receipts/:id/allocations` and that of credit notes: on that day, or on the first both allow. */
export const newAllocationsSchema = z.strictObject({
  on: dateSchema.optional(),
  allocations: z.array(allocatedSchema).min(1, 'Choose an invoice').max(100),
});

/** Taking a receipt or what it settled back. */
export const receiptReversalSchema = z.strictObject({ on: dateSchema, reason: reasonSchema });
/** @see receiptReversalSchema */
export const allocationReversalSchema = z.strictObject({ on: dateSchema });

/** A receipt in lists. */
export const receiptRowSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  customer: customerRefSchema,
  receivedOn: dateSchema,
  method: z.enum(RECEIPT_METHODS),
  reference: z.string(),
  amount: moneySchema,
  /** What settles nothing yet. */
  left: moneySchema,
  reversed: z.object({ on: dateSchema, reason: z.string() }).nullable(),
});
/** A receipt, whole. */
export const receiptSchema = receiptRowSchema.extend({
  rate: z.string(),
  base: moneySchema,
  allocations: z.array(allocationSchema),
});

/** `GET /customer-receipts`. */
export const receiptQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(100).optional(),
  customer: z.uuid().optional(),
});
/** `GET /customer-statements/:id`. */
export const statementQuerySchema = z
  .object({ from: dateSchema, to: dateSchema })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'It ends before it begins' });
/** What happened with a customer in a stretch of time, from the books, in the company's currency. */
export const statementSchema = z.object({
  customer: customerRefSchema,
  from: dateSchema,
  to: dateSchema,
  opening: moneySchema,
  rows: z.array(
    z.object({
      on: dateSchema,
      document: z.object({ kind: z.string(), id: z.uuid() }),
      entryId: z.uuid(),
      text: z.string(),
      amount: moneySchema,
      balance: moneySchema,
    }),
  ),
  closing: moneySchema,
  /** What is open at the end, document by document. */
  open: z.array(
    z.object({
      document: z.object({ kind: z.string(), id: z.uuid() }),
      number: z.string(),
      dueOn: dateSchema,
      daysLate: z.number().int(),
      amount: moneySchema,
    }),
  ),
});

/** @see taxSchema */
export type TaxWire = z.infer<typeof taxSchema>;
/** @see newTaxSchema */
export type NewTax = z.infer<typeof newTaxSchema>;
/** @see newTaxRateSchema */
export type NewTaxRate = z.infer<typeof newTaxRateSchema>;
/** @see billableCustomerSchema */
export type BillableCustomer = z.infer<typeof billableCustomerSchema>;
/** @see invoiceContentSchema */
export type InvoiceContent = z.output<typeof invoiceContentSchema>;
/** @see invoiceRowSchema */
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;
/** @see invoiceSchema */
export type InvoiceWire = z.infer<typeof invoiceSchema>;
/** @see invoiceQuerySchema */
export type InvoiceQuery = z.output<typeof invoiceQuerySchema>;
/** @see allocationSchema */
export type AllocationWire = z.infer<typeof allocationSchema>;
/** @see newReceiptSchema */
export type NewReceipt = z.output<typeof newReceiptSchema>;
/** @see newAllocationsSchema */
export type NewAllocations = z.output<typeof newAllocationsSchema>;
/** @see receiptRowSchema */
export type ReceiptRow = z.infer<typeof receiptRowSchema>;
/** @see receiptSchema */
export type ReceiptWire = z.infer<typeof receiptSchema>;
/** @see receiptQuerySchema */
export type ReceiptQuery = z.output<typeof receiptQuerySchema>;
/** @see receiptReversalSchema */
export type ReceiptReversal = z.infer<typeof receiptReversalSchema>;
/** @see statementQuerySchema */
export type StatementQuery = z.infer<typeof statementQuerySchema>;
/** @see statementSchema */
export type StatementWire = z.infer<typeof statementSchema>;
