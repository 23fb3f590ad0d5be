import { z } from 'zod';
import { ACCOUNT_FIGURES } from '../project-accounts/figures';
import { RATE_KINDS } from '../timesheets/rates';
import { dateSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

/** What a claim or a bill says of the project it is for. */
export const projectCodeSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .optional()
  .describe('The code of the project it is for, if it is for one');

const stretchShape = {
  from: dateSchema.optional().describe('The first day; without it, from the beginning'),
  to: dateSchema.optional().describe('The last day; without it, to the end'),
};
const ordered = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || from <= to;
const IN_ORDER = { path: ['to'], message: 'This is before the first day' };

/** `GET /projects/:id/pnl`. */
export const projectAccountQuerySchema = z.object(stretchShape).refine(ordered, IN_ORDER);

const missingRateSchema = z.object({
  kind: z.enum(RATE_KINDS),
  person: personRefSchema,
  from: dateSchema,
  to: dateSchema,
  minutes: z.int(),
  message: z.string(),
  /** The page that sets it. */
  where: z.string(),
});

/** What a project earned and cost in a stretch of time. */
export const projectAccountSchema = z.object({
  project: z.object({ id: z.uuid(), code: z.string(), name: z.string(), customer: z.string() }),
  from: dateSchema.nullable(),
  to: dateSchema.nullable(),
  figures: z.array(
    z.object({
      figure: z.enum(ACCOUNT_FIGURES),
      /** Null: a rate is missing, and `missingRates` says which. */
      amount: moneySchema.nullable(),
      lines: z.int(),
    }),
  ),
  margin: z.object({ amount: moneySchema.nullable(), percent: z.string().nullable() }),
  /** Approved time. */
  minutes: z.object({ billable: z.int(), other: z.int() }),
  /** What the billable time comes to at its bill rates; null where one is missing. */
  workAtBillRates: moneySchema.nullable(),
  missingRates: z.array(missingRateSchema),
});

/** `GET /projects/:id/pnl/lines`. */
export const accountLineQuerySchema = pageQuerySchema
  .extend({ figure: z.enum(ACCOUNT_FIGURES), ...stretchShape })
  .refine(ordered, IN_ORDER);

/** A line behind a figure. */
export const accountLineSchema = z.object({
  id: z.string(),
  on: dateSchema,
  text: z.string(),
  /** Who worked; null for a line of the journal. */
  person: personRefSchema.nullable(),
  minutes: z.int().nullable(),
  /** What an hour cost. */
  hour: moneySchema.nullable(),
  /** Null: no rate holds on its day. */
  amount: moneySchema.nullable(),
  /** The approval that locked it, or the entry of the journal. */
  approvalId: z.uuid().nullable(),
  entryId: z.uuid().nullable(),
});

/** What `projectAccountQuerySchema` describes. */
export type ProjectAccountQuery = z.output<typeof projectAccountQuerySchema>;
/** What `projectAccountSchema` describes. */
export type ProjectAccountWire = z.infer<typeof projectAccountSchema>;
/** What `accountLineQuerySchema` describes. */
export type AccountLineQuery = z.output<typeof accountLineQuerySchema>;
/** What `accountLineSchema` describes. */
export type AccountLineWire = z.infer<typeof accountLineSchema>;
