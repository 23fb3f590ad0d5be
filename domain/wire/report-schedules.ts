import { z } from 'zod';
import { FIRST_HOUR, LAST_HOUR } from '../assistant/rhythm';
import { instantSchema } from './common';

const hour = z.int().min(FIRST_HOUR).max(LAST_HOUR);

/** How often a report is mailed. Weekdays are 1 (Monday) to 7; a month that is shorter than `day` has it on its last. */
export const rhythmSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('weekday'), hour }),
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), hour }),
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(31), hour }),
]);

/** Why a report is mailed no more; `left`, `restricted` and `tool-off`: its owner has lost the right. */
export const SCHEDULE_ENDS = ['stopped', 'deleted', 'left', 'restricted', 'tool-off'] as const;

/** Why a report that was due was not mailed. `refused`: all that it looks up was refused to its owner. */
export const RUN_REASONS = [
  'left',
  'restricted',
  'tool-off',
  'switched-off',
  'refused',
  'not-looked-up',
] as const;

/** What became of a report when it was due: mailed, dropped by a rule, or given up after tries. */
export const RUN_OUTCOMES = ['sent', 'dropped', 'failed'] as const;

/** When a report is mailed. */
export const reportScheduleSchema = z.object({
  rhythm: rhythmSchema,
  /** The zone of its owner when it was set. */
  zone: z.string(),
  setAt: instantSchema,
  nextRunAt: instantSchema,
});

/** A time at which a report was due. */
export const reportRunSchema = z.object({
  dueAt: instantSchema,
  outcome: z.enum(RUN_OUTCOMES),
  /** Null when it was mailed. */
  because: z.enum(RUN_REASONS).nullable(),
  /** How many rows there were; the mail shows no more than the first of them. */
  rowCount: z.int().nullable(),
});

/** @see SCHEDULE_ENDS */
export type ScheduleEnd = (typeof SCHEDULE_ENDS)[number];
/** @see RUN_REASONS */
export type RunReason = (typeof RUN_REASONS)[number];
/** @see RUN_OUTCOMES */
export type RunOutcome = (typeof RUN_OUTCOMES)[number];
/** @see reportRunSchema */
export type ReportRun = z.infer<typeof reportRunSchema>;
/** @see reportScheduleSchema */
export type ReportSchedule = z.infer<typeof reportScheduleSchema>;
