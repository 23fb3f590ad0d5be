import { z } from 'zod';
import { WATCH_DECISIONS, WATCH_ENDS, WATCH_STATES } from '../projects/go-live-watch';
import { dateSchema, instantSchema, personRefSchema } from './common';

const reportShape = {
  state: z.enum(WATCH_STATES),
  openIncidents: z.int().min(0).max(999),
  decision: z.enum(WATCH_DECISIONS),
};

/** `POST /projects/:id/watch/reports`: how it does, and whether it stays. */
export const newReportSchema = z
  .strictObject({
    ...reportShape,
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ decision, state, note }) => note !== '' || (decision === 'keep' && state === 'good'), {
    path: ['note'],
    message: 'Say what is wrong, and what is done about it',
  });

/** A watch after a go-live, with everything that was said. */
const watchSchema = z.object({
  goLiveId: z.uuid(),
  approvalId: z.uuid(),
  startsOn: dateSchema,
  endedAt: instantSchema.nullable(),
  /** Null while it goes on. */
  endedHow: z.enum(WATCH_ENDS).nullable(),
  checkIns: z.array(
    z.object({
      workingDay: z.int(),
      fallsOn: dateSchema,
      askedAt: instantSchema.nullable(),
      remindedAt: instantSchema.nullable(),
      /** When the head of the department was told that nobody has said anything. */
      toldAt: instantSchema.nullable(),
    }),
  ),
  /** The newest first. */
  reports: z.array(
    z.object({
      ...reportShape,
      /** The check-in it answers; null for one between two. */
      workingDay: z.int().nullable(),
      note: z.string(),
      by: personRefSchema,
      at: instantSchema,
    }),
  ),
});

/** `GET /projects/:id/watch`: the watches of a project, the newest first; none before its first go-live. */
export const projectWatchSchema = z.object({
  items: z.array(watchSchema),
  /** Whether the reader can say how it does now. */
  mayReport: z.boolean(),
});

/** What `watchSchema` describes. */
export type WatchWire = z.infer<typeof watchSchema>;
/** What `projectWatchSchema` describes. */
export type ProjectWatchWire = z.infer<typeof projectWatchSchema>;
/** What is sent by `newReportSchema`. */
export type WatchDraft = z.input<typeof newReportSchema>;
/** What `newReportSchema` makes of what was sent. */
export type NewReport = z.infer<typeof newReportSchema>;
