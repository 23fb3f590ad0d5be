import { z } from 'zod';
import { leaveTypeCodeSchema } from './leave-types';
import { readMoney } from '../money/money';
import { dateSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';
import { daysSchema } from './records';

/** `PUT /daily-rates`: what a day of leave is worth for somebody from a day on. */
export const setDailyRateSchema = z.strictObject({
  employeeId: z.uuid(),
  validFrom: dateSchema,
  rate: moneySchema.superRefine((wire, context) => {
    const money = readMoney(wire);
    if ('member' in money)
      context.addIssue({ code: 'custom', path: [money.member], message: money.message });
    else if (money.minor <= 0n)
      context.addIssue({ code: 'custom', path: ['amount'], message: 'More than nothing' });
  }),
});

/** `GET /daily-rates`. Without `employeeId`, of everybody one may see. */
export const dailyRateQuerySchema = pageQuerySchema.extend({
  employeeId: z.uuid().optional(),
});

/** One rate of one person; it holds until the next one's day. */
export const dailyRateSchema = z.object({
  employee: personRefSchema,
  validFrom: dateSchema,
  rate: moneySchema,
  setBy: personRefSchema,
});

/** What may become of what is owed for leave: without a rate it has no amount, and cannot be paid. */
export const PAYABLE_STATES = ['no-rate', 'due', 'paid'] as const;

/** `GET /leave-payables`. */
export const leavePayableQuerySchema = pageQuerySchema.extend({
  status: z.enum(PAYABLE_STATES).optional(),
  q: z.string().trim().max(100).optional(),
});

/** What is owed for days of leave that were paid out. */
export const leavePayableSchema = z.object({
  id: z.uuid(),
  employee: personRefSchema,
  type: leaveTypeCodeSchema,
  days: daysSchema,
  /** The day whose rate counts. */
  on: dateSchema,
  rate: moneySchema.nullable(),
  amount: moneySchema.nullable(),
  status: z.enum(PAYABLE_STATES),
  /** What is missing, of whom and from when. */
  problem: z.string().nullable(),
  paidOn: dateSchema.nullable(),
});

/** `POST /leave-payables/payments`: these were paid on a day, all of them or none. */
export const payLeaveSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1, 'Choose at least one').max(200),
  paidOn: dateSchema,
});

/** How many were paid. */
export const paidLeaveSchema = z.object({ paid: z.number().int() });

/** What `setDailyRateSchema` describes. */
export type SetDailyRate = z.infer<typeof setDailyRateSchema>;
/** What `dailyRateQuerySchema` describes. */
export type DailyRateQuery = z.infer<typeof dailyRateQuerySchema>;
/** What `dailyRateSchema` describes. */
export type DailyRateWire = z.infer<typeof dailyRateSchema>;
/** What `leavePayableQuerySchema` describes. */
export type LeavePayableQuery = z.infer<typeof leavePayableQuerySchema>;
/** What `leavePayableSchema` describes. */
export type LeavePayableWire = z.infer<typeof leavePayableSchema>;
/** What `payLeaveSchema` describes. */
export type PayLeave = z.infer<typeof payLeaveSchema>;
