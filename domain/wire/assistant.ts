import { z } from 'zod';
import { instantSchema, moneySchema } from './common';

/** How a column's values are written and lined up. Decimal numbers are strings, whole counts are numbers. */
export const COLUMN_KINDS = [
  'text',
  'date',
  'month',
  'instant',
  'status',
  'money',
  'count',
  'days',
  'hours',
  'percent',
] as const;

/** One value of a table, as the tool that read it wrote it. */
export const cellSchema = z.union([z.string(), z.number(), z.null(), moneySchema]);
const cellsSchema = z.record(z.string(), cellSchema);

/** What a tool read: the figures a person sees come from here alone, never from prose. */
export const answerTableSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.object({ key: z.string(), label: z.string(), kind: z.enum(COLUMN_KINDS) })),
  /** `href` opens the record behind a row; it is a path of this app, whose page asks again who may see it. */
  rows: z.array(z.object({ cells: cellsSchema, href: z.string().nullable() })),
  totals: cellsSchema.nullable(),
  /** How many rows there are; more than `rows` when `truncated`. */
  rowCount: z.number().int(),
  truncated: z.boolean(),
  /** Whose records and which period these are, in words. */
  note: z.string().nullable(),
});

/** A chart over the rows of a table. */
export const answerChartSchema = z.object({
  tableId: z.string(),
  kind: z.enum(['bar', 'line']),
  x: z.string(),
  y: z.array(z.string()).min(1),
});

/** What comes of a call: rows, none that fit, a question back, or a refusal. */
export const CALL_OUTCOMES = ['rows', 'empty', 'unclear', 'refused'] as const;

/** A call of a tool, as the answer names it. */
export const answerCallSchema = z.object({
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  /** 0 where nothing fits; null for what was not looked up. */
  rowCount: z.number().int().nullable(),
  milliseconds: z.number().int(),
  /** Why it was not looked up: not allowed, switched off, or gone wrong. */
  refused: z.string().nullable(),
  /** What came of it; answers from before there was this do not say. */
  outcome: z.enum(CALL_OUTCOMES).optional(),
});

/** A form of the app, filled in for the person to look at and to send. */
export const proposalSchema = z.object({ label: z.string(), href: z.string() });

/** What comes of a question. */
export const assistantAnswerSchema = z.object({
  id: z.uuid(),
  answer: z.string(),
  tables: z.array(answerTableSchema),
  charts: z.array(answerChartSchema),
  sources: z.array(z.object({ label: z.string(), href: z.string() })),
  toolCalls: z.array(answerCallSchema),
  /** What was not looked up, and why. */
  refusals: z.array(z.object({ reason: z.string() })),
  /** What was looked up without finding any; answers from before there was this do not say. */
  empty: z.array(z.object({ reason: z.string() })).optional(),
  /** What has to be said before it can be answered, with what may be chosen. */
  question: z.object({ text: z.string(), options: z.array(z.string()) }).nullable(),
  proposals: z.array(proposalSchema),
  followUps: z.array(z.string()),
  answeredBy: z.enum(['planner', 'model']),
  at: instantSchema,
});

/** @see cellSchema */
export type Cell = z.infer<typeof cellSchema>;
/** @see answerTableSchema */
export type AnswerTable = z.infer<typeof answerTableSchema>;
/** @see answerChartSchema */
export type AnswerChart = z.infer<typeof answerChartSchema>;
/** @see assistantAnswerSchema */
export type AssistantAnswer = z.infer<typeof assistantAnswerSchema>;
