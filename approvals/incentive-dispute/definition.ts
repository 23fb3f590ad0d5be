import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';

/** What one asks for. `statementId` comes from the path. */
const incentiveDisputeSchema = z.strictObject({
  statementId: z.uuid(),
  amount: amountSchema
    .refine(({ currency }) => currency === COMPANY_CURRENCY, {
      path: ['currency'],
      message: `Incentives are in ${COMPANY_CURRENCY}`,
    })
    .describe('What is missing'),
  deal: z.string().trim().max(60).optional().describe('The number of the deal it is about'),
  reason: z.string().trim().min(1, 'Say what is wrong').max(2000),
});

/** A dispute as it was filed. */
export type IncentiveDisputeRequest = z.infer<typeof incentiveDisputeSchema>;

/** With the statement it is about. */
export type IncentiveDisputeDetails = IncentiveDisputeRequest & {
  plan: string;
  period: string;
  departmentId: string;
};

const EXAMPLE: IncentiveDisputeRequest = {
  statementId: '7d1f3f8e-54f1-4c0e-9a63-1f6f0a7c2d55',
  amount: { amount: '12500.00', currency: 'INR' },
  deal: 'D-2026-0014',
  reason: 'Half of this deal is mine, by the agreement of 4 September',
};

/** A dispute of a statement: signed by the manager, the department's head and finance, who may each lower the amount. */
export const incentiveDisputeKind = defineApprovalKind<
  IncentiveDisputeRequest,
  IncentiveDisputeDetails
>({
  id: 'incentive-dispute',
  label: 'Incentive dispute',
  path: '/incentive-statements/:statementId/disputes',
  request: incentiveDisputeSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({ approver: { role: 'department-head' }, due: '2 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  ),
  routing: ({ amount, departmentId }) => ({ amount, departmentId }),
  summary: ({ amount, period, plan }) =>
    `${formatMoney(parseMoney(amount))} said to be missing from ${period} by ${plan}`,
  facts: ({ plan, period, amount, deal, reason }) => [
    { label: 'Statement', value: `${plan}, ${period}` },
    { label: 'Missing', value: formatMoney(parseMoney(amount)) },
    ...(deal ? [{ label: 'Deal', value: deal }] : []),
    { label: 'Reason', value: reason },
  ],
  lines: ({ amount, deal, period }) => [
    { key: 'missing', label: deal ?? `Missing from ${period}`, amount },
  ],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    ...{ plan: 'Sales', period: '2026-Q3' },
    departmentId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
  },
});
