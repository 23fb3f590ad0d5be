import { z } from 'zod';
import { defineApprovalKind, type Fact } from '../../domain/approvals/kind';
import { shownLines } from '../../domain/approvals/shown-lines';
import { amountAbove, inSequence, roleStep, type StepDraft } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { EXPENSE_CATEGORIES, EXPENSE_CATEGORY_NAMES } from '../../domain/expenses/claims';
import type { Breach } from '../../domain/expenses/policy';
import { VEHICLES } from '../../domain/expenses/mileage';
import { budgetFacts, budgetSteps, type BudgetFinding } from '../../domain/finance/budgets';
import { formatMoney, parseMoney } from '../../domain/money/money';
import { amountSchema } from '../../domain/wire/amounts';
import { overBudgetReasonSchema } from '../../domain/wire/budgets';
import { dateSchema, type MoneyWire } from '../../domain/wire/common';
import { projectCodeSchema } from '../../domain/wire/project-accounts';
import { distanceSchema, mileageWords, type MileageWire } from '../../domain/wire/mileage';
import { journeyShape, perDiemWords, type PerDiemWire } from '../../domain/wire/per-diem';

const RECEIPTS_PER_LINE = 5;

const descriptionSchema = z.string().trim().min(1, 'Say what it was for').max(500);
const receiptsSchema = z
  .array(z.uuid())
  .max(RECEIPTS_PER_LINE, `A line has at most ${RECEIPTS_PER_LINE} receipts`)
  .optional()
  .describe('Ids of uploaded receipts');

const paidLineSchema = z.strictObject({
  basis: z.literal('actual').optional().describe('What was paid: so it is unless said'),
  date: dateSchema,
  category: z.enum(EXPENSE_CATEGORIES),
  amount: amountSchema,
  description: descriptionSchema,
  receipts: receiptsSchema,
});

const driveLineSchema = z.strictObject({
  basis: z.literal('mileage'),
  date: dateSchema,
  category: z.literal('travel', 'A drive is travel'),
  vehicle: z.enum(VEHICLES),
  distance: distanceSchema,
  description: descriptionSchema,
  receipts: receiptsSchema,
});

const journeyLineSchema = z
  .strictObject({
    basis: z.literal('per-diem'),
    date: dateSchema.describe('The first day'),
    category: z.literal('travel', 'Days away are travel'),
    ...journeyShape,
    description: descriptionSchema,
    receipts: receiptsSchema,
  })
  .refine(({ date, until }) => until >= date, {
    ...{ path: ['until'], message: 'This is before the first day' },
  });

/** What one asks for. */
const expenseClaimSchema = z.strictObject({
  title: z.string().trim().min(1, 'Give the claim a title').max(200),
  project: projectCodeSchema,
  lines: z
    .array(
      z.discriminatedUnion('basis', [paidLineSchema, driveLineSchema, journeyLineSchema], {
        error: ({ code }) =>
          code === 'invalid_union' ? 'Use "actual", "mileage" or "per-diem"' : undefined,
      }),
    )
    .min(1, 'A claim has at least one line')
    .max(100, 'A claim has at most 100 lines'),
  overBudgetReason: overBudgetReasonSchema,
});

/** A claim as it was sent. */
export type ExpenseClaimRequest = z.infer<typeof expenseClaimSchema>;

type ClaimLine = ExpenseClaimRequest['lines'][number];

/** A line of what was paid, as most are. */
export type PaidClaimLine = z.infer<typeof paidLineSchema>;

/** With what its lines come to and what was found in them. What a claim has none of is left out. */
export type ExpenseClaimDetails = ExpenseClaimRequest & {
  total: MoneyWire;
  /** Lines, from 1, that were paid in another currency than the claim's: what they come to and by which rate. */
  converted?: { line: number; base: MoneyWire; rate: string }[];
  /** Lines, from 1, that are drives: what they come to and how. */
  mileage?: { line: number; amount: MoneyWire; reckoning: MileageWire }[];
  /** And those that are days away. */
  perDiem?: { line: number; amount: MoneyWire; reckoning: PerDiemWire }[];
  /** Soft rules that are not kept: they need an exception. */
  violations?: { line: number; rule: Breach; message: string }[];
  /** Lines that may have been claimed before. */
  duplicates?: { line: number; message: string }[];
  /** Budgets it goes over. */
  budgets?: BudgetFinding[];
  /** What the receipts of its lines are called. */
  receiptNames?: { id: string; name: string }[];
};

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

/** What the expense policy does not allow, somebody else than the manager lets pass. */
const EXCEPTION_STEP: StepDraft = {
  ...roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  // With a dot, which no key of a published policy has: the two never meet.
  ...{ key: 'policy.exception', name: 'Policy exception' },
};

/** Expense claim: signed by the reporting manager, by finance above INR 25,000, and by finance for exceptions and what goes over a budget. */
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
  routing: ({ total, violations = [], budgets }) => {
    const { further: over = [] } = budgetSteps(budgets);
    const further = [...(violations.length > 0 ? [EXCEPTION_STEP] : []), ...over];
    return { amount: total, ...(further.length > 0 ? { further } : {}) };
  },
  summary: ({ title, total, violations = [], budgets = [] }) =>
    `${formatMoney(parseMoney(total))} for ${title}${exceptionNote(violations.length)}${budgets.length > 0 ? ', over budget' : ''}`,
  facts: (details) => [
    { label: 'Title', value: details.title },
    ...(details.project ? [{ label: 'Project', value: details.project }] : []),
    { label: 'Total', value: formatMoney(parseMoney(details.total)) },
    ...budgetFacts(details.budgets, details.overBudgetReason),
    ...shownLines(details.violations ?? [], ({ line, message }) => ({
      label: `Exception, line ${line}`,
      value: message,
    })),
    ...shownLines(details.duplicates ?? [], ({ line, message }) => ({
      label: `Claimed before? Line ${line}`,
      value: message,
    })),
    ...shownLines(details.lines, (line, index) => lineFact(details, line, index)),
  ],
  lines: (details) =>
    details.lines.map((line, index) => ({
      key: String(index + 1),
      label: `${lineLabel(line)}: ${line.description}`,
      amount: conversionOf(details, index)?.base ?? amountOf(details, line, index),
    })),
  example: EXAMPLE,
  exampleDetails: { ...EXAMPLE, total: { amount: '25650.50', currency: 'INR' } },
});

function exceptionNote(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ', with an exception' : `, with ${count} exceptions`;
}

function conversionOf({ converted = [] }: ExpenseClaimDetails, index: number) {
  return converted.find(({ line }) => line === index + 1);
}

function amountOf(details: ExpenseClaimDetails, line: ClaimLine, index: number) {
  if ('amount' in line) return line.amount;
  const { mileage = [], perDiem = [] } = details;
  const reckoned = [...mileage, ...perDiem].find((one) => one.line === index + 1);
  if (!reckoned) throw new RangeError(`line ${index + 1} was not reckoned`);
  return reckoned.amount;
}

function lineFact(details: ExpenseClaimDetails, line: ClaimLine, index: number): Fact {
  const paid = formatMoney(parseMoney(amountOf(details, line, index)));
  const count = line.receipts?.length ?? 0;
  const receipts = count === 0 ? '' : count === 1 ? ', 1 receipt' : `, ${count} receipts`;
  return {
    label: lineLabel(line),
    value: `${paid}${reckoningOf(details, index)}: ${line.description}${receipts}`,
  };
}

function reckoningOf(details: ExpenseClaimDetails, index: number): string {
  const drive = details.mileage?.find(({ line }) => line === index + 1);
  if (drive) return ` (${mileageWords(drive.reckoning)})`;
  const journey = details.perDiem?.find(({ line }) => line === index + 1);
  if (journey) return ` (${perDiemWords(journey.reckoning)})`;
  const conversion = conversionOf(details, index);
  if (!conversion) return '';
  return ` (${formatMoney(parseMoney(conversion.base))} at ${conversion.rate})`;
}

function lineLabel({ date, category }: ClaimLine): string {
  return `${formatDate(date)}, ${EXPENSE_CATEGORY_NAMES[category].toLowerCase()}`;
}
