import { z } from 'zod';
import { dateSchema, pageQuerySchema, personRefSchema } from './common';

const monthSchema = z
  .string()
  .regex(/^(19[1-9]|20\d|21[0-8])\d-(0[1-9]|1[0-2])$/, 'A month is named like 2026-11');

const refSchema = z.object({ id: z.uuid(), name: z.string() });

/** All in minutes. */
const figuresShape = {
  billable: z.int(),
  other: z.int(),
  available: z.int(),
  /** Billable of available; null where no time was available. */
  percent: z.string().nullable(),
};

/** `GET /utilisation` and its export. */
export const utilisationQuerySchema = pageQuerySchema.extend({
  month: monthSchema,
  departmentId: z.uuid().optional(),
  q: z.string().trim().max(100).optional(),
});

/** A person's month. */
export const utilisationRowSchema = z.object({
  /** Of the person. */
  id: z.uuid(),
  person: personRefSchema,
  department: refSchema.nullable(),
  ...figuresShape,
});

/** `GET /utilisation/departments`: the same, of everybody one may see, by department. */
export const departmentUtilisationQuerySchema = z.object({ month: monthSchema });
/** @see departmentUtilisationQuerySchema */
export const departmentUtilisationSchema = z.object({
  items: z.array(z.object({ department: refSchema.nullable(), people: z.int(), ...figuresShape })),
});

/** `GET /utilisation/people/:id`: the days and the lines behind a person's month. */
export const personUtilisationSchema = z.object({
  person: personRefSchema,
  month: z.string(),
  ...figuresShape,
  days: z.array(
    z.object({
      on: dateSchema,
      /** What the calendar has, what a holiday and leave take, and what is left. */
      calendar: z.int(),
      holiday: z.int(),
      leave: z.int(),
      available: z.int(),
    }),
  ),
  lines: z.array(
    z.object({
      id: z.uuid(),
      on: dateSchema,
      project: z.object({ code: z.string(), name: z.string() }),
      task: z.string(),
      billable: z.boolean(),
      minutes: z.int(),
    }),
  ),
});

/** What `utilisationQuerySchema` makes of an address. */
export type UtilisationQuery = z.output<typeof utilisationQuerySchema>;
/** What `utilisationRowSchema` describes. */
export type UtilisationRow = z.infer<typeof utilisationRowSchema>;
/** What `departmentUtilisationSchema` describes. */
export type DepartmentUtilisation = z.infer<typeof departmentUtilisationSchema>;
/** What `personUtilisationSchema` describes. */
export type PersonUtilisation = z.infer<typeof personUtilisationSchema>;
