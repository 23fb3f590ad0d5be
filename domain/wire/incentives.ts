import { z } from 'zod';
import { BASES, readPercent } from '../incentives/plan';
import { INCENTIVE_RUN_STATES } from '../incentives/run-contract';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';
import { incentiveAmountSchema, namedSchema, planVersionSchema } from './incentive-plans';

const dealRefSchema = z.object({ id: z.uuid(), number: z.string(), name: z.string() });

/** A line of a statement: what an event of a deal was credited, and what each tier pays for it. */
const statementLineSchema = z.object({
  eventId: z.uuid(),
  deal: dealRefSchema,
  basis: z.enum([...BASES, 'refunded']),
  reference: z.string(),
  on: dateSchema,
  /** What it is about, of the deal; negative where it is taken back. */
  base: moneySchema,
  /** The seller's share of the deal now, in percent. */
  share: z.string(),
  credit: moneySchema,
  /** All credit of the period before it and with it. */
  before: moneySchema,
  after: moneySchema,
  version: z.number().int(),
  pieces: z.array(z.object({ tier: z.number().int(), rate: z.string(), credit: moneySchema })),
  payout: moneySchema,
});

/** All a statement says; it is frozen to the letter, and its hash is of this. */
const statementContentSchema = z.object({
  plan: namedSchema,
  period: z.object({ name: z.string(), from: dateSchema, to: dateSchema }),
  seller: personRefSchema,
  versions: z.array(planVersionSchema),
  quota: moneySchema.nullable(),
  lines: z.array(statementLineSchema),
  bonuses: z.array(
    z.object({
      bonusId: z.uuid(),
      name: z.string(),
      eventId: z.uuid(),
      deal: dealRefSchema,
      on: dateSchema,
      amount: moneySchema,
    }),
  ),
  adjustments: z.array(
    z.object({ id: z.uuid(), on: dateSchema, reason: z.string(), amount: moneySchema }),
  ),
  totals: z.object({
    credited: moneySchema,
    commission: moneySchema,
    bonuses: moneySchema,
    cut: moneySchema,
    adjustments: moneySchema,
    broughtForward: moneySchema,
    payable: moneySchema,
    carriedForward: moneySchema,
  }),
});

/** A row of `GET /incentive-statements`. */
export const statementRowSchema = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  plan: namedSchema,
  period: z.string(),
  from: dateSchema,
  seller: personRefSchema,
  /** Of its run: what is not published yet may still be drawn up anew. */
  status: z.enum(INCENTIVE_RUN_STATES),
  payable: moneySchema,
  carriedForward: moneySchema,
});

/** `GET /incentive-statements/:id`. */
export const statementSchema = statementRowSchema.extend({
  hash: z.string(),
  publishedAt: instantSchema.nullable(),
  /** Whether the one who asks may dispute it. */
  mayDispute: z.boolean(),
  content: statementContentSchema,
});

/** `GET /incentive-statements`. */
export const statementQuerySchema = pageQuerySchema.extend({
  runId: z.uuid().optional(),
  employeeId: z.uuid().optional(),
});

/** `POST /incentive-runs`: draws up the period of a plan that a day is in. */
export const newRunSchema = z.strictObject({ planId: z.uuid('Choose a plan'), on: dateSchema });

/** A run, from its preview to its payment. */
export const incentiveRunSchema = z.object({
  id: z.uuid(),
  plan: namedSchema,
  department: namedSchema,
  period: z.string(),
  from: dateSchema,
  to: dateSchema,
  status: z.enum(INCENTIVE_RUN_STATES),
  /** Why it cannot be signed as it is. */
  problems: z.array(z.string()),
  people: z.number().int(),
  payable: moneySchema,
  /** Of the hashes of its statements. */
  hash: z.string(),
  drawnBy: personRefSchema,
  drawnAt: instantSchema,
  publishedAt: instantSchema.nullable(),
  /** When it was entered into the books. */
  postedAt: instantSchema.nullable(),
  /** The newest request to sign it. */
  approvalId: z.uuid().nullable(),
});

/** `GET /my-incentives`: how one's running period stands; null without a plan. */
export const myIncentivesSchema = z.object({
  standing: z
    .object({
      plan: namedSchema,
      period: z.string(),
      from: dateSchema,
      to: dateSchema,
      version: planVersionSchema.nullable(),
      quota: moneySchema.nullable(),
      credited: moneySchema,
      /** Of the quota, in percent; null without one. */
      attainment: z.string().nullable(),
      earned: moneySchema,
      /** Why it cannot be worked out, such as a quota that is missing. */
      problems: z.array(z.string()),
    })
    .nullable(),
});

/** `POST /incentive-what-ifs`: what a deal would earn me in this period, on top of what it has. */
export const whatIfSchema = z.strictObject({
  amount: incentiveAmountSchema,
  /** What fulfilling it costs; counts where the plan goes by margin. */
  cost: incentiveAmountSchema.nullable().default(null),
  /** My share, in percent. */
  share: z
    .string()
    .trim()
    .refine((text) => {
      const bps = readPercent(text);
      return bps !== undefined && bps > 0n && bps <= 10_000n;
    }, 'Use a percentage such as 60')
    .default('100'),
});

/** Its answer. */
export const whatIfAnswerSchema = z.object({
  credit: moneySchema,
  pieces: statementLineSchema.shape.pieces,
  /** What the tiers pay for it, and what of that a cap cuts off. */
  payout: moneySchema,
  cut: moneySchema,
  earnedBefore: moneySchema,
  earnedAfter: moneySchema,
});

/** What `statementContentSchema` describes. */
export type StatementContent = z.infer<typeof statementContentSchema>;
/** What `statementRowSchema` describes. */
export type StatementRowWire = z.infer<typeof statementRowSchema>;
/** What `statementSchema` describes. */
export type StatementWire = z.infer<typeof statementSchema>;
/** What `statementQuerySchema` describes. */
export type StatementQuery = z.infer<typeof statementQuerySchema>;
/** What `incentiveRunSchema` describes. */
export type IncentiveRunWire = z.infer<typeof incentiveRunSchema>;
/** What `myIncentivesSchema` describes. */
export type MyIncentivesWire = z.infer<typeof myIncentivesSchema>;
/** What `whatIfSchema` describes. */
export type WhatIf = z.infer<typeof whatIfSchema>;
/** What `whatIfAnswerSchema` describes. */
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;
