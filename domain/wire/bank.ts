import { z } from 'zod';
import { COMPANY_CURRENCY } from '../money/company-currency';
import { readMoney } from '../money/money';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';
import { accountRefSchema, asOfQuerySchema, ledgerLineSchema } from './finance';
import { importProblemSchema, importQuerySchema } from './people-import';
import { newReceiptSchema } from './receivables';

/** An account that can have statements: one of the assets that sums up no documents. */
export const bankAccountSchema = z.object({
  account: accountRefSchema,
  /** Where its statements end; null where there are none. */
  statements: z
    .object({ from: dateSchema, to: dateSchema, closing: moneySchema, open: z.number().int() })
    .nullable(),
});

/** A statement that was taken in. */
export const bankStatementSchema = z.object({
  id: z.uuid(),
  from: dateSchema,
  to: dateSchema,
  opening: moneySchema,
  closing: moneySchema,
  lines: z.number().int(),
  matched: z.number().int(),
  importedBy: personRefSchema,
  importedAt: instantSchema,
  /** The last one of its account, with nothing matched, can be removed. */
  removable: z.boolean(),
});

const balanceSchema = z
  .string()
  .refine((amount) => !('member' in readMoney({ amount, currency: COMPANY_CURRENCY })), {
    message: 'Use an amount such as "1234.50"',
  });

/** `POST /finance/bank-statement-imports/checks`: balances in the company's currency, as the statement says them. */
export const statementCheckQuerySchema = z.object({
  account: z.uuid(),
  opening: balanceSchema,
  closing: balanceSchema,
});
/** `POST /finance/bank-statement-imports`. */
export const statementImportQuerySchema = statementCheckQuerySchema.extend(importQuerySchema.shape);

/** What a file comes to, with nothing written. */
export const statementCheckSchema = z.object({
  /** Lines below the headings. */
  rows: z.number().int(),
  /** How many of them something is wrong with. */
  badRows: z.number().int(),
  problems: z.array(importProblemSchema),
  /** The first good ones, as they would be written. */
  sample: z.array(
    z.object({
      line: z.number().int(),
      on: dateSchema,
      description: z.string(),
      reference: z.string(),
      amount: moneySchema,
    }),
  ),
  paidIn: moneySchema,
  paidOut: moneySchema,
  /** Of the file: what is sent along to write this very file. */
  sha256: z.string(),
});

/** A line of a statement; what came in is above zero. */
export const bankLineSchema = z.object({
  id: z.uuid(),
  account: accountRefSchema,
  on: dateSchema,
  description: z.string(),
  reference: z.string(),
  amount: moneySchema,
  matched: z.object({ by: personRefSchema, at: instantSchema }).nullable(),
});

/** A line of the journal on the bank's account; what came in is above zero. */
export const bookLineSchema = ledgerLineSchema
  .pick({ entryId: true, number: true, postedOn: true, memo: true })
  .extend({
    ordinal: z.number().int(),
    amount: moneySchema,
    /** The numbers of its documents. */
    documents: z.array(z.string()),
  });

/** A line of the bank with what it is, or what it may be. */
export const bankLineDetailSchema = bankLineSchema.extend({
  /** The lines of the journal it is matched with. */
  lines: z.array(bookLineSchema),
  /** What it may be while it is matched with nothing, the likeliest first. */
  proposals: z.array(
    z.object({
      lines: z.array(bookLineSchema),
      /** In plain words: "the amount", "RCPT-2026-0012 in the text". */
      why: z.array(z.string()),
      certain: z.boolean(),
    }),
  ),
});

/** The states of a line of the bank, as a list asks for them. */
const BANK_LINE_STATES = ['open', 'matched'] as const;

/** `GET /finance/bank-lines`; `asOf`: as it was known on that day. */
export const bankLineQuerySchema = pageQuerySchema.extend({
  account: z.uuid(),
  state: z.enum(BANK_LINE_STATES).optional(),
  q: z.string().trim().max(100).optional(),
  asOf: dateSchema.optional(),
});

/** `GET /finance/bank-book-lines`: lines of the journal on the account that no line of the bank is matched with. */
export const bookLineQuerySchema = pageQuerySchema.extend({
  account: z.uuid(),
  q: z.string().trim().max(100).optional(),
  asOf: dateSchema.optional(),
  /** Before the first statement, or since then. */
  part: z.enum(['before', 'since']).optional(),
});

/** `POST /finance/bank-lines/:id/matches`: lines of the journal that come to it, to the smallest unit. */
export const newMatchSchema = z.strictObject({
  lines: z
    .array(z.strictObject({ entryId: z.uuid(), ordinal: z.int().min(1) }))
    .min(1, 'Choose a line')
    .max(200),
});

/** `POST /finance/bank-matches`: all lines of an account that are certain. */
export const matchAllSchema = z.strictObject({ account: z.uuid() });
/** How many were. */
export const matchedAllSchema = z.object({ matched: z.number().int(), open: z.number().int() });

/** `POST /finance/bank-lines/:id/entries`: what no document is of, a fee or interest, goes to this account. */
export const newBankEntrySchema = z.strictObject({
  accountId: z.uuid(),
  memo: z.string().trim().min(1, 'Say what it is').max(300),
  departmentId: z.uuid().optional(),
});

/** `POST /finance/bank-lines/:id/receipts`: it came from this customer and settles these invoices. */
export const newBankReceiptSchema = newReceiptSchema.pick({ customerId: true, allocations: true });

/** `GET /finance/bank-reconciliation`. */
export const reconciliationQuerySchema = asOfQuerySchema.extend({ account: z.uuid() });

/** How the books come to the bank on a day: `book − inBooksOnly + inBankOnly − beginning − statement = difference`. */
export const reconciliationSchema = z.object({
  account: accountRefSchema,
  asOf: dateSchema,
  /** The first and the last day of the statements. */
  from: dateSchema,
  to: dateSchema,
  book: moneySchema,
  inBooksOnly: moneySchema,
  inBankOnly: moneySchema,
  /** By how much the books and the bank were apart before the first statement. */
  beginning: moneySchema,
  statement: moneySchema,
  difference: moneySchema,
});

/** A row of a reconciliation as a file: a figure, or a line that a figure is made of. */
export interface ReconciliationRow {
  part: string;
  on: string | null;
  text: string;
  reference: string | null;
  amount: z.infer<typeof moneySchema>;
}

/** @see bankAccountSchema */
export type BankAccountWire = z.infer<typeof bankAccountSchema>;
/** @see bankStatementSchema */
export type BankStatementWire = z.infer<typeof bankStatementSchema>;
/** @see statementCheckQuerySchema */
export type StatementCheckQuery = z.infer<typeof statementCheckQuerySchema>;
/** @see statementCheckSchema */
export type StatementCheck = z.infer<typeof statementCheckSchema>;
/** @see bankLineSchema */
export type BankLineWire = z.infer<typeof bankLineSchema>;
/** @see bookLineSchema */
export type BookLineWire = z.infer<typeof bookLineSchema>;
/** @see bankLineDetailSchema */
export type BankLineDetail = z.infer<typeof bankLineDetailSchema>;
/** @see bankLineQuerySchema */
export type BankLineQuery = z.infer<typeof bankLineQuerySchema>;
/** @see bookLineQuerySchema */
export type BookLineQuery = z.infer<typeof bookLineQuerySchema>;
/** @see newMatchSchema */
export type NewMatch = z.infer<typeof newMatchSchema>;
/** @see matchedAllSchema */
export type MatchedAll = z.infer<typeof matchedAllSchema>;
/** @see newBankEntrySchema */
export type NewBankEntry = z.infer<typeof newBankEntrySchema>;
/** @see newBankReceiptSchema */
export type NewBankReceipt = z.infer<typeof newBankReceiptSchema>;
/** @see reconciliationSchema */
export type ReconciliationWire = z.infer<typeof reconciliationSchema>;
