import { z } from 'zod';
import { instantSchema } from './common';

/**
 * What can be stuck: a pending request without a run, a recorded decision that moved nothing, a run of a closed request,
 * an open task of somebody inactive, an open step nobody could be asked for, a message Temporal will not take, and a mail
 * that failed for good.
 */
export const STUCK_PROBLEMS = [
  'lost-run',
  'unmoved-decision',
  'run-of-closed',
  'inactive-approver',
  'nobody-can-sign',
  'undelivered-message',
  'failed-mail',
] as const;

/** One row of `GET /admin/stuck`. `id` names what is stuck: a request, decision, task, step, message or mail. */
const stuckRowSchema = z.object({
  problem: z.enum(STUCK_PROBLEMS),
  id: z.string().max(60),
  approvalId: z.uuid().nullable(),
  title: z.string(),
  /** Who or what exactly; null when the problem says it all. */
  detail: z.string().nullable(),
  since: instantSchema,
});

/** `GET /admin/stuck`: the oldest first, so many of each problem; `total` counts them all. */
export const stuckSchema = z.object({
  items: z.array(stuckRowSchema),
  total: z.number().int(),
  /** False while Temporal does not answer: then nothing is known of runs. */
  runsKnown: z.boolean(),
});

/** `POST /admin/stuck/repairs`. */
export const repairSchema = z.strictObject({
  items: z
    .array(z.strictObject({ problem: z.enum(STUCK_PROBLEMS), id: z.string().min(1).max(60) }))
    .min(1)
    .max(50),
});

/** What became of one repair: `sent` is under way, `gone` had healed meanwhile, `failed` says why in `text`. */
export const repairedSchema = z.object({
  items: z.array(
    z.object({
      problem: z.enum(STUCK_PROBLEMS),
      id: z.string(),
      result: z.enum(['sent', 'gone', 'failed']),
      text: z.string(),
    }),
  ),
});

/** One of {@link STUCK_PROBLEMS}. */
export type StuckProblem = (typeof STUCK_PROBLEMS)[number];
/** What `stuckRowSchema` describes. */
export type StuckRow = z.infer<typeof stuckRowSchema>;
/** What `stuckSchema` describes. */
export type Stuck = z.infer<typeof stuckSchema>;
/** What `repairedSchema` describes. */
export type Repaired = z.infer<typeof repairedSchema>;
