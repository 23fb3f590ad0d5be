import { z } from 'zod';
import { CHANNELS, REQUEST_STATUSES } from '../approvals/vocabulary';
import { addDays } from '../dates/calendar';
import { BAND_ENDS, DIMENSIONS, has, MEASURES, NOBODY } from '../insight/measures';
import { dateSchema, instantSchema, pageQuerySchema, personRefSchema } from './common';

const LONGEST_DAYS = 1100;

const spec = {
  from: dateSchema,
  to: dateSchema,
  kind: z.string().max(60).optional(),
  departmentId: z.uuid().optional(),
};

const narrowing = {
  measure: z.enum(MEASURES),
  status: z.enum(REQUEST_STATUSES).optional(),
  step: z.string().max(200).optional(),
  approverId: z.union([z.uuid(), z.literal(NOBODY)]).optional(),
  channel: z.enum(CHANNELS).optional(),
  week: dateSchema.optional(),
  band: z.coerce.number().int().min(0).max(BAND_ENDS.length).optional(),
};

interface Period {
  from: string;
  to: string;
}

function checkPeriod({ from, to }: Period, context: z.RefinementCtx): void {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
  if (to < from) refuse('The last day lies before the first');
  else if (addDays(from, LONGEST_DAYS) < to) refuse('Choose three years at most');
}

function checkNarrowing(
  query: Period & { measure: (typeof MEASURES)[number] } & Partial<
      Record<(typeof DIMENSIONS)[number], unknown>
    >,
  context: z.RefinementCtx,
): void {
  checkPeriod(query, context);
  for (const name of DIMENSIONS) {
    if (query[name] === undefined || has(query.measure, name)) continue;
    const message = `"${query.measure}" cannot be narrowed by it`;
    context.addIssue({ code: 'custom', path: [name], message });
  }
}

/** `GET /insight`: first and last day in the reader's zone, both included. */
export const insightQuerySchema = z.object(spec).superRefine(checkPeriod);

/** `GET /insight/cases.csv`: the cases behind a figure. */
export const insightCaseFilterSchema = z
  .object({ ...spec, ...narrowing })
  .superRefine(checkNarrowing);

/** `GET /insight/cases`. */
export const insightCasesQuerySchema = z
  .object({ ...spec, ...narrowing, ...pageQuerySchema.shape })
  .superRefine(checkNarrowing);

/** A figure over cases. Durations are in seconds, null when there is no case; `since` is when the oldest one began. */
const figureSchema = z.object({
  kind: z.string().optional(),
  status: z.enum(REQUEST_STATUSES).optional(),
  step: z.string().optional(),
  /** Null: a step that nobody could be asked for. */
  approver: personRefSchema.nullable().optional(),
  channel: z.enum(CHANNELS).optional(),
  /** The Monday. */
  week: z.string().optional(),
  band: z.number().int().optional(),
  count: z.number().int(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  mean: z.number().nullable(),
  since: instantSchema.nullable(),
});

/** `GET /insight`. */
export const insightSchema = z.object({
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  asOf: instantSchema,
  /** The departments the reader may choose from. */
  departments: z.array(z.object({ id: z.uuid(), name: z.string() })),
  submitted: z.number().int(),
  closed: figureSchema,
  open: figureSchema,
  overdue: figureSchema,
  mail: figureSchema,
  /** 0 to 1, of those that were decided; null when none was. */
  approvalRate: z.number().nullable(),
  rates: z.array(
    z.object({
      kind: z.string(),
      approved: z.number().int(),
      rejected: z.number().int(),
      rate: z.number().nullable(),
    }),
  ),
  outcomes: z.array(figureSchema),
  bands: z.array(figureSchema),
  weeks: z.array(figureSchema),
  cycleByKind: z.array(figureSchema),
  cycleByStep: z.array(figureSchema),
  /** Those with the longest median first, a hundred at most. */
  cycleByApprover: z.array(figureSchema),
  channels: z.array(figureSchema),
  mailByChannel: z.array(figureSchema),
  /** Step by approver, the oldest first, a hundred at most. */
  bottlenecks: z.array(figureSchema),
  overdueByStep: z.array(figureSchema),
});

/** One row of `GET /insight/cases`: `seconds` from `startedAt` to `endedAt`, or to now. */
export const insightCaseSchema = z.object({
  id: z.uuid(),
  approvalId: z.uuid(),
  kind: z.string(),
  kindLabel: z.string(),
  title: z.string(),
  status: z.enum(REQUEST_STATUSES),
  requester: personRefSchema,
  department: z.string().nullable(),
  step: z.string().nullable(),
  approver: personRefSchema.nullable(),
  channel: z.enum(CHANNELS).nullable(),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
  seconds: z.number(),
});

/** What `insightQuerySchema` describes. */
export type InsightQuery = z.infer<typeof insightQuerySchema>;
/** What `insightCaseFilterSchema` describes. */
export type InsightCaseFilter = z.infer<typeof insightCaseFilterSchema>;
/** What `figureSchema` describes. */
export type Figure = z.infer<typeof figureSchema>;
/** What `insightSchema` describes. */
export type Insight = z.infer<typeof insightSchema>;
/** What `insightCaseSchema` describes. */
export type InsightCase = z.infer<typeof insightCaseSchema>;
