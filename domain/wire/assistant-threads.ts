import { z } from 'zod';
import { assistantAnswerSchema, answerCallSchema } from './assistant';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';
import { EXPORT_FORMATS } from './exports';
import { reportRunSchema, reportScheduleSchema, SCHEDULE_ENDS } from './report-schedules';
import { ROLES } from '../roles';

/** Characters a question may have. */
export const LONGEST_QUESTION = 8000;
/** Characters the name of a conversation with the assistant may have. */
export const LONGEST_TITLE = 200;

/** A conversation with the assistant: one's own, seen by nobody else. */
export const assistantThreadSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  createdAt: instantSchema,
  /** When the last question was asked. */
  updatedAt: instantSchema,
});

/** Renames a conversation. */
export const renameThreadSchema = z.strictObject({
  title: z.string().trim().min(1, 'Give it a name').max(LONGEST_TITLE),
});

/** A question. */
export const askSchema = z.strictObject({
  text: z.string().trim().min(1, 'Ask something').max(LONGEST_QUESTION),
});

/** What somebody thinks of an answer. */
export const feedbackSchema = z.strictObject({
  verdict: z.enum(['up', 'down']).nullable(),
  reason: z.string().trim().max(2000).optional(),
});

/** A question and what came of it. */
export const assistantMessageSchema = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  text: z.string(),
  askedAt: instantSchema,
  state: z.enum(['answering', 'done', 'stopped', 'failed']),
  /** What was said before it was stopped or failed; the whole answer's words when done. */
  words: z.string(),
  /** Why it failed. */
  problem: z.string().nullable(),
  answer: assistantAnswerSchema.nullable(),
  feedback: feedbackSchema.nullable(),
});

const place = { seq: z.number().int() };

/** What a stream tells, in gap-free order; `seq` is the id of the event, after which it can be taken up again. */
export const assistantEventSchema = z.discriminatedUnion('type', [
  z.object({ ...place, type: z.literal('begun'), messageId: z.uuid() }),
  z.object({ ...place, type: z.literal('words'), text: z.string() }),
  z.object({ ...place, type: z.literal('call'), name: z.string(), title: z.string() }),
  z.object({ ...place, type: z.literal('called'), name: z.string(), call: answerCallSchema }),
  z.object({ ...place, type: z.literal('answer'), answer: assistantAnswerSchema }),
  z.object({ ...place, type: z.literal('stopped') }),
  z.object({ ...place, type: z.literal('failed'), reason: z.string() }),
]);

/** Who answers, and within what limits, for who asks. */
export const assistantStateSchema = z.object({
  isOn: z.boolean(),
  answeredBy: z.enum(['planner', 'model']),
  /** Null: the planner. */
  model: z.string().nullable(),
  questionsPerMinute: z.number().int(),
  tokensPerDay: z.number().int(),
  tokensToday: z.number().int(),
});

/** A report: the lookups of an answer, done again for whoever opens it. */
export const assistantReportSchema = z.object({
  id: z.uuid(),
  title: z.string(),
  createdAt: instantSchema,
  /** Whether it looks up days that could move along. */
  hasPeriod: z.boolean(),
  /** Whether its periods are seen from the day it is opened, not from `seenFrom`. */
  movesAlong: z.boolean(),
  /** The day that its answer was given on. */
  seenFrom: dateSchema,
  /** Null to others than its owner, too. */
  schedule: reportScheduleSchema.nullable(),
  /** Why it is mailed no more. */
  endedBecause: z.enum(SCHEDULE_ENDS).nullable(),
  /** The last times it was due, the latest first; none to others than its owner. */
  runs: z.array(reportRunSchema),
});

/** What the assistant may do, as admins set it. */
export const assistantSettingsSchema = z.strictObject({
  isOn: z.boolean(),
  questionsPerMinute: z.number().int().min(1).max(1000),
  tokensPerDay: z.number().int().min(0).max(100_000_000),
  tools: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      fields: z.array(z.strictObject({ key: z.string(), label: z.string() })),
      /** Roles that do without it. */
      offFor: z.array(z.enum(ROLES)),
      hiddenFields: z.array(z.strictObject({ role: z.enum(ROLES), field: z.string() })),
    }),
  ),
});

/** What a person used on a day. */
export const assistantUsageSchema = z.object({
  day: z.string(),
  person: personRefSchema,
  questions: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: moneySchema.nullable(),
});

/** What somebody asked, and what was looked up for it. */
export const assistantAuditSchema = z.object({
  id: z.uuid(),
  at: instantSchema,
  person: personRefSchema,
  prompt: z.string(),
  calls: z.array(answerCallSchema),
  refusals: z.array(z.object({ reason: z.string() })),
  answeredBy: z.string(),
  milliseconds: z.number().int().nullable(),
  state: z.string(),
  feedback: feedbackSchema.nullable(),
});

/** @see assistantThreadSchema */
export type AssistantThread = z.infer<typeof assistantThreadSchema>;
/** @see assistantMessageSchema */
export type AssistantMessage = z.infer<typeof assistantMessageSchema>;
/** @see assistantEventSchema */
export type AssistantEvent = z.infer<typeof assistantEventSchema>;
/** @see assistantStateSchema */
export type AssistantState = z.infer<typeof assistantStateSchema>;
/** @see assistantReportSchema */
export type AssistantReport = z.infer<typeof assistantReportSchema>;
/** @see assistantSettingsSchema */
export type AssistantSettings = z.infer<typeof assistantSettingsSchema>;
/** @see assistantUsageSchema */
export type AssistantUsage = z.infer<typeof assistantUsageSchema>;
/** @see assistantAuditSchema */
export type AssistantAudit = z.infer<typeof assistantAuditSchema>;

/** What finds conversations. */
export const threadsQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(200).optional(),
});

/** After which event a stream is taken up. */
export const streamQuerySchema = z.object({ after: z.coerce.number().int().min(0).optional() });

/** How a table is taken along. */
export const tableQuerySchema = z.object({ format: z.enum(EXPORT_FORMATS).default('csv') });

/** Saves the lookups of an answer. */
export const saveReportSchema = renameThreadSchema.extend({
  messageId: z.uuid(),
  /** Left out, it does when its question speaks of days as seen from its own ("this month"). */
  movesAlong: z.boolean().optional(),
});

/** Changes a report; what is left out stays. */
export const changeReportSchema = renameThreadSchema
  .extend({ movesAlong: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Say what is to be changed');

/** A report with its rows, read for whoever opens it. */
export const openedReportSchema = z.object({
  report: assistantReportSchema,
  answer: assistantAnswerSchema,
});

const periodShape = { from: dateSchema.optional(), to: dateSchema.optional() };

/** A period of use. */
export const usageQuerySchema = pageQuerySchema.extend(periodShape);

/** What may have come of a question: of what it looked up, of the answer as a whole, or of what somebody thinks of it. */
export const PROMPT_OUTCOMES = [
  'answered',
  'empty',
  'unclear',
  'refused',
  'disliked',
  'stopped',
  'failed',
] as const;

/** By what the log of questions is narrowed. */
export const promptAuditQuerySchema = pageQuerySchema.extend({
  ...periodShape,
  personId: z.uuid().optional(),
  q: z.string().trim().max(200).optional(),
  outcome: z.enum(PROMPT_OUTCOMES).optional(),
});

/** `GET /admin/assistant/audit/readings`. */
export const auditReadingsQuerySchema = pageQuerySchema.extend({
  ...periodShape,
  readerId: z.uuid().optional(),
});

/** That somebody read the log of questions, or who had read it. */
export const auditReadingSchema = z.object({
  id: z.uuid(),
  at: instantSchema,
  reader: personRefSchema,
  /** Which of the two lists was read. */
  list: z.enum(['prompts', 'readings']),
  /** By what it was narrowed. */
  filters: z.record(z.string(), z.unknown()),
  /** How many entries were shown. */
  shown: z.number().int(),
});
/** @see auditReadingSchema */
export type AuditReading = z.infer<typeof auditReadingSchema>;

/** A change of what the assistant may do. */
export const changeSettingsSchema = assistantSettingsSchema.partial();
