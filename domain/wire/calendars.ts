import { z } from 'zod';
import { dateSchema, instantSchema, personRefSchema, wholeListOf } from './common';

const nameSchema = z.string().trim().min(1, 'Give it a name').max(100);

/** A stretch of local time in minutes since midnight. */
const spanSchema = z
  .strictObject({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Ends before it begins' });

const weekdayRuleSchema = z.strictObject({
  weekday: z.number().int().min(1).max(7).describe('1 is Monday, 7 is Sunday'),
  weeks: z
    .array(z.number().int().min(1).max(5))
    .min(1, 'Choose at least one week')
    .optional()
    .describe("Which of the month's Mondays, Saturdays …; without it, all of them"),
  spans: z
    .array(spanSchema)
    .min(1, 'A working day has hours')
    .max(6)
    .refine(
      (spans) => spans.every((span, index) => index === 0 || span.from >= spans[index - 1]!.to),
      {
        message: 'The hours overlap or are out of order',
      },
    ),
});

/** When people work, weekday by weekday. One rule a weekday; a weekday without a rule is off. */
export const weeklyPatternSchema = z
  .array(weekdayRuleSchema)
  .min(1, 'A week has at least one working day')
  .refine((rules) => new Set(rules.map(({ weekday }) => weekday)).size === rules.length, {
    message: 'Each weekday once',
  });

/** A day off; `half` names the half of it that is off, null the whole day. */
export const calendarHolidaySchema = z.strictObject({
  date: dateSchema,
  name: nameSchema,
  half: z.enum(['am', 'pm']).nullable(),
});

/** One row of `GET /calendars`, holidays by date. */
export const calendarSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  weekly: weeklyPatternSchema,
  holidays: z.array(calendarHolidaySchema),
});

/** `POST /calendars`. */
export const newCalendarSchema = z.strictObject({ name: nameSchema, weekly: weeklyPatternSchema });

/** `PATCH /calendars/:id`. Absent members stay as they are. */
export const editCalendarSchema = newCalendarSchema.partial();

/** One row of `GET /locations`. */
export const locationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  zone: z.string(),
  calendarId: z.uuid(),
  isDefault: z.boolean(),
  nextCalendars: z
    .array(z.object({ calendarId: z.uuid(), from: dateSchema }))
    .describe('By which calendars it will live, from when on'),
});

/** `POST /locations`. */
export const newLocationSchema = z.strictObject({
  name: nameSchema,
  zone: z.string().max(60),
  calendarId: z.uuid(),
});

/** `PATCH /locations/:id`. Absent members stay as they are. */
export const editLocationSchema = newLocationSchema
  .extend({
    calendarFrom: dateSchema.describe(
      'From which day on, after today, the calendar holds; without it, from today on',
    ),
  })
  .partial()
  .refine(
    ({ calendarFrom, calendarId }) => calendarFrom === undefined || calendarId !== undefined,
    {
      path: ['calendarId'],
      message: 'Say which calendar holds from then on',
    },
  );

/** `POST /locations/:id/people`: who works there from now on. They get its zone, too. */
export const assignPeopleSchema = z.strictObject({ people: z.array(z.uuid()).min(1).max(500) });

/** `GET /locations/:id/people`. */
export const locationPeopleSchema = wholeListOf(personRefSchema);

const QUARTER = /^([01]\d|2[0-3]):(00|15|30|45)$/;

/** `PATCH /me/digest`: when one mail each working morning is wanted, null for a mail per request. */
export const editDigestSchema = z.strictObject({
  at: z.string().regex(QUARTER, 'Use a quarter of an hour such as 08:30').nullable(),
});

/** `GET /me/digest`. `next` is when the next one is due. */
export const digestSchema = z.object({ at: z.string().nullable(), next: instantSchema.nullable() });

/** Whose working time a due time is counted in. */
export const dueOnSchema = z.object({ calendarId: z.uuid(), zone: z.string() });

/** What `calendarSchema` describes. */
export type CalendarWire = z.infer<typeof calendarSchema>;
/** What `calendarHolidaySchema` describes. */
export type CalendarHolidayWire = z.infer<typeof calendarHolidaySchema>;
/** What `newCalendarSchema` describes. */
export type NewCalendar = z.infer<typeof newCalendarSchema>;
/** What `editCalendarSchema` describes. */
export type EditCalendar = z.infer<typeof editCalendarSchema>;
/** What `locationSchema` describes. */
export type LocationWire = z.infer<typeof locationSchema>;
/** What `newLocationSchema` describes. */
export type NewLocation = z.infer<typeof newLocationSchema>;
/** What `editLocationSchema` describes. */
export type EditLocation = z.infer<typeof editLocationSchema>;
/** What `digestSchema` describes. */
export type Digest = z.infer<typeof digestSchema>;
/** What `dueOnSchema` describes. */
export type DueOn = z.infer<typeof dueOnSchema>;
