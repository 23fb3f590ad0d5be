import { z } from 'zod';
import { REQUEST_STATUSES } from '../approvals/vocabulary';
import { amountSchema } from './amounts';
import { dateSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

/** Where a bill stands: asked for or refused, or, once it is approved, how much of it is paid, unless it was taken back. */
export const BILL_STATES = [
  ...(['pending', 'refused', 'open', 'overdue', 'part-paid', 'paid'] as const),
  'taken-back',
] as const;

/** A vendor's bill in lists. Amounts come in the bill's currency and in the company's (`base`). */
export const billRowSchema = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  vendor: z.string(),
  billNumber: z.string(),
  billedOn: dateSchema,
  dueOn: dateSchema,
  state: z.enum(BILL_STATES),
  amount: moneySchema,
  base: moneySchema,
  open: moneySchema,
  openBase: moneySchema,
  /** Payments that are approved and, in another currency, not recorded as made. */
  toPay: z.number().int(),
});

/** A payment of a bill that was asked for; `made` once it was paid. */
const billPaymentSchema = z.object({
  /** Of its release. */
  id: z.uuid(),
  approvalId: z.uuid().nullable(),
  status: z.enum(REQUEST_STATUSES),
  payOn: dateSchema,
  method: z.enum(['bank-transfer', 'cheque']),
  amount: moneySchema,
  requestedBy: personRefSchema,
  made: z
    .object({
      on: dateSchema,
      /** What left the bank. */
      base: moneySchema,
      /** What of the bill it closed in the books. */
      billBase: moneySchema,
      /** What it gained by the exchange; below zero where it lost. */
      difference: moneySchema,
      /** Of the day; null where the bank said what it took, and for the company's currency. */
      rate: z.string().nullable(),
      recordedBy: personRefSchema.nullable(),
      entryId: z.uuid().nullable(),
    })
    .nullable(),
  reversed: z
    .object({ on: dateSchema, reason: z.string(), entryId: z.uuid().nullable() })
    .nullable(),
});

/** A vendor's bill, whole. */
export const billSchema = billRowSchema.extend({
  description: z.string(),
  tax: moneySchema,
  baseTax: moneySchema,
  /** Of its date; null for the company's currency. */
  rate: z.string().nullable(),
  order: z.string().nullable(),
  requestedBy: personRefSchema,
  approvalId: z.uuid().nullable(),
  entryId: z.uuid().nullable(),
  payments: z.array(billPaymentSchema),
  /** What all its payments gained and lost by the exchange. */
  difference: moneySchema,
});

/** `GET /vendor-bills`. */
export const billQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(100).optional(),
  state: z.enum(BILL_STATES).optional(),
  currency: z.string().length(3).optional(),
});

/** `POST /payment-releases/:id/payments`: made on a day, at the rate of that day or for what the bank says it took. */
export const madePaymentSchema = z.strictObject({
  on: dateSchema,
  bankAmount: amountSchema
    .optional()
    .describe(
      'What the bank took in the company’s currency; without it, the rate of the day is used',
    ),
});

/** `POST /payment-releases/:id/reversals`: it came to nothing, or will not be made. */
export const paymentReversalSchema = z.strictObject({
  on: dateSchema,
  reason: z.string().trim().min(1, 'Say why').max(500),
});

/** @see billRowSchema */
export type BillRow = z.infer<typeof billRowSchema>;
/** @see billPaymentSchema */
export type BillPayment = z.infer<typeof billPaymentSchema>;
/** @see billSchema */
export type BillWire = z.infer<typeof billSchema>;
/** @see billQuerySchema */
export type BillQuery = z.output<typeof billQuerySchema>;
/** @see madePaymentSchema */
export type MadePayment = z.infer<typeof madePaymentSchema>;
/** @see paymentReversalSchema */
export type PaymentReversal = z.infer<typeof paymentReversalSchema>;
