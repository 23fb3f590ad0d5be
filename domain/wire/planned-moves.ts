import { z } from 'zod';
import { dateSchema, instantSchema, personRefSchema } from './common';

/** What can change about a person from a day on. Null is "none"; absent members stay as they are. */
const moveChangesSchema = z
  .strictObject({
    managerId: z.uuid().nullable(),
    departmentId: z.uuid().nullable(),
    locationId: z.uuid().nullable(),
    grade: z.string().trim().min(1).max(20, 'Use at most 20 characters').nullable(),
  })
  .partial();

/** `POST /people/:id/moves`. */
export const planMoveSchema = z.strictObject({
  effectiveOn: dateSchema,
  changes: moveChangesSchema.refine((changes) => Object.keys(changes).length > 0, {
    message: 'Choose what changes',
  }),
});

const place = z.object({ id: z.uuid(), name: z.string() });

/** Where a planned move stands. `refused`: its day came and it could not be. */
const MOVE_STATES = ['planned', 'applied', 'cancelled', 'refused'] as const;

/** One planned move. */
export const plannedMoveSchema = z.object({
  id: z.uuid(),
  person: personRefSchema,
  /** The first day on which it holds, in the person's zone. */
  effectiveOn: dateSchema,
  /** Only what changes. */
  changes: z
    .object({
      manager: personRefSchema.nullable(),
      department: place.nullable(),
      location: place.nullable(),
      grade: z.string().nullable(),
    })
    .partial(),
  state: z.enum(MOVE_STATES),
  plannedBy: personRefSchema,
  plannedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** Why it was refused. */
  refusal: z.string().nullable(),
});

/** What `moveChangesSchema` describes. */
export type MoveChanges = z.infer<typeof moveChangesSchema>;
/** What `planMoveSchema` describes. */
export type PlanMove = z.infer<typeof planMoveSchema>;
/** What `plannedMoveSchema` describes. */
export type PlannedMove = z.infer<typeof plannedMoveSchema>;
