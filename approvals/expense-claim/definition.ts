import { z } from 'zod';
import { defineApprovalKind, type Fact } from '../../domain/approvals/kind';
import { amountAbove, inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { EXPENSE_CATEGORIES, EXPENSE_CATEGORY_NAMES } from '../../domain/expenses/claims';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';
import { dateSchema, type MoneyWire } from '../../domain/wire/common';

/** Lines shown one by one in mails and on the decision page; the rest is summed up, the app shows all. */
const LINES_SHOWN = 20;

/** What one asks for. */
export const expenseClaimSchema = z.strictObject({
  title: z.string().trim().min(1, 'Give the claim a title').max(200),
  lines: z
    .array(
      z.strictObject({
        date: dateSchema,
        category: z.enum(EXPENSE_CATEGORIES),
        amount: amountSchema,
        description: z.string().trim().min(1, 'Say what it was for').max(500),
      }),
    )
    .min(1, 'A claim has at least one line')
    .max(100, 'A claim has at most 100 lines'),
});

/** A claim as it was sent. */
export type ExpenseClaimRequest = z.infer<typeof expenseClaimSchema>;

/** With the sum of its lines. */
export type ExpenseClaimDetails = ExpenseClaimRequest & { total: MoneyWire };

const EXAMPLE: ExpenseClaimRequest = {
  title: 'Client visit in Pune',
  lines: [
    {
      date: '2026-11-16',
      category: 'travel',
      amount: { amount: '18400.00', currency: 'INR' },
      description: 'Return flight',
    },
    {
      date: '2026-11-17',
      category: 'lodging',
      amount: { amount: '7250.50', currency: 'INR' },
      description: 'One night near the client',
    },
  ],
};

/** Expense claim: signed by the reporting manager, and by finance above INR 25,000. */
export const expenseClaimKind = defineApprovalKind<ExpenseClaimRequest, ExpenseClaimDetails>({
  id: 'expense-claim',
  label: 'Expense claim',
  path: '/expense-claims',
  request: expenseClaimSchema,
  policy: inSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
    roleStep({
      approver: { role: 'finance' },
      due: '3 working days',
      when: [amountAbove('25000.00', 'INR')],
    }),
  ),
  routing: ({ total }) => ({ amount: total }),
  summary: ({ title, total }) => `${formatMoney(parseMoney(total))} for ${title}`,
  facts: ({ title, lines, total }) => [
    { label: 'Title', value: title },
    { label: 'Total', value: formatMoney(parseMoney(total)) },
    ...lines.slice(0, LINES_SHOWN).map(lineFact),
    ...(lines.length > LINES_SHOWN
      ? [{ label: 'Further lines', value: `${lines.length - LINES_SHOWN} more, in the app` }]
      : []),
  ],
  lines: ({ lines }) =>
    lines.map((line, index) => ({
      key: String(index + 1),
      label: `${lineLabel(line)}: ${line.description}`,
      amount: line.amount,
    })),
  example: EXAMPLE,
  exampleDetails: { ...EXAMPLE, total: { amount: '25650.50', currency: 'INR' } },
});

function lineFact(line: ExpenseClaimRequest['lines'][number]): Fact {
  return {
    label: lineLabel(line),
    value: `${formatMoney(parseMoney(line.amount))}: ${line.description}`,
  };
}

function lineLabel({ date, category }: ExpenseClaimRequest['lines'][number]): string {
  return `${formatDate(date)}, ${EXPENSE_CATEGORY_NAMES[category].toLowerCase()}`;
}
