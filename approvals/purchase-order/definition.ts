import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { shownLines } from '../../domain/approvals/shown-lines';
import { amountAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { budgetFacts, budgetSteps, type BudgetFinding } from '../../domain/finance/budgets';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { lineTotal } from '../../domain/purchasing/orders';
import { amountSchema } from '../../domain/wire/amounts';
import { overBudgetReasonSchema } from '../../domain/wire/budgets';
import { dateSchema, type MoneyWire } from '../../domain/wire/common';

/** What one asks for. */
const purchaseOrderSchema = z.strictObject({
  vendor: z.string().trim().min(1, 'Name the vendor').max(200),
  purpose: z.string().trim().min(1, 'Say what it is for').max(2000),
  neededBy: dateSchema.optional(),
  lines: z
    .array(
      z.strictObject({
        description: z.string().trim().min(1, 'Say what is ordered').max(500),
        quantity: z
          .int('Use a whole number')
          .min(1, 'At least one')
          .max(100_000, 'At most 100,000'),
        unitPrice: amountSchema,
      }),
    )
    .min(1, 'An order has at least one line')
    .max(100, 'An order has at most 100 lines'),
  overBudgetReason: overBudgetReasonSchema,
});

/** An order as it was sent. */
export type PurchaseOrderRequest = z.infer<typeof purchaseOrderSchema>;

/** With the sum of its lines, and the budget it goes over. */
export type PurchaseOrderDetails = PurchaseOrderRequest & {
  total: MoneyWire;
  budget?: BudgetFinding;
};

const EXAMPLE: PurchaseOrderRequest = {
  vendor: 'Sahyadri Office Supplies',
  purpose: 'Places for the six people who join in January',
  neededBy: '2026-12-18',
  lines: [
    {
      description: 'Standing desk, 140 cm',
      quantity: 6,
      unitPrice: { amount: '18500.00', currency: 'INR' },
    },
    {
      description: 'Office chair',
      quantity: 6,
      unitPrice: { amount: '9250.50', currency: 'INR' },
    },
  ],
};

/** Purchase order: the manager signs, the department head above INR 50,000, and finance above INR 200,000. */
export const purchaseOrderKind = defineApprovalKind<PurchaseOrderRequest, PurchaseOrderDetails>({
  id: 'purchase-order',
  label: 'Purchase order',
  path: '/purchase-orders',
  request: purchaseOrderSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({
      approver: { role: 'department-head' },
      due: '2 working days',
      when: [amountAbove('50000.00', 'INR')],
    }),
    roleStep({
      approver: { role: 'finance' },
      due: '3 working days',
      when: [amountAbove('200000.00', 'INR')],
    }),
  ),
  routing: ({ total, budget }) => ({ amount: total, ...budgetSteps(budget) }),
  summary: ({ vendor, total }) => `${formatMoney(parseMoney(total))} to ${vendor}`,
  facts: ({ vendor, purpose, neededBy, lines, total, budget, overBudgetReason }) => [
    { label: 'Vendor', value: vendor },
    { label: 'Total', value: formatMoney(parseMoney(total)) },
    ...budgetFacts(budget, overBudgetReason),
    { label: 'Purpose', value: purpose },
    ...(neededBy ? [{ label: 'Needed by', value: formatDate(neededBy) }] : []),
    ...shownLines(lines, (line, index) => ({
      label: `Line ${index + 1}`,
      value: `${line.quantity} × ${line.description} at ${formatMoney(parseMoney(line.unitPrice))}: ${formatMoney(lineTotal(line))}`,
    })),
  ],
  example: EXAMPLE,
  exampleDetails: { ...EXAMPLE, total: { amount: '166503.00', currency: 'INR' } },
});
