import { z } from 'zod';
import { ACCOUNT_KINDS, CONTROLS } from '../finance/accounts';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { amountSchema } from './amounts';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

const nameSchema = z.string().trim().min(1, 'Give it a name').max(120);
const reasonSchema = z.string().trim().min(1, 'Say why').max(500);
const companyAmountSchema = amountSchema.refine(({ currency }) => currency === COMPANY_CURRENCY, {
  path: ['currency'],
  message: `The books are in ${COMPANY_CURRENCY}`,
});

/** An account as lines and figures name it. */
export const accountRefSchema = z.object({ id: z.uuid(), code: z.string(), name: z.string() });

/** An account of the chart. */
export const accountSchema = accountRefSchema.extend({
  kind: z.enum(ACCOUNT_KINDS),
  parentId: z.uuid().nullable(),
  currency: z.string(),
  /** What it sums up of single documents; nobody posts to it by hand. */
  control: z.enum(CONTROLS).nullable(),
  active: z.boolean(),
  /** What is posted to it by itself: "bank", "expense:travel". It stays in use. */
  uses: z.array(z.string()),
});

/** `POST /accounts`. */
export const newAccountSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{3,8}$/, 'Use three to eight digits'),
  name: nameSchema,
  kind: z.enum(ACCOUNT_KINDS),
  parentId: z.uuid().optional(),
});

/** `PATCH /accounts/:id`. */
export const accountChangeSchema = z
  .strictObject({ name: nameSchema.optional(), active: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'Say what changes');

/** The states of a month, in the order it goes through them. */
const PERIOD_STATUSES = ['open', 'closed', 'locked'] as const;

/** A month of the books. */
export const periodSchema = z.object({
  month: z.string(),
  status: z.enum(PERIOD_STATUSES),
  entries: z.number().int(),
  changes: z.array(
    z.object({
      status: z.enum(PERIOD_STATUSES),
      reason: z.string().nullable(),
      by: personRefSchema,
      at: instantSchema,
    }),
  ),
});

/** `PUT /accounting-periods/:month`: opening one again needs a reason. */
export const periodChangeSchema = z
  .strictObject({ status: z.enum(PERIOD_STATUSES), reason: reasonSchema.optional() })
  .refine(({ status, reason }) => status !== 'open' || reason !== undefined, {
    path: ['reason'],
    message: 'Say why it is opened again',
  });

/** The month a fiscal year begins with. */
export const fiscalYearSchema = z.strictObject({ startsInMonth: z.int().min(1).max(12) });

/** An entry of the journal. */
export const journalEntrySchema = z.object({
  id: z.uuid(),
  number: z.string(),
  postedOn: dateSchema,
  /** Another day than `postedOn` where the month of the document was closed. */
  documentOn: dateSchema,
  memo: z.string(),
  source: z.object({ kind: z.string(), id: z.uuid(), event: z.string() }),
  /** The sum of either side. */
  total: moneySchema,
  reversesId: z.uuid().nullable(),
  reversedById: z.uuid().nullable(),
  /** Null: it follows from what was approved. */
  createdBy: personRefSchema.nullable(),
  createdAt: instantSchema,
});

/** A line of the journal with its entry. One of `debit` and `credit` is null. */
export const ledgerLineSchema = z.object({
  entryId: z.uuid(),
  number: z.string(),
  postedOn: dateSchema,
  memo: z.string(),
  account: accountRefSchema,
  debit: moneySchema.nullable(),
  credit: moneySchema.nullable(),
  party: z.string().nullable(),
  department: z.string().nullable(),
  dueOn: dateSchema.nullable(),
});

/** An entry with its lines. */
export const journalEntryDetailSchema = journalEntrySchema.extend({
  lines: z.array(ledgerLineSchema),
});

const newLineSchema = z
  .strictObject({
    accountId: z.uuid(),
    debit: companyAmountSchema.optional(),
    credit: companyAmountSchema.optional(),
    departmentId: z.uuid().optional(),
    projectId: z.uuid().optional(),
  })
  .refine(({ debit, credit }) => (debit === undefined) !== (credit === undefined), {
    path: ['debit'],
    message: 'A line has a debit or a credit',
  });

/** `POST /journal-entries`: an entry by hand. */
export const newEntrySchema = z.strictObject({
  on: dateSchema,
  memo: z.string().trim().min(1, 'Say what it is').max(300),
  lines: z.array(newLineSchema).min(2, 'An entry has two lines at least').max(200),
});

/** `POST /journal-entries/:id/reversals`: on that day, or today, or the first day after it that is open. */
export const reversalSchema = z.strictObject({ on: dateSchema.optional(), reason: reasonSchema });

/** `GET /journal-entries`. */
export const journalQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(100).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  source: z.string().max(60).optional(),
});

/** `GET /ledger-lines`: what is behind a figure. */
export const ledgerQuerySchema = pageQuerySchema.extend({
  account: z.uuid().optional(),
  party: z.string().max(200).optional(),
  department: z.uuid().optional(),
  q: z.string().trim().max(100).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

/** A day; today where it is left out. */
export const asOfQuerySchema = z.object({ asOf: dateSchema.optional() });
/** `GET /reports/profit-and-loss`: the month of today where it is left out. */
export const profitQuerySchema = z
  .object({
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    department: z.uuid().optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'Give both days, or neither',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'It ends before it begins',
  });
/** `GET /reports/aging`. */
export const agingQuerySchema = asOfQuerySchema.extend({ of: z.enum(CONTROLS) });

const figureSchema = z.object({ account: accountRefSchema, amount: moneySchema });
const comparedSchema = figureSchema.extend({ previous: moneySchema });
const comparedTotalSchema = z.object({ amount: moneySchema, previous: moneySchema });

/** One account of a trial balance. */
const trialRowSchema = z.object({
  account: accountRefSchema,
  kind: z.enum(ACCOUNT_KINDS),
  debit: moneySchema,
  credit: moneySchema,
});
/** `GET /reports/trial-balance`. */
export const trialBalanceSchema = z.object({
  asOf: dateSchema,
  rows: z.array(trialRowSchema),
  debit: moneySchema,
  credit: moneySchema,
});
/** `GET /reports/profit-and-loss`: beside as many days before. */
export const profitAndLossSchema = z.object({
  from: dateSchema,
  to: dateSchema,
  previous: z.object({ from: dateSchema, to: dateSchema }),
  income: z.array(comparedSchema),
  expense: z.array(comparedSchema),
  totalIncome: comparedTotalSchema,
  totalExpense: comparedTotalSchema,
  profit: comparedTotalSchema,
});
/** `GET /reports/balance-sheet`. */
export const balanceSheetSchema = z.object({
  asOf: dateSchema,
  yearFrom: dateSchema,
  assets: z.array(figureSchema),
  liabilities: z.array(figureSchema),
  equity: z.array(figureSchema),
  profitOfYear: moneySchema,
  earlierProfit: moneySchema,
  totalAssets: moneySchema,
  totalLiabilities: moneySchema,
  totalEquity: moneySchema,
});
/** `GET /reports/aging`: `total` and `control`, the balance of the account, are equal. */
export const agingSchema = z.object({
  asOf: dateSchema,
  account: accountRefSchema,
  buckets: z.array(z.string()),
  parties: z.array(
    z.object({ party: z.string(), amounts: z.array(moneySchema), total: moneySchema }),
  ),
  amounts: z.array(moneySchema),
  total: moneySchema,
  control: moneySchema,
});
/** `GET /reports/cash`: what is in the bank and in hand. */
export const cashSchema = z.object({
  asOf: dateSchema,
  accounts: z.array(figureSchema),
  total: moneySchema,
});

/** @see accountSchema */
export type AccountWire = z.infer<typeof accountSchema>;
/** @see newAccountSchema */
export type NewAccount = z.infer<typeof newAccountSchema>;
/** @see accountChangeSchema */
export type AccountChange = z.infer<typeof accountChangeSchema>;
/** @see periodSchema */
export type PeriodWire = z.infer<typeof periodSchema>;
/** @see periodChangeSchema */
export type PeriodChange = z.infer<typeof periodChangeSchema>;
/** @see fiscalYearSchema */
export type FiscalYear = z.infer<typeof fiscalYearSchema>;
/** @see journalEntrySchema */
export type JournalEntryWire = z.infer<typeof journalEntrySchema>;
/** @see journalEntryDetailSchema */
export type JournalEntryDetail = z.infer<typeof journalEntryDetailSchema>;
/** @see newEntrySchema */
export type NewEntry = z.infer<typeof newEntrySchema>;
/** @see reversalSchema */
export type Reversal = z.infer<typeof reversalSchema>;
/** @see journalQuerySchema */
export type JournalQuery = z.infer<typeof journalQuerySchema>;
/** @see ledgerLineSchema */
export type LedgerLineWire = z.infer<typeof ledgerLineSchema>;
/** @see ledgerQuerySchema */
export type LedgerQuery = z.infer<typeof ledgerQuerySchema>;
/** @see trialRowSchema */
export type TrialRowWire = z.infer<typeof trialRowSchema>;
/** @see trialBalanceSchema */
export type TrialBalanceWire = z.infer<typeof trialBalanceSchema>;
/** @see profitQuerySchema */
export type ProfitQuery = z.infer<typeof profitQuerySchema>;
/** @see profitAndLossSchema */
export type ProfitAndLossWire = z.infer<typeof profitAndLossSchema>;
/** @see balanceSheetSchema */
export type BalanceSheetWire = z.infer<typeof balanceSheetSchema>;
/** @see agingQuerySchema */
export type AgingQuery = z.infer<typeof agingQuerySchema>;
/** @see agingSchema */
export type AgingWire = z.infer<typeof agingSchema>;
/** @see cashSchema */
export type CashWire = z.infer<typeof cashSchema>;
