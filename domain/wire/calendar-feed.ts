import { z } from 'zod';
import { instantSchema } from './common';

/** `GET /calendar-feed`: since when I have a calendar address; null without one. */
export const calendarFeedStateSchema = z.object({ since: instantSchema.nullable() });

/** `POST /calendar-feed`: the address, which is shown this once. */
export const calendarFeedSchema = z.object({ url: z.url() });

/** `GET /calendar-feeds/:file`: the address a calendar program reads. */
export const calendarFileSchema = z.object({ file: z.string().regex(/^[\w-]{43}\.ics$/) });

/** What `calendarFeedStateSchema` describes. */
export type CalendarFeedState = z.infer<typeof calendarFeedStateSchema>;
/** What `calendarFeedSchema` describes. */
export type CalendarFeed = z.infer<typeof calendarFeedSchema>;
