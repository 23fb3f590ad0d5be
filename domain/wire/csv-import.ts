import { z } from 'zod';
import { calendarHolidaySchema } from './calendars';
import { dateSchema, moneySchema } from './common';
import { importProblemSchema } from './people-import';

/** What a file comes to, with nothing written. */
const checked = {
  /** Lines below the headings. */
  rows: z.number().int(),
  /** How many of them something is wrong with. */
  badRows: z.number().int(),
  problems: z.array(importProblemSchema),
  /** What of it would be new, and what would replace something. */
  added: z.number().int(),
  changed: z.number().int(),
  /** Of the file: what is sent along to write this very file. */
  sha256: z.string(),
};

/** `POST /calendars/:id/holiday-imports/checks`. */
export const holidayCheckSchema = z.object({
  ...checked,
  /** The first good ones, as they would be written. */
  sample: z.array(calendarHolidaySchema.extend({ line: z.number().int() })),
});

/** `POST /daily-rate-imports/checks`. */
export const rateCheckSchema = z.object({
  ...checked,
  /** The first good ones, as they would be written. */
  sample: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      validFrom: dateSchema,
      rate: moneySchema,
    }),
  ),
});

/** What was written of a file. */
export const writtenFileSchema = z.object({ added: z.number().int(), changed: z.number().int() });

/** What `holidayCheckSchema` describes. */
export type HolidayCheck = z.infer<typeof holidayCheckSchema>;
/** What `rateCheckSchema` describes. */
export type RateCheck = z.infer<typeof rateCheckSchema>;
/** What `writtenFileSchema` describes. */
export type WrittenFile = z.infer<typeof writtenFileSchema>;
