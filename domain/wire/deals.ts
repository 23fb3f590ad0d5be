import { z } from 'zod';
import { readMoney } from '../money/money';
import { readQuantity } from '../sales/quote';
import { CREDIT_BASES, DEAL_STAGES } from '../sales/stages';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

const stage = z.enum(DEAL_STAGES);
const bps = z.number().int();

/** What a list of deals can be narrowed to beside a stage: what is open, and what a forecast counts (open or won). */
const STAGE_FILTERS = [...DEAL_STAGES, 'open', 'counted'] as const;

/** Kinds of activity. */
export const ACTIVITY_KINDS = ['note', 'call', 'meeting', 'mail', 'task'] as const;

/** An amount that is not negative, of a currency we know. */
const priceSchema = moneySchema.superRefine((wire, context) => {
  const money = readMoney(wire);
  if ('member' in money)
    context.addIssue({ code: 'custom', path: [money.member], message: money.message });
  else if (money.minor < 0n)
    context.addIssue({ code: 'custom', path: ['amount'], message: 'It cannot be negative' });
});

/** One row of `GET /deals`. */
export const dealRowSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  name: z.string(),
  customer: z.object({ id: z.uuid(), name: z.string() }),
  owner: personRefSchema,
  department: z.object({ id: z.uuid(), name: z.string() }),
  stage,
  amount: moneySchema,
  /** What a forecast counts of it. */
  weighted: moneySchema,
  expectedOn: dateSchema,
  /** When it was won or lost. */
  closedOn: dateSchema.nullable(),
  revision: z.number().int(),
  mayChange: z.boolean(),
});

/** A line of an offer. */
const lineSchema = z.object({
  description: z.string(),
  quantity: z.string(),
  unitPrice: moneySchema,
  unitCost: moneySchema,
  discountBps: bps,
  amount: moneySchema,
});

/** Something that came of a deal. */
const creditSchema = z.object({
  id: z.uuid(),
  basis: z.enum(CREDIT_BASES),
  amount: moneySchema,
  on: dateSchema,
  reference: z.string(),
  recordedBy: personRefSchema.nullable(),
});

/** `GET /deals/:id`. */
export const dealSchema = dealRowSchema.extend({
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  cost: moneySchema,
  margin: moneySchema,
  closeReason: z.string().nullable(),
  closeNote: z.string(),
  splits: z.array(z.object({ employee: personRefSchema, bps, amount: moneySchema })),
  lines: z.array(lineSchema),
  /** The first move first. */
  stageLog: z.array(
    z.object({
      from: stage.nullable(),
      to: stage,
      note: z.string(),
      by: personRefSchema.nullable(),
      at: instantSchema,
    }),
  ),
  /** The newest first. */
  activities: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(ACTIVITY_KINDS),
      text: z.string(),
      dueOn: dateSchema.nullable(),
      doneAt: instantSchema.nullable(),
      author: personRefSchema,
      createdAt: instantSchema,
    }),
  ),
  credits: z.array(creditSchema),
  handover: z
    .object({
      project: z.object({ id: z.uuid(), code: z.string() }),
      budget: moneySchema,
      notes: z.string(),
      by: personRefSchema.nullable(),
      at: instantSchema,
      /** Whether the reader may open the project. */
      opens: z.boolean(),
    })
    .nullable(),
  may: z.object({
    change: z.boolean(),
    share: z.boolean(),
    reopen: z.boolean(),
    note: z.boolean(),
    credit: z.boolean(),
    handOver: z.boolean(),
  }),
});

/** `GET /deals`. */
export const dealListQuerySchema = pageQuerySchema.extend({
  /** Part of the number, the name or the customer's name. */
  q: z.string().trim().max(200).optional(),
  stage: z.enum(STAGE_FILTERS).optional(),
  ownerId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  currency: moneySchema.shape.currency.optional(),
  /** From and to which day it is expected, or was won or lost. */
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

const fields = {
  name: z.string().trim().min(1, 'Give the deal a name').max(200),
  customerId: z.uuid('Choose a customer'),
  contactId: z.uuid().nullable().optional(),
  amount: priceSchema,
  cost: priceSchema.optional(),
  expectedOn: dateSchema,
  ownerId: z.uuid().optional(),
};

/** `POST /deals`: a lead unless told; its owner's whole, who is oneself unless told. */
export const newDealSchema = z.strictObject({
  ...fields,
  stage: z.enum(['lead', 'qualified', 'proposal', 'negotiation']).default('lead'),
});

/** `PATCH /deals/:id`: what is absent stays; `revision` is that of what was read. */
export const editDealSchema = z
  .strictObject(fields)
  .partial()
  .extend({ revision: z.number().int() });

/** `POST /deals/:id/moves`. A win or a loss needs a reason; its day is today unless told. */
export const moveDealSchema = z.strictObject({
  stage,
  revision: z.number().int(),
  reason: z.string().max(40).optional(),
  note: z.string().trim().max(2000).default(''),
  on: dateSchema.optional(),
});

/** `PUT /deals/:id/splits`. */
export const splitsSchema = z.strictObject({
  revision: z.number().int(),
  splits: z
    .array(z.strictObject({ employeeId: z.uuid(), bps: bps.min(1).max(10_000) }))
    .min(1)
    .max(20),
});

/** `PUT /deals/:id/lines`: all of them; none leaves the amount as it is. */
export const quoteSchema = z.strictObject({
  revision: z.number().int(),
  lines: z
    .array(
      z.strictObject({
        description: z.string().trim().min(1, 'Say what it is').max(300),
        quantity: z
          .string()
          .refine((text) => (readQuantity(text) ?? 0n) > 0n, 'Use a number such as "1.5"'),
        unitPrice: priceSchema,
        unitCost: priceSchema,
        discountBps: bps.min(0).max(10_000).default(0),
      }),
    )
    .max(100),
});

/** `POST /deals/:id/activities`; with `dueOn` it is still to be done. */
export const newActivitySchema = z.strictObject({
  kind: z.enum(ACTIVITY_KINDS),
  text: z.string().trim().min(1, 'Write something').max(4000),
  dueOn: dateSchema.optional(),
});

/** `POST /deals/:id/credits`; wins are recorded by the move itself. */
export const newCreditSchema = z.strictObject({
  basis: z.enum(['invoiced', 'paid', 'refunded']),
  amount: priceSchema,
  on: dateSchema,
  reference: z.string().trim().min(1, 'Give its number').max(100),
});

/** `POST /deals/:id/handover`. */
export const handoverSchema = z.strictObject({
  projectName: z.string().trim().min(1, 'Give the project a name').max(200),
  managerId: z.uuid('Choose who manages it'),
  startsOn: dateSchema,
  budget: priceSchema,
  notes: z.string().trim().min(1, 'Say what was promised').max(4000),
});

/** Sums of deals, one for each currency. */
const sumSchema = z.object({
  count: z.number().int(),
  amount: moneySchema,
  weighted: moneySchema,
});

/** `GET /pipeline`: what is open, and what was closed since `closedSince`; at most 50 deals of each stage. */
export const pipelineSchema = z.object({
  closedSince: dateSchema,
  stages: z.array(
    z.object({ stage, sums: z.array(sumSchema), deals: z.array(dealRowSchema), more: z.number() }),
  ),
});

/** `GET /pipeline`. */
export const pipelineQuerySchema = z.object({ ownerId: z.uuid().optional() });

/** `GET /forecast`: what may be won in the months from today's on, and what should have been by now. */
export const forecastSchema = z.object({
  from: dateSchema,
  to: dateSchema,
  rows: z.array(
    sumSchema.extend({ month: dateSchema, monthEnd: dateSchema, owner: personRefSchema }),
  ),
  /** Open, and expected before today. */
  overdue: z.array(sumSchema),
  today: dateSchema,
});

/** `GET /forecast`. */
export const forecastQuerySchema = z.object({
  months: z.coerce.number().int().min(1).max(24).default(6),
  ownerId: z.uuid().optional(),
});

/** What `dealRowSchema` describes. */
export type DealRow = z.infer<typeof dealRowSchema>;
/** What `dealSchema` describes. */
export type DealWire = z.infer<typeof dealSchema>;
/** What `dealListQuerySchema` describes. */
export type DealListQuery = z.infer<typeof dealListQuerySchema>;
/** What `newDealSchema` describes. */
export type NewDeal = z.infer<typeof newDealSchema>;
/** What `editDealSchema` describes. */
export type EditDeal = z.infer<typeof editDealSchema>;
/** What `moveDealSchema` describes. */
export type MoveDeal = z.infer<typeof moveDealSchema>;
/** What `splitsSchema` describes. */
export type NewSplits = z.infer<typeof splitsSchema>;
/** What `quoteSchema` describes. */
export type NewQuote = z.infer<typeof quoteSchema>;
/** What `newActivitySchema` describes. */
export type NewActivity = z.infer<typeof newActivitySchema>;
/** What `newCreditSchema` describes. */
export type NewCredit = z.infer<typeof newCreditSchema>;
/** What `handoverSchema` describes. */
export type Handover = z.infer<typeof handoverSchema>;
/** What a sum of `GET /pipeline` describes. */
export type DealSum = z.infer<typeof sumSchema>;
/** What `pipelineSchema` describes. */
export type PipelineWire = z.infer<typeof pipelineSchema>;
/** What `forecastSchema` describes. */
export type ForecastWire = z.infer<typeof forecastSchema>;
