import { z } from 'zod';
import { daysBetween, parseDate } from '../dates/calendar';
import { LEAVE_BLOCK_EFFECTS } from '../leave/leave-blocks';
import { dateSchema, instantSchema, personRefSchema } from './common';
import { leaveTypeCodeSchema } from './leave-types';

const MOST_DAYS = 366;
const reason = z.string().trim().min(1, 'Say why').max(500);
const named = z.object({ id: z.uuid(), name: z.string() });

/** `POST /leave-blocks`, and `PUT /leave-blocks/:id`, which replaces what it says. */
export const setLeaveBlockSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'Give it a name').max(100),
    from: dateSchema,
    to: dateSchema,
    departmentId: z
      .uuid()
      .nullable()
      .default(null)
      .describe('For a department and all below it; null: for every one'),
    locationId: z.uuid().nullable().default(null).describe('For a place; null: for every one'),
    types: z.array(leaveTypeCodeSchema).max(100).default([]).describe('Empty: all types of leave'),
    effect: z.enum(LEAVE_BLOCK_EFFECTS),
    reason,
  })
  .superRefine(({ from, to }, context) => {
    if (!parseDate(from) || !parseDate(to)) return;
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
    if (to < from) refuse('The last day is before the first');
    else if (daysBetween(from, to) >= MOST_DAYS) refuse(`A block covers at most ${MOST_DAYS} days`);
  });

/** One row of `GET /leave-blocks`, the soonest first. */
export const leaveBlockSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  from: dateSchema,
  to: dateSchema,
  department: named.nullable(),
  location: named.nullable(),
  types: z.array(leaveTypeCodeSchema),
  effect: z.enum(LEAVE_BLOCK_EFFECTS),
  reason: z.string(),
  mine: z.boolean().describe('Whether it is about me: I am among its people and not let off'),
  mayChange: z.boolean(),
  letOff: z
    .array(
      z.object({ person: personRefSchema, reason: z.string(), by: z.string(), at: instantSchema }),
    )
    .describe('Who may take leave all the same; only HR and admins are told'),
});

/** `GET /leave-blocks`: those that are not over, or those that touch the days between two dates. */
export const leaveBlockQuerySchema = z.object({
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

/** `PUT /leave-blocks/:id/exceptions/:employeeId`: lets somebody off. */
export const letOffSchema = z.strictObject({ reason });

/** What `setLeaveBlockSchema` describes. */
export type SetLeaveBlock = z.infer<typeof setLeaveBlockSchema>;
/** What `leaveBlockSchema` describes. */
export type LeaveBlockWire = z.infer<typeof leaveBlockSchema>;
/** What `leaveBlockQuerySchema` describes. */
export type LeaveBlockQuery = z.infer<typeof leaveBlockQuerySchema>;
