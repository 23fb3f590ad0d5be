import { z } from 'zod';
import { LEAVE_COLOURS } from '../leave/leave-types';

/** The code of a type of leave in a request or an answer; which ones there are is `GET /leave-types`. */
export const leaveTypeCodeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Name a type of leave by its code, such as "casual"')
  .describe(
    '`casual`, `sick`, `earned`, `unpaid`, `comp-off`, or the code of a type that HR added',
  );

const name = z.string().trim().min(1, 'Give it a name').max(60);
const rules = {
  colour: z.enum(LEAVE_COLOURS),
  documentAfterDays: z
    .number()
    .int()
    .min(0)
    .max(366)
    .nullable()
    .describe('Leave of more working days than these needs a document; null: none does'),
  locationIds: z.array(z.uuid()).max(100).describe('Whose people it is for; empty: everybody'),
  grades: z
    .array(z.string().trim().min(1).max(20))
    .max(50)
    .describe('The grades it is for; empty: all of them'),
  monthsEmployed: z
    .number()
    .int()
    .min(0)
    .max(600)
    .describe('How long somebody must have been here before they can take it'),
};

/** `POST /leave-types`. The code follows from the name and never changes. */
export const newLeaveTypeSchema = z.strictObject({
  name,
  needsBalance: z.boolean().describe('Whether it is drawn from a balance; this never changes'),
  paid: z.boolean().default(true),
  halfDays: z.boolean().default(true).describe('Whether half a day of it can be asked for'),
  colour: rules.colour.default('indigo'),
  documentAfterDays: rules.documentAfterDays.default(null),
  locationIds: rules.locationIds.default([]),
  grades: rules.grades.default([]),
  monthsEmployed: rules.monthsEmployed.default(0),
});

/** `PATCH /leave-types/:code`. Of a built-in type the name, the pay, the half days and the retirement stay. */
export const editLeaveTypeSchema = z
  .strictObject({
    name,
    paid: z.boolean(),
    halfDays: z.boolean(),
    ...rules,
    retired: z.boolean().describe('Whether it can no longer be asked for'),
  })
  .partial();

/** One row of `GET /leave-types`. */
export const leaveTypeSchema = z.object({
  code: leaveTypeCodeSchema,
  name: z.string(),
  needsBalance: z.boolean(),
  byPolicy: z.boolean().describe('Whether a leave policy gives its balance'),
  builtIn: z.boolean(),
  paid: z.boolean(),
  halfDays: z.boolean(),
  ...rules,
  retired: z.boolean(),
  barred: z.string().nullable().describe('Why I may not take it from today on; null: I may'),
});

/** A file that goes with a leave. */
const leaveDocumentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  /** In bytes. */
  size: z.number().int(),
  sha256: z.string(),
});

/** 201 of `POST /leave-documents`. */
export const uploadedDocumentsSchema = z.object({ items: z.array(leaveDocumentSchema) });

/** What opens one type. */
export const leaveTypeParamsSchema = z.object({ code: leaveTypeCodeSchema });

/** What `newLeaveTypeSchema` describes. */
export type NewLeaveType = z.infer<typeof newLeaveTypeSchema>;
/** What `editLeaveTypeSchema` describes. */
export type EditLeaveType = z.infer<typeof editLeaveTypeSchema>;
/** What `leaveDocumentSchema` describes. */
export type LeaveDocumentWire = z.infer<typeof leaveDocumentSchema>;
/** What `leaveTypeSchema` describes. */
export type LeaveTypeWire = z.infer<typeof leaveTypeSchema>;
