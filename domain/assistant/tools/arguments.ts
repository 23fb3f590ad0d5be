import { z } from 'zod';
import { dateSchema } from '../../wire/common';
import type { ToolDefinition } from '../tool';

/** Rows of a table at most: more than anybody reads in an answer. */
export const MOST_ROWS = 50;
const MOST_LETTERS = 200;
/** Values that are left out at most. */
const MOST_LEFT_OUT = 10;
/** In whole units of a currency: what `bigint` minor units hold of any currency, with room to spare. */
const MOST_MONEY = 1_000_000_000_000;

/** A name or a part of one, as it was asked for. PostgreSQL takes no NUL in a text. */
export const text = (description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(MOST_LETTERS)
    .refine((value) => !value.includes('\0'), 'A text without NUL')
    .describe(description);
/** A calendar date. */
export const date = (description: string) => dateSchema.describe(`${description}, YYYY-MM-DD`);
/** An amount that bounds a list, in whole units of its currency. */
export const bound = (description: string) =>
  z.number().min(0).max(MOST_MONEY).describe(description);

/** Those below the asker, of everybody that a tool tells of. */
export const ofTeam = z
  .enum(['my-team', 'all'])
  .optional()
  .describe('Default: all; my-team: those below the asker');

const ofPeople = {
  who: z
    .enum(['me', 'my-team', 'all'])
    .optional()
    .describe('me: the asker; my-team: those below the asker; all: everybody the asker may see'),
  person: text('Name of one person').optional(),
};

/** Arguments that several tools share; all of them can be left out. */
export const ARGUMENTS = {
  ...ofPeople,
  department: text('Name of a department; those below it count too').optional(),
  from: date('First day').optional(),
  to: date('Last day').optional(),
  limit: z.number().int().min(1).max(MOST_ROWS).optional().describe('Rows at most'),
  compareTo: z
    .enum(['previous-period', 'previous-year'])
    .optional()
    .describe('Adds what it was before, and the change'),
};

/** What is told of groups of records: their sum, or what one comes to on average. */
export const measured = (ofWhat: string) =>
  z
    .enum(['sum', 'average'])
    .optional()
    .describe(
      `Default: sum; average: the amount of ${ofWhat} on average, rounded once to the minor unit, halves away from zero; not with compareTo`,
    );

/** What is told of what people did: its sum, or what one of them did on average. */
export const shared = (ofWhat: string, unit: string) =>
  z
    .enum(['sum', 'average'])
    .optional()
    .describe(
      `Default: sum; average: ${ofWhat} of one person on average, of those who had any, rounded once to ${unit}, halves away from zero; not with compareTo`,
    );

/** How groups are ordered. */
export const ordered = z
  .enum(['highest', 'lowest'])
  .optional()
  .describe('Default: highest first; months, weeks and types of leave in their own order');

/** Values of which what has one is left out. */
export const leftOut = <Value extends z.ZodType>(value: Value, description: string) =>
  z.array(value).min(1).max(MOST_LEFT_OUT).optional().describe(description);

/** A definition whose arguments keep their types. */
export const defineTool = <Args extends z.ZodObject>(
  definition: ToolDefinition<Args>,
): ToolDefinition<Args> => definition;
