import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema } from '../../domain/wire/common';

/** What one asks for: money before it is spent. */
const advanceRequestSchema = z.strictObject({
  amount: amountSchema,
  purpose: z.string().trim().min(1, 'Say what it is for').max(500),
  neededBy: dateSchema,
});

/** An advance as it was asked for. */
export type AdvanceRequest = z.infer<typeof advanceRequestSchema>;

const EXAMPLE: AdvanceRequest = {
  amount: { amount: '15000.00', currency: 'INR' },
  purpose: 'Deposit for the hall of the partner day',
  neededBy: '2026-12-14',
};

/** Advance: signed by the manager, then by finance, which pays it. */
export const advanceRequestKind = defineApprovalKind<AdvanceRequest>({
  id: 'advance-request',
  label: 'Advance',
  path: '/advance-requests',
  request: advanceRequestSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '2 working days' }),
  ),
  routing: ({ amount }) => ({ amount }),
  summary: ({ amount, purpose }) =>
    `${formatMoney(parseMoney(amount))} for ${purpose}`.slice(0, 280),
  facts: ({ amount, purpose, neededBy }) => [
    { label: 'Amount', value: formatMoney(parseMoney(amount)) },
    { label: 'Purpose', value: purpose },
    { label: 'Needed by', value: formatDate(neededBy) },
  ],
  example: EXAMPLE,
  exampleDetails: EXAMPLE,
});
