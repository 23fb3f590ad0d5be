import { z } from 'zod';
import { TOUR_STATES } from '../tours/tours';

/** `PUT /tours/:id/progress`. */
export const putTourProgressSchema = z.strictObject({
  /** The version whose steps the client shows; the one in force, or the answer is 409. */
  version: z.number().int().min(1),
  /** The step that is shown, from 0. */
  step: z.number().int().min(0),
  state: z.enum(TOUR_STATES),
});

/** How far the signed-in person has come in a tour. */
export const tourProgressSchema = z.object({
  version: z.number().int(),
  step: z.number().int(),
  /** `new`: this version was never begun. */
  state: z.enum(['new', ...TOUR_STATES]),
  /** Whether it is to begin, or to go on, without being asked for. */
  startsByItself: z.boolean(),
});

/** What `putTourProgressSchema` describes. */
export type PutTourProgress = z.infer<typeof putTourProgressSchema>;
/** What `tourProgressSchema` describes. */
export type TourProgressWire = z.infer<typeof tourProgressSchema>;
