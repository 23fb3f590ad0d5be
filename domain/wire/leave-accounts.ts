import { z } from 'zod';
import { ACCRUAL_FREQUENCIES } from '../leave/accrual';
import { parseUnits } from '../leave/days';
import { LEDGER_ENTRIES } from '../leave/ledger';
import { leaveTypeCodeSchema } from './leave-types';
import { SANDWICH_MODES } from '../leave/working-days';
import { dateSchema, instantSchema, pageQuerySchema, personRefSchema } from './common';
import { daysSchema } from './records';

const HINT = 'Use days such as "12" or "1.5", with at most two decimals';
const days = z.string().refine((text) => parseUnits(text) !== undefined, HINT);
const someDays = days.refine((text) => (parseUnits(text) ?? 0) >= 0, 'Not less than nothing');
const yearOfDays = someDays.refine((text) => (parseUnits(text) ?? 0) <= 36_600, 'At most 366 days');
const reason = z.string().trim().min(1, 'Say why').max(500);

/** What a version of a leave policy says. Days are text with at most two decimals. */
const rules = {
  /** Given in a whole year. */
  annualDays: yearOfDays,
  frequency: z.enum(ACCRUAL_FREQUENCIES),
  /** Whether who joins or leaves within a period gets their share of it by calendar days. */
  prorate: z.boolean(),
  /** The most that is carried into the next year; null: all that is left runs on. */
  carryMaxDays: yearOfDays.nullable(),
  /** How far into the new year what was carried may be used; both null: it is never lost. */
  carryMonths: z.number().int().min(0).max(12).nullable(),
  carryDays: z.number().int().min(0).max(366).nullable(),
  /** How many days a balance may go below zero. */
  overdraftDays: yearOfDays,
  /** The most that is paid out in a year. */
  encashMaxDays: yearOfDays,
  /** What must be left after paying out. */
  encashReserveDays: yearOfDays,
  sandwich: z.enum(SANDWICH_MODES),
};

/** `POST /leave-policies` and its preview: a version that holds from a day on. */
export const setLeavePolicySchema = z
  .strictObject({ type: leaveTypeCodeSchema, validFrom: dateSchema, ...rules })
  .superRefine(({ carryMaxDays, carryMonths, carryDays }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (carryMaxDays === null && (carryMonths !== null || carryDays !== null))
      refuse('carryMaxDays', 'Say how much is carried over, or that it is never lost');
    else if ((carryMonths !== null || carryDays !== null) && !carryMonths && !carryDays)
      refuse('carryMonths', 'Say for how long, or allow nothing to be carried over');
  });

/** One version of a leave policy. */
export const leavePolicySchema = z.object({
  id: z.uuid(),
  type: leaveTypeCodeSchema,
  validFrom: dateSchema,
  validTo: dateSchema.nullable(),
  ...rules,
  /** Whether it has begun; one that has not can be withdrawn. */
  hasBegun: z.boolean(),
});

/** What a version would give, before it is set. */
export const leavePolicyPreviewSchema = z.object({
  /** The first year in which it gives anything. */
  year: z.number().int(),
  /** What it gives to somebody who is there all the time, period by period. */
  periods: z.array(z.object({ from: dateSchema, to: dateSchema, days: daysSchema })),
  /** What each active person gets in that year by it, and how much of that at once. */
  people: z.array(z.object({ person: personRefSchema, inYear: daysSchema, atOnce: daysSchema })),
  inYear: daysSchema,
  atOnce: daysSchema,
});

/** `GET /leave-ledger`. Without `employeeId`, of everybody one may see. */
export const leaveLedgerQuerySchema = pageQuerySchema.extend({
  employeeId: z.uuid().optional(),
  type: leaveTypeCodeSchema.optional(),
  /** Only what had happened at the end of this day. */
  asOf: dateSchema.optional(),
});

/** One row of `GET /leave-ledger`, the newest first. */
export const leaveLedgerRowSchema = z.object({
  id: z.string(),
  employee: personRefSchema,
  type: leaveTypeCodeSchema,
  entry: z.enum(LEDGER_ENTRIES),
  /** Signed: what it did to what is left. */
  days: daysSchema,
  on: dateSchema,
  /** In words, where it was not leave that moved it. */
  about: z.string().nullable(),
  bucket: z.string(),
  leave: z
    .object({
      from: dateSchema,
      to: dateSchema,
      approvalId: z.uuid().nullable(),
    })
    .nullable(),
  /** Who moved it by hand. */
  by: personRefSchema.nullable(),
  at: instantSchema,
});

/** `POST /leave-adjustments`: days to add, or with a minus sign to take off, with the reason. */
export const adjustLeaveSchema = z.strictObject({
  employeeId: z.uuid(),
  type: leaveTypeCodeSchema,
  days: days.refine((text) => parseUnits(text) !== 0, 'Say how many days'),
  reason,
});

/** `POST /leave-encashments`: days to pay out. */
export const encashLeaveSchema = z.strictObject({
  employeeId: z.uuid(),
  type: leaveTypeCodeSchema,
  days: someDays.refine((text) => parseUnits(text) !== 0, 'Say how many days'),
  reason,
});

/** `PUT /leave-accounts/:employeeId/last-day`; null when nobody knows of one. */
export const lastDaySchema = z.strictObject({ lastDay: dateSchema.nullable() });

/** `GET /leave-accounts/:employeeId/last-day`: which day is looked at as a last one; the one that is set, unless said. */
export const lastDayQuerySchema = z.strictObject({ asked: dateSchema.optional() });

/** The answer to both: the day that is set, and the approved leave after it (or after the one that was asked about). */
export const lastDayAnswerSchema = lastDaySchema.extend({
  /** What is given back: on `PUT` what was, on `GET` what would be. */
  givenBack: z.array(
    z.object({
      leaveRequestId: z.uuid(),
      type: z.string(),
      from: dateSchema,
      to: dateSchema,
      /** The last day of what remains of it; null when nothing does. */
      remainsTo: dateSchema.nullable(),
      days: daysSchema,
    }),
  ),
});

/** What `setLeavePolicySchema` describes. */
export type SetLeavePolicy = z.infer<typeof setLeavePolicySchema>;
/** What `leavePolicySchema` describes. */
export type LeavePolicyWire = z.infer<typeof leavePolicySchema>;
/** What `leavePolicyPreviewSchema` describes. */
export type LeavePolicyPreview = z.infer<typeof leavePolicyPreviewSchema>;
/** What `leaveLedgerQuerySchema` describes. */
export type LeaveLedgerQuery = z.infer<typeof leaveLedgerQuerySchema>;
/** What `leaveLedgerRowSchema` describes. */
export type LeaveLedgerRow = z.infer<typeof leaveLedgerRowSchema>;
/** What `adjustLeaveSchema` describes. */
export type AdjustLeave = z.infer<typeof adjustLeaveSchema>;
/** What `encashLeaveSchema` describes. */
export type EncashLeave = z.infer<typeof encashLeaveSchema>;
/** What `lastDaySchema` describes. */
export type LastDay = z.infer<typeof lastDaySchema>;
/** What `lastDayAnswerSchema` describes. */
export type LastDayAnswer = z.infer<typeof lastDayAnswerSchema>;
