import { z } from 'zod';
import { EXPENSE_CATEGORIES } from '../expenses/claims';
import { EXPENSE_RULES } from '../expenses/policy';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { readRate } from '../money/exchange';
import { currencyExponent, readMoney } from '../money/money';
import { amountSchema } from './amounts';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

const noteSchema = z.string().trim().min(1, 'Say why').max(500);
const inCompanyCurrency = (amount: { currency: string }) => amount.currency === COMPANY_CURRENCY;
const companyAmountSchema = amountSchema.refine(inCompanyCurrency, {
  path: ['currency'],
  message: `Amounts here are in ${COMPANY_CURRENCY}`,
});

/** One rule: a limit in the company's currency, or for `max-age` days. Hard refuses the claim, soft asks for an exception. */
const expensePolicyRuleSchema = z
  .strictObject({
    category: z.enum(EXPENSE_CATEGORIES),
    rule: z.enum(EXPENSE_RULES),
    limit: moneySchema.optional(),
    days: z.int().min(0).max(730, 'At most 730 days').optional(),
    strictness: z.enum(['hard', 'soft']),
  })
  .superRefine(({ rule, limit, days }, context) => {
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (rule === 'max-age') {
      if (days === undefined) refuse(['days'], 'Say how many days');
      if (limit !== undefined) refuse(['limit'], 'An age has no amount');
      return;
    }
    if (days !== undefined) refuse(['days'], 'A limit has no days');
    if (limit === undefined) return refuse(['limit'], 'Say the amount');
    const money = readMoney(limit);
    if ('member' in money) refuse(['limit', money.member], money.message);
    else if (money.minor < 0n) refuse(['limit', 'amount'], 'Must not be less than zero');
    else if (!inCompanyCurrency(limit))
      refuse(['limit', 'currency'], `Limits are in ${COMPANY_CURRENCY}`);
  });

/** `POST /expense-policies`: a version for expenses from `startsOn` on, until a later one begins. No rules: no limits. */
export const newExpensePolicySchema = z
  .strictObject({
    startsOn: dateSchema,
    note: noteSchema,
    rules: z.array(expensePolicyRuleSchema).max(EXPENSE_CATEGORIES.length * EXPENSE_RULES.length),
  })
  .superRefine(({ rules }, context) => {
    const keys = rules.map(({ category, rule }) => `${category} ${rule}`);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) !== index)
        context.addIssue({
          ...{ code: 'custom', path: ['rules', index, 'rule'] },
          message: 'This rule is there already for this category',
        });
    });
  });

/** A version of the expense policy. */
export const expensePolicySchema = z.object({
  id: z.uuid(),
  number: z.number().int(),
  startsOn: dateSchema,
  /** The first date it is not for any more; null until a later version begins. */
  until: dateSchema.nullable(),
  /** Another version for the same first day took its place: it is for no date. */
  replaced: z.boolean(),
  note: z.string(),
  setBy: personRefSchema,
  setAt: instantSchema,
  rules: z.array(expensePolicyRuleSchema),
});

/** A receipt. `sha256` is of its content, in hex. */
const receiptSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  /** In bytes. */
  size: z.number().int(),
  sha256: z.string(),
  at: instantSchema,
});

/** 201 of `POST /expense-receipts`. */
export const uploadedReceiptsSchema = z.object({ items: z.array(receiptSchema) });

const foreignSchema = z
  .string()
  .refine((code) => currencyExponent(code) !== undefined, 'This is not a currency we know')
  .refine((code) => code !== COMPANY_CURRENCY, `${COMPANY_CURRENCY} is the company's own currency`);

/** `PUT /exchange-rates`: what one unit of a currency was worth in the company's on a day. */
export const newExchangeRateSchema = z.strictObject({
  currency: foreignSchema,
  on: dateSchema,
  rate: z
    .string()
    .refine(
      (text) => readRate(text) !== undefined,
      'Use a number above zero such as "83.1275", with at most ten decimals',
    ),
});

/** One row of `GET /exchange-rates`. */
export const exchangeRateSchema = z.object({
  currency: z.string(),
  base: z.string(),
  on: dateSchema,
  rate: z.string(),
  enteredBy: personRefSchema,
  enteredAt: instantSchema,
});

/** `GET /exchange-rates`. */
export const exchangeRateQuerySchema = pageQuerySchema.extend({
  currency: z.string().length(3).optional(),
  on: dateSchema.optional(),
});

/** `POST /exchange-rates/import`: a file of `date,currency,rate`; a dry run writes nothing. */
export const importRatesSchema = z.strictObject({
  csv: z.string().min(1, 'The file is empty').max(500_000),
  dryRun: z.boolean().default(false),
});

/** What an import did, or would do. */
export const importedRatesSchema = z.object({
  dryRun: z.boolean(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
});

/** `POST /expense-advances`: money that somebody has been given. */
export const newAdvanceSchema = z.strictObject({
  employeeId: z.uuid(),
  amount: companyAmountSchema,
  paidOn: dateSchema,
  note: noteSchema,
});

/** `POST /expense-advances/:id/returns`. */
export const returnAdvanceSchema = z.strictObject({ amount: companyAmountSchema });

/** An advance: `open` = amount − settled − returned. */
export const advanceSchema = z.object({
  id: z.uuid(),
  employee: personRefSchema,
  amount: moneySchema,
  settled: moneySchema,
  returned: moneySchema,
  open: moneySchema,
  paidOn: dateSchema,
  note: z.string(),
  /** Whether something of it is open longer than it may be. */
  isOld: z.boolean(),
  /** Which claims have used it. */
  claims: z.array(z.object({ id: z.uuid(), title: z.string(), amount: moneySchema })),
});

/** An approved advance that waits for finance to pay it. */
export const payableAdvanceSchema = z.object({
  id: z.uuid(),
  employee: personRefSchema,
  amount: moneySchema,
  purpose: z.string(),
  neededBy: dateSchema,
  approvalId: z.uuid(),
});

/** `POST /advance-requests/:id/payment`. */
export const payAdvanceSchema = z.strictObject({ paidOn: dateSchema });

/** What becomes of what an approved claim is owed. */
export const REIMBURSEMENT_STATUSES = ['due', 'partly-paid', 'paid'] as const;

/** What an approved claim is owed: `open` = amount − settled (by advances) − batched − paid. */
export const reimbursementSchema = z.object({
  claimId: z.uuid(),
  title: z.string(),
  employee: personRefSchema,
  amount: moneySchema,
  settled: moneySchema,
  /** In batches that are not paid yet. */
  batched: moneySchema,
  paid: moneySchema,
  open: moneySchema,
  status: z.enum(REIMBURSEMENT_STATUSES),
  approvedAt: instantSchema,
});

/** `GET /reimbursements`. */
export const reimbursementQuerySchema = pageQuerySchema.extend({
  status: z.enum(REIMBURSEMENT_STATUSES).optional(),
});

/** `POST /reimbursement-batches`. Without an amount, all that is open of the claim. */
export const newBatchSchema = z
  .strictObject({
    payOn: dateSchema,
    items: z
      .array(z.strictObject({ claimId: z.uuid(), amount: companyAmountSchema.optional() }))
      .min(1, 'Choose at least one claim')
      .max(500, 'At most 500 claims in a batch'),
  })
  .superRefine(({ items }, context) => {
    const ids = items.map(({ claimId }) => claimId);
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index)
        context.addIssue({
          ...{ code: 'custom', path: ['items', index, 'claimId'] },
          message: 'This claim is there already',
        });
    });
  });

/** What a batch can be. */
const BATCH_STATUSES = ['open', 'paid', 'cancelled'] as const;

/** A batch of reimbursements. */
export const batchSchema = z.object({
  id: z.uuid(),
  /** "RB-0012". */
  number: z.string(),
  payOn: dateSchema,
  status: z.enum(BATCH_STATUSES),
  total: moneySchema,
  createdBy: personRefSchema,
  createdAt: instantSchema,
  closedAt: instantSchema.nullable(),
  items: z.array(
    z.object({
      claimId: z.uuid(),
      title: z.string(),
      employee: personRefSchema,
      amount: moneySchema,
      /** The last four digits. */
      accountEnding: z.string(),
    }),
  ),
});

/** `GET /reimbursement-batches/:id/bank-file`. */
export const bankFileQuerySchema = z.object({ format: z.enum(['csv', 'pain.001']) });

const IFSC = /^[A-Z]{4}0[A-Z0-9]{6}$/;

/** `PUT /company-account`: where reimbursements are paid from. */
export const companyAccountSchema = z.strictObject({
  holder: z.string().trim().min(1, 'Say whose account it is').max(70),
  ifsc: z.string().regex(IFSC, 'An IFSC is such as "HDFC0001234"'),
  accountNumber: z.string().regex(/^\d{6,18}$/, 'Use the digits alone, 6 to 18 of them'),
});

/** `GET /company-account`: null while none is set. Its number is not shown again. */
export const companyAccountViewSchema = z.object({
  account: z.object({ holder: z.string(), ifsc: z.string(), accountEnding: z.string() }).nullable(),
});

/** What `newExpensePolicySchema` describes. */
export type NewExpensePolicy = z.infer<typeof newExpensePolicySchema>;
/** What `expensePolicySchema` describes. */
export type ExpensePolicyWire = z.infer<typeof expensePolicySchema>;
/** What `receiptSchema` describes. */
export type ReceiptWire = z.infer<typeof receiptSchema>;
/** What `newExchangeRateSchema` describes. */
export type NewExchangeRate = z.infer<typeof newExchangeRateSchema>;
/** What `exchangeRateSchema` describes. */
export type ExchangeRateWire = z.infer<typeof exchangeRateSchema>;
/** What `exchangeRateQuerySchema` describes. */
export type ExchangeRateQuery = z.infer<typeof exchangeRateQuerySchema>;
/** What `importedRatesSchema` describes. */
export type ImportedRates = z.infer<typeof importedRatesSchema>;
/** What `newAdvanceSchema` describes. */
export type NewAdvance = z.infer<typeof newAdvanceSchema>;
/** What `payableAdvanceSchema` describes. */
export type PayableAdvance = z.infer<typeof payableAdvanceSchema>;
/** What `advanceSchema` describes. */
export type AdvanceWire = z.infer<typeof advanceSchema>;
/** What `reimbursementSchema` describes. */
export type ReimbursementWire = z.infer<typeof reimbursementSchema>;
/** What `reimbursementQuerySchema` describes. */
export type ReimbursementQuery = z.infer<typeof reimbursementQuerySchema>;
/** What `newBatchSchema` describes. */
export type NewBatch = z.infer<typeof newBatchSchema>;
/** What `batchSchema` describes. */
export type BatchWire = z.infer<typeof batchSchema>;
/** What `companyAccountSchema` describes. */
export type CompanyAccount = z.infer<typeof companyAccountSchema>;
/** What `companyAccountViewSchema` describes. */
export type CompanyAccountView = z.infer<typeof companyAccountViewSchema>;
