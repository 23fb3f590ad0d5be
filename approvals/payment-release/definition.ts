import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema, type MoneyWire, type PersonRef } from '../../domain/wire/common';

const METHOD_NAMES = { 'bank-transfer': 'Bank transfer', cheque: 'Cheque' };

/** What one asks for. */
const paymentReleaseSchema = z.strictObject({
  bill: z
    .string()
    .trim()
    .regex(/^BILL-\d{4}-\d{4,}$/, 'Use our number of a bill, such as BILL-2026-0001')
    .describe('Our number of the approved bill: BILL-2026-0001'),
  amount: amountSchema
    .optional()
    .describe('Only where a part of the bill is paid; without it, what is left of it'),
  payOn: dateSchema,
  method: z.enum(['bank-transfer', 'cheque']),
  note: z.string().trim().max(2000).optional(),
});

/** A release as it was asked for. */
export type PaymentReleaseRequest = z.infer<typeof paymentReleaseSchema>;

/** With the bill, and who approved it. */
export type PaymentReleaseDetails = PaymentReleaseRequest & {
  vendor: string;
  billNumber: string;
  amount: MoneyWire;
  billApprovedBy: PersonRef[];
  /** For a bill in another currency: what this part of it is worth in the books, by the rate of the bill. */
  books?: { amount: MoneyWire; rate: string };
};

const EXAMPLE: PaymentReleaseRequest = {
  bill: 'BILL-2026-0001',
  payOn: '2026-12-18',
  method: 'bank-transfer',
};

/** Payment release: signed by finance, then by an admin, and never by somebody who approved the bill. */
export const paymentReleaseKind = defineApprovalKind<PaymentReleaseRequest, PaymentReleaseDetails>({
  id: 'payment-release',
  label: 'Payment release',
  path: '/payment-releases',
  request: paymentReleaseSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'finance' }, due: '2 working days' }),
    roleStep({ approver: { role: 'admin' }, due: '2 working days' }),
  ),
  routing: ({ amount, books, billApprovedBy }) => ({
    ...{ amount: books?.amount ?? amount, barred: billApprovedBy.map(({ id }) => id) },
  }),
  summary: ({ amount, vendor, bill }) =>
    `${formatMoney(parseMoney(amount))} to ${vendor} for ${bill}`,
  facts: (release) => [
    { label: 'Vendor', value: release.vendor },
    { label: 'Amount', value: formatMoney(parseMoney(release.amount)) },
    ...(release.books
      ? [
          {
            label: 'In the books',
            value: `${formatMoney(parseMoney(release.books.amount))} by the bill's rate of ${release.books.rate}`,
          },
        ]
      : []),
    { label: 'Bill', value: `${release.bill}, the vendor's ${release.billNumber}` },
    {
      label: 'Bill approved by',
      value: release.billApprovedBy.map(({ name }) => name).join(', ') || 'Nobody',
    },
    { label: 'Pay on', value: formatDate(release.payOn) },
    { label: 'By', value: METHOD_NAMES[release.method] },
    ...(release.note ? [{ label: 'Note', value: release.note }] : []),
  ],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    vendor: 'Sahyadri Office Supplies',
    billNumber: 'SOS/2026/1184',
    amount: { amount: '111000.00', currency: 'INR' },
    billApprovedBy: [{ id: '1c8e4a52-6f0d-4e0b-9d25-70b1c4b7a3f6', name: 'Neha Kapoor' }],
  },
});
