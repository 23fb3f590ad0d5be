import { z } from 'zod';
import { weekday } from '../dates/calendar';
import { MINUTES_A_DAY } from '../timesheets/hours';
import { PROJECT_ROLES, RATE_KINDS } from '../timesheets/rates';
import { WEEK_DAYS } from '../timesheets/weeks';
import { amountSchema } from './amounts';
import { dateSchema, instantSchema, moneySchema, pageQuerySchema, personRefSchema } from './common';

/** A week by its Monday. */
export const mondaySchema = dateSchema.refine(
  (date) => weekday(date) === 1,
  'A week is named by its Monday',
);

const taskSchema = z.string().trim().max(100);
const minutesSchema = z.int().min(0).max(MINUTES_A_DAY, 'A day has 24 hours');
const projectSchema = z.object({ id: z.uuid(), code: z.string(), name: z.string() });

/** `PUT /timesheet-weeks/:monday`: what is not handed in yet, as the grid is to be. */
export const weekDraftSchema = z.strictObject({
  revision: z.int().min(0).describe('Of the grid it was made from; 0 for the first'),
  rows: z
    .array(
      z.strictObject({
        projectId: z.uuid(),
        task: taskSchema,
        billable: z.boolean(),
        minutes: z.array(minutesSchema).length(WEEK_DAYS).describe('From Monday to Sunday'),
      }),
    )
    .max(50),
});

const lineSchema = z.object({
  id: z.uuid(),
  workedOn: dateSchema,
  task: z.string(),
  billable: z.boolean(),
  minutes: z.int(),
  /** Another line takes it back. */
  isReversed: z.boolean(),
  /** It takes another line back. */
  isReversal: z.boolean(),
});

/** `GET /timesheet-weeks/:monday`: one's own week. */
export const timesheetWeekSchema = z.object({
  startsOn: dateSchema,
  dueOn: dateSchema,
  today: dateSchema,
  /** Time of it can still be entered. */
  isOpen: z.boolean(),
  revision: z.int(),
  /** Projects one can enter time for. */
  projects: z.array(projectSchema),
  rows: z.array(
    z.object({
      projectId: z.uuid(),
      task: z.string(),
      billable: z.boolean(),
      minutes: z.array(z.int()),
    }),
  ),
  /** Lines that take approved ones back and are not handed in yet. */
  reversals: z.array(lineSchema.extend({ project: projectSchema })),
  sheets: z.array(
    z.object({
      id: z.uuid(),
      project: projectSchema,
      status: z.enum(['pending', 'approved', 'rejected', 'withdrawn', 'expired', 'cancelled']),
      approvalId: z.uuid().nullable(),
      minutes: z.int(),
      /** None of one that was given back: they are in the grid again. */
      lines: z.array(lineSchema),
    }),
  ),
});

/** `POST /timesheet-lines/:id/reversals`: the draft that takes a line back. */
export const reversalLineSchema = lineSchema;

/** `POST /work-rates`: what an hour of one person, role or grade is worth from a day on. */
export const newWorkRateSchema = z
  .strictObject({
    kind: z.enum(RATE_KINDS),
    employeeId: z.uuid().optional(),
    role: z.enum(PROJECT_ROLES).optional(),
    grade: z.string().trim().min(1).max(20).optional(),
    validFrom: dateSchema,
    hour: amountSchema.describe('In the company’s currency'),
  })
  .superRefine(({ employeeId, role, grade }, context) => {
    if ([employeeId, role, grade].filter((one) => one !== undefined).length !== 1)
      context.addIssue({
        ...{ code: 'custom', path: ['employeeId'] },
        message: 'Name a person, a role or a grade: one of them',
      });
  });

/** `GET /work-rates`. */
export const workRateQuerySchema = pageQuerySchema.extend({
  kind: z.enum(RATE_KINDS).optional(),
  employeeId: z.uuid().optional(),
});

/** One rate, and until when it holds. */
export const workRateSchema = z.object({
  id: z.uuid(),
  kind: z.enum(RATE_KINDS),
  person: personRefSchema.nullable(),
  role: z.enum(PROJECT_ROLES).nullable(),
  grade: z.string().nullable(),
  validFrom: dateSchema,
  /** The last day it holds; null: until further notice. */
  until: dateSchema.nullable(),
  hour: moneySchema,
  setBy: personRefSchema,
  setAt: instantSchema,
});

/** `PUT /projects/:id/members/:employeeId`. */
export const projectMemberSchema = z.strictObject({ role: z.enum(PROJECT_ROLES) });

/** `GET /projects/:id/members`. */
export const projectMembersSchema = z.object({
  projectId: z.uuid(),
  items: z.array(personRefSchema.extend({ role: z.enum(PROJECT_ROLES) })),
  mayEdit: z.boolean(),
});

/** What `weekDraftSchema` describes. */
export type WeekDraft = z.infer<typeof weekDraftSchema>;
/** What `timesheetWeekSchema` describes. */
export type TimesheetWeek = z.infer<typeof timesheetWeekSchema>;
/** What a line is shown as. */
export type TimesheetLineWire = z.infer<typeof lineSchema>;
/** What `newWorkRateSchema` describes. */
export type NewWorkRate = z.infer<typeof newWorkRateSchema>;
/** What `workRateQuerySchema` describes. */
export type WorkRateQuery = z.output<typeof workRateQuerySchema>;
/** What `workRateSchema` describes. */
export type WorkRateWire = z.infer<typeof workRateSchema>;
/** What `projectMembersSchema` describes. */
export type ProjectMembersWire = z.infer<typeof projectMembersSchema>;
