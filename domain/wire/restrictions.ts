import { z } from 'zod';
import { instantSchema, personRefSchema, restrictionInForceSchema } from './common';

const reasonSchema = z.string().trim().min(1, 'Say why').max(2000);

/** `POST /admin/users/:id/restrictions`. Without `until` it stands until somebody lifts it. */
export const restrictSchema = z
  .strictObject({
    chat: z.boolean().default(false),
    assistant: z.boolean().default(false),
    reason: reasonSchema,
    until: instantSchema.optional(),
  })
  .refine(({ chat, assistant }) => chat || assistant, {
    path: ['chat'],
    message: 'Restrict the chat, the assistant, or both',
  });

/** `POST /admin/users/:id/restrictions/:restrictionId/lift`. */
export const liftRestrictionSchema = z.strictObject({ reason: reasonSchema });

/** One restriction as admins see it, in force or over. */
export const restrictionSchema = restrictionInForceSchema.extend({
  id: z.uuid(),
  person: personRefSchema,
  setBy: personRefSchema,
  setAt: instantSchema,
  inForce: z.boolean(),
  /** How it ended: when, and by whom and why if it was not by its time. Null while it is in force. */
  ended: z
    .object({ at: instantSchema, by: personRefSchema.nullable(), reason: z.string().nullable() })
    .nullable(),
});

/** What `restrictSchema` describes, once parsed. */
export type Restrict = z.output<typeof restrictSchema>;
/** What `restrictionSchema` describes. */
export type RestrictionWire = z.infer<typeof restrictionSchema>;

/** Socket event `restriction`: how the person stands from now on. Without `chat` and `assistant` they are free again. */
export interface RestrictionEvent {
  chat: boolean;
  assistant: boolean;
  reason: string | null;
  until: string | null;
}
