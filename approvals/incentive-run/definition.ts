import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatMoney, parseMoney } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';

/** What one asks for. `runId` comes from the path. */
const incentiveRunRequestSchema = z.strictObject({
  runId: z.uuid(),
  note: z.string().trim().max(2000).optional(),
});

/** A run as it was asked to be signed. */
export type IncentiveRunRequest = z.infer<typeof incentiveRunRequestSchema>;

/** With what it comes to; the hash is of all its statements. */
export type IncentiveRunDetails = IncentiveRunRequest & {
  plan: string;
  period: string;
  departmentId: string;
  department: string;
  people: number;
  payable: MoneyWire;
  hash: string;
};

const EXAMPLE: IncentiveRunRequest = {
  runId: '2b9c3f8e-54f1-4c0e-9a63-1f6f0a7c2d44',
  note: 'The refund of the order desk is in it',
};

/** A period's incentives: signed by the department's head, then by finance. */
export const incentiveRunKind = defineApprovalKind<IncentiveRunRequest, IncentiveRunDetails>({
  id: 'incentive-run',
  label: 'Incentive run',
  path: '/incentive-runs/:runId/approvals',
  request: incentiveRunRequestSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'department-head' }, due: '2 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  ),
  routing: ({ payable, departmentId }) => ({ amount: payable, departmentId }),
  summary: ({ plan, period, payable }) =>
    `Incentives by ${plan} for ${period}: ${formatMoney(parseMoney(payable))}`,
  facts: ({ plan, period, department, people, payable, hash, note }) => [
    { label: 'Plan', value: plan },
    { label: 'Period', value: period },
    { label: 'Department', value: department },
    { label: 'Statements', value: String(people) },
    { label: 'To be paid', value: formatMoney(parseMoney(payable)) },
    { label: 'Fingerprint', value: hash.slice(0, 16) },
    ...(note ? [{ label: 'Note', value: note }] : []),
  ],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    ...{ plan: 'Sales', period: '2026-Q3', people: 3 },
    ...{ departmentId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20', department: 'Sales' },
    payable: { amount: '186250.00', currency: 'INR' },
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
});
