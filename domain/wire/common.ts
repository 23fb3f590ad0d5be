import { z } from 'zod';
import { parseDate } from '../dates/calendar';
import { LANGUAGES } from '../languages';
import { ROLES, DEPARTMENT_KINDS } from '../roles';

const DATE_HINT = 'Use a date such as 2026-12-24';
// Of FIRST_DATE and LAST_DATE, written out: the sentence is known in other languages by its words.
const YEARS_HINT = 'Use a date from 1910 to 2189';

/** A calendar date, `YYYY-MM-DD`, that exists, in years that leave room for what is reckoned from it. */
export const dateSchema = z.iso
  .date({ error: DATE_HINT, abort: true })
  .refine((text) => parseDate(text) !== undefined, YEARS_HINT);

/** An instant with an offset, ISO 8601. */
export const instantSchema = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => parseDate(text.slice(0, 10)) !== undefined, YEARS_HINT);

/** Money as it crosses the wire: the amount is a string, never a float. */
export const moneySchema = z.strictObject({
  // What is none is told once: whoever reads it further does not get to see it.
  amount: z
    .string()
    .regex(/^-?\d{1,13}(\.\d{1,3})?$/, { error: 'Use an amount such as "1234.50"', abort: true }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'Use a currency code such as "INR"', abort: true }),
});

/** A person as others see them. */
export const personRefSchema = z.object({ id: z.uuid(), name: z.string() });

/** A department as others see it. */
export const departmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(DEPARTMENT_KINDS),
  head: personRefSchema.nullable(),
});

/** A restriction that is in force, as the person sees it. */
export const restrictionInForceSchema = z.object({
  chat: z.boolean(),
  assistant: z.boolean(),
  reason: z.string(),
  /** Null: until somebody lifts it. */
  until: instantSchema.nullable(),
});

/** The language of the app; null leaves it to the browser. */
export const languageChoiceSchema = z.strictObject({ language: z.enum(LANGUAGES).nullable() });

/** The signed-in user. */
export const meSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  department: departmentSchema.pick({ id: true, name: true, kind: true }).nullable(),
  manager: personRefSchema.nullable(),
  zone: z.string(),
  language: languageChoiceSchema.shape.language,
  restrictions: z.array(restrictionInForceSchema),
});

/** What a list takes. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

/** A page of a list. `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A list that comes whole: there is no further page of it. */
export function wholeListOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.null() });
}

/** RFC 9457, with `errors` on 422. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .catchall(z.unknown());

/** What `restrictionInForceSchema` describes. */
export type RestrictionInForce = z.infer<typeof restrictionInForceSchema>;
/** What `meSchema` describes. */
export type Me = z.infer<typeof meSchema>;
/** What `moneySchema` describes. */
export type MoneyWire = z.infer<typeof moneySchema>;
/** What `personRefSchema` describes. */
export type PersonRef = z.infer<typeof personRefSchema>;
/** What `problemSchema` describes. */
export type Problem = z.infer<typeof problemSchema>;
/** A page of `Item`. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
