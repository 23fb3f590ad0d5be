import { z } from 'zod';
import { leaveTypeCodeSchema } from './leave-types';
import { dateSchema, instantSchema, pageQuerySchema, personRefSchema } from './common';
import { daysSchema } from './records';

const yearSchema = z.coerce.number().int('Use a year such as 2026').min(2000).max(2189);

/** How a run stands. A draft is its preview; one that was replaced by a newer draft is discarded. */
const LEAVE_YEAR_RUN_STATES = [
  'draft',
  'running',
  'stopping',
  'stopped',
  'done',
  'discarded',
] as const;

/** How a person's leave of a type stands in a run. */
export const LEAVE_YEAR_ROW_STATES = ['due', 'excluded', 'done', 'changed'] as const;

/** `/leave-years/:year`. */
export const leaveYearParamsSchema = z.object({ year: yearSchema });

/** `PUT /leave-years/:year`: how a year ends. */
export const setLeaveYearSchema = z.strictObject({
  /** Whether what would be lost is paid out, as far as the policies allow. */
  paysOut: z.boolean(),
  /** Until when the year's end waits for a run; null: it ends by itself. */
  keptUntil: dateSchema.nullable(),
});

/** Sums over some people, in days. */
const totalsSchema = z.object({
  type: leaveTypeCodeSchema,
  people: z.number().int(),
  carry: daysSchema,
  expire: daysSchema,
  encash: daysSchema,
  /** Of those whose leave is paid out, who has no daily rate. */
  lackRate: z.number().int(),
});

/** A run of a year's end, from its preview to its summary. */
export const leaveYearRunSchema = z.object({
  id: z.uuid(),
  year: z.number().int(),
  department: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  status: z.enum(LEAVE_YEAR_RUN_STATES),
  drawnBy: personRefSchema,
  drawnAt: instantSchema,
  startedBy: personRefSchema.nullable(),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  /** Rows by their state. */
  counts: z.object({
    due: z.number().int(),
    excluded: z.number().int(),
    done: z.number().int(),
    changed: z.number().int(),
  }),
  /** As drawn up, by type, without who is left out. */
  planned: z.array(totalsSchema),
  /** As done so far, by type. */
  done: z.array(totalsSchema.omit({ lackRate: true })),
});

/** `GET` and `PUT /leave-years/:year`: how a year ends and the run that is at it, if any. */
export const leaveYearSchema = z.object({
  year: z.number().int(),
  lastDay: dateSchema,
  /** Whether its last day is over everywhere: a run can begin. */
  isOver: z.boolean(),
  paysOut: z.boolean(),
  keptUntil: dateSchema.nullable(),
  /** The newest one that was not discarded. */
  run: leaveYearRunSchema.nullable(),
});

/** `POST /leave-year-runs`: draws up what a run would do. */
export const drawLeaveYearRunSchema = z.strictObject({
  year: yearSchema,
  /** Without one, everybody. */
  departmentId: z.uuid().optional(),
});

/** `GET /leave-year-rows`: the people of a run. */
export const leaveYearRowQuerySchema = pageQuerySchema.extend({
  runId: z.uuid(),
  state: z.enum(LEAVE_YEAR_ROW_STATES).optional(),
  type: leaveTypeCodeSchema.optional(),
  lacksRate: z.enum(['true']).optional(),
  q: z.string().trim().max(100).optional(),
});

const figuresSchema = z.object({ carry: daysSchema, expire: daysSchema, encash: daysSchema });

/** One person's leave of one type in a run. */
export const leaveYearRowSchema = z.object({
  employee: personRefSchema,
  department: z.string().nullable(),
  type: leaveTypeCodeSchema,
  state: z.enum(LEAVE_YEAR_ROW_STATES),
  planned: figuresSchema,
  /** Null until it is done. */
  done: figuresSchema.nullable(),
  lacksRate: z.boolean(),
  /** Why it is left out, or what differed. */
  why: z.string().nullable(),
});

/** What `setLeaveYearSchema` describes. */
export type SetLeaveYear = z.infer<typeof setLeaveYearSchema>;
/** What `leaveYearSchema` describes. */
export type LeaveYearWire = z.infer<typeof leaveYearSchema>;
/** What `leaveYearRunSchema` describes. */
export type LeaveYearRunWire = z.infer<typeof leaveYearRunSchema>;
/** What `drawLeaveYearRunSchema` describes. */
export type DrawLeaveYearRun = z.infer<typeof drawLeaveYearRunSchema>;
/** What `leaveYearRowQuerySchema` describes. */
export type LeaveYearRowQuery = z.infer<typeof leaveYearRowQuerySchema>;
/** What `leaveYearRowSchema` describes. */
export type LeaveYearRowWire = z.infer<typeof leaveYearRowSchema>;
