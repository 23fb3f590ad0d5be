import { z } from 'zod';
import { sortSchema } from '../lists/sorting';
import { REQUEST_STATUSES } from '../approvals/vocabulary';
import { EXPENSE_CATEGORIES } from '../expenses/claims';
import { mileageSchema } from './mileage';
import { perDiemSchema } from './per-diem';
import { leaveTypeCodeSchema } from './leave-types';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

/** What a project can be. */
const PROJECT_STATUSES = ['planned', 'active', 'live', 'closed'] as const;

/** Days as text with one or two decimals: "2.0", "0.5". */
export const daysSchema = z.string();

const status = z.enum(REQUEST_STATUSES);

/** One row of `GET /leave-requests`. */
export const leaveRequestRowSchema = z.object({
  id: z.uuid(),
  approvalId: z.uuid().nullable(),
  employee: personRefSchema,
  type: leaveTypeCodeSchema,
  from: dateSchema,
  to: dateSchema,
  fromHalf: z.enum(['am', 'pm']),
  toHalf: z.enum(['am', 'pm']),
  days: daysSchema,
  reason: z.string(),
  status,
  /** The approval of a change (cancelling, shortening) that waits for a decision. */
  pendingChangeId: z.uuid().nullable(),
  createdAt: instantSchema,
});

/** A stock of leave that may be used within dates. `left` = granted − used − removed. */
const leaveBucketSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  granted: daysSchema,
  /** Held or taken. */
  used: daysSchema,
  /** Lost, taken off or paid out. */
  removed: daysSchema,
  left: daysSchema,
  validFrom: dateSchema.nullable(),
  /** The last day it may be used for; null: it is never lost. */
  expiresOn: dateSchema.nullable(),
});

/** One row of `GET /leave-balances?asOf=&employeeId=`. `available` = granted − held − taken. */
export const leaveBalanceSchema = z.object({
  employee: personRefSchema,
  type: leaveTypeCodeSchema,
  name: z.string(),
  needsBalance: z.boolean(),
  granted: daysSchema,
  held: daysSchema,
  taken: daysSchema,
  available: daysSchema,
  /** What it is made of, in the order in which it is used. */
  buckets: z.array(leaveBucketSchema),
});

/**
 * `GET /leave-balances`. Without `employeeId`, one's own come first; a page holds `limit` people with all their types.
 * Without `asOf`, what counts now; with it, what the ledger said at the end of that day.
 */
export const leaveBalanceQuerySchema = pageQuerySchema.extend({
  asOf: dateSchema.optional(),
  employeeId: z.uuid().optional(),
});

/** `GET /who-is-out`: from today for two weeks unless told; at most a year. */
export const absenceQuerySchema = z.object({
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

/** One row of `GET /who-is-out?from=&to=`: names and dates, never type or reason. */
export const absenceSchema = z.object({
  employee: personRefSchema,
  from: dateSchema,
  to: dateSchema,
  fromHalf: z.enum(['am', 'pm']),
  toHalf: z.enum(['am', 'pm']),
});

/** `GET /holidays`. */
export const holidaySchema = z.object({
  on: dateSchema,
  name: z.string(),
  half: z.enum(['am', 'pm']).nullable().describe('The half that is off; null: the whole day'),
});

/** `GET /holidays`: all that are known, or those between two dates. */
export const holidayQuerySchema = z.object({
  from: dateSchema.optional(),
  to: dateSchema.optional(),
});

/** One row of `GET /expense-claims`. */
export const expenseClaimRowSchema = z.object({
  id: z.uuid(),
  approvalId: z.uuid().nullable(),
  employee: personRefSchema,
  title: z.string(),
  total: moneySchema,
  /** What is paid: the sum of what was approved of the lines; null until the claim is approved. */
  approved: moneySchema.nullable(),
  /** What became of what it is owed; null until there is something. Taken back: finance mirrored its entry. */
  payment: z.enum(['due', 'partly-paid', 'paid', 'taken-back']).nullable(),
  /** Which batches pay it, in their order; left out while none does. One that is open is to be paid on `payOn`. */
  payments: z
    .array(
      z.object({
        batch: z.string(),
        status: z.enum(['open', 'paid']),
        amount: moneySchema,
        payOn: dateSchema,
        paidAt: instantSchema.nullable(),
      }),
    )
    .optional(),
  /** What advances have paid of it; left out where none has. */
  fromAdvances: moneySchema.optional(),
  status,
  createdAt: instantSchema,
});

/** `GET /expense-claims/:id`. */
export const expenseClaimSchema = expenseClaimRowSchema.extend({
  lines: z.array(
    z.object({
      date: dateSchema,
      category: z.enum(EXPENSE_CATEGORIES),
      description: z.string(),
      /** As it was paid. */
      amount: moneySchema,
      /** What it comes to in the claim's currency. */
      base: moneySchema,
      /** The rate it was claimed by, where it was paid in another currency. */
      rate: z.string().nullable(),
      approved: moneySchema.nullable(),
      receipts: z.array(z.object({ id: z.uuid(), name: z.string() })),
      /** How a drive came to its amount; left out for what was paid for. */
      mileage: mileageSchema.optional(),
      /** How a journey came to its amount; left out for what was paid for. */
      perDiem: perDiemSchema.optional(),
    }),
  ),
});

/** One row of `GET /projects`. */
export const projectRowSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  customer: z.string(),
  department: z.object({ id: z.uuid(), name: z.string() }),
  manager: personRefSchema,
  status: z.enum(PROJECT_STATUSES),
  startsOn: dateSchema,
  liveOn: dateSchema.nullable(),
});

/** `GET /projects/:id`. */
export const projectSchema = projectRowSchema.extend({
  members: z.array(personRefSchema),
  /** What it was made of, where it was sold here: the deal's number, what may be spent, what was promised. */
  handover: z
    .object({
      deal: z.string(),
      budget: moneySchema,
      notes: z.string(),
      by: personRefSchema.nullable(),
      at: instantSchema,
    })
    .nullable(),
  goLives: z.array(
    z.object({
      id: z.uuid(),
      approvalId: z.uuid().nullable(),
      plannedOn: dateSchema,
      notes: z.string(),
      status,
      requestedBy: personRefSchema,
      checklist: z.array(z.object({ label: z.string(), done: z.boolean() })),
    }),
  ),
});

/** Lists of records take a page, a status and, for those who see others, an employee. */
const recordListQuerySchema = pageQuerySchema.extend({
  status: status.optional(),
  employeeId: z.uuid().optional(),
});

/** `GET /leave-requests`. */
export const leaveListQuerySchema = recordListQuerySchema.extend({
  sort: sortSchema('leave-requests'),
});

/** `GET /expense-claims`; `claimed` goes by the currency first. */
export const claimListQuerySchema = recordListQuerySchema.extend({
  sort: sortSchema('expense-claims'),
});

/** `GET /projects`. */
export const projectListQuerySchema = pageQuerySchema.extend({
  status: z.enum(PROJECT_STATUSES).optional(),
  /** Part of its code, its name or its customer's. */
  q: z.string().trim().max(200).optional(),
  sort: sortSchema('projects'),
});

/** What opens one record. */
export const recordParamsSchema = z.object({ id: z.uuid() });

/** What `leaveListQuerySchema` describes. */
export type LeaveListQuery = z.infer<typeof leaveListQuerySchema>;
/** What `claimListQuerySchema` describes. */
export type ClaimListQuery = z.infer<typeof claimListQuerySchema>;
/** What `leaveBalanceQuerySchema` describes. */
export type LeaveBalanceQuery = z.infer<typeof leaveBalanceQuerySchema>;
/** What `absenceQuerySchema` describes. */
export type AbsenceQuery = z.infer<typeof absenceQuerySchema>;
/** What `holidaySchema` describes. */
export type Holiday = z.infer<typeof holidaySchema>;
/** What `holidayQuerySchema` describes. */
export type HolidayQuery = z.infer<typeof holidayQuerySchema>;
/** What `projectListQuerySchema` describes. */
export type ProjectListQuery = z.infer<typeof projectListQuerySchema>;
/** What `leaveRequestRowSchema` describes. */
export type LeaveRequestRow = z.infer<typeof leaveRequestRowSchema>;
/** What `leaveBalanceSchema` describes. */
export type LeaveBalance = z.infer<typeof leaveBalanceSchema>;
/** What `leaveBucketSchema` describes. */
export type LeaveBucket = z.infer<typeof leaveBucketSchema>;
/** What `absenceSchema` describes. */
export type Absence = z.infer<typeof absenceSchema>;
/** What `expenseClaimRowSchema` describes. */
export type ExpenseClaimRow = z.infer<typeof expenseClaimRowSchema>;
/** What `expenseClaimSchema` describes. */
export type ExpenseClaimWire = z.infer<typeof expenseClaimSchema>;
/** What `projectRowSchema` describes. */
export type ProjectRow = z.infer<typeof projectRowSchema>;
/** What `projectSchema` describes. */
export type ProjectWire = z.infer<typeof projectSchema>;
