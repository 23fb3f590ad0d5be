import { z } from 'zod';
import { PROBATION_STATES } from '../probation/rules';
import { dateSchema } from './common';

/** `GET /people/:id/probation`; null for who never had one. */
export const probationSchema = z.object({
  probation: z
    .object({
      state: z.enum(PROBATION_STATES),
      endsOn: dateSchema,
      /** How often it was extended. */
      extensions: z.number().int(),
      /** Whether the review is open, that is due to be written. */
      reviewIsOpen: z.boolean(),
      /** The request that waits for its signature. */
      approvalId: z.uuid().nullable(),
      confirmedOn: dateSchema.nullable(),
      lastDay: dateSchema.nullable(),
      /** Whether the reader may write the review now. */
      mayReview: z.boolean(),
    })
    .nullable(),
});

/** What `probationSchema` describes. */
export type ProbationWire = z.infer<typeof probationSchema>;
