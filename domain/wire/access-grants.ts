import { z } from 'zod';
import { RESOURCES } from '../access/resources';
import { dateSchema, instantSchema, personRefSchema } from './common';

/** What of a department's is granted. */
export const grantedResourcesSchema = z
  .array(z.enum(RESOURCES))
  .min(1, 'Choose at least one')
  .max(RESOURCES.length)
  .refine((all) => new Set(all).size === all.length, 'Name each once');

/** `POST /access-grants`. */
export const giveAccessSchema = z.strictObject({
  personId: z.uuid(),
  /** With all that is below it. */
  departmentId: z.uuid(),
  resources: grantedResourcesSchema,
  reason: z.string().trim().min(1, 'Say why').max(500),
  /** The last day, at most ninety days from today. */
  until: dateSchema,
});

/** How a list of grants is narrowed. */
export const accessGrantQuerySchema = z.strictObject({
  /** `mine`: what I may look into. `others`: who may look into what I head; for admins, all. */
  side: z.enum(['mine', 'others']),
  state: z.enum(['running', 'all']).default('running'),
});

/** One grant. */
export const accessGrantSchema = z.object({
  id: z.uuid(),
  person: personRefSchema,
  department: z.object({ id: z.uuid(), name: z.string() }),
  resources: z.array(z.enum(RESOURCES)),
  reason: z.string(),
  until: dateSchema,
  state: z.enum(['running', 'over', 'revoked']),
  grantedAt: instantSchema,
  grantedBy: personRefSchema.nullable(),
  /** The request it was asked for by; null when it was given. */
  approvalId: z.uuid().nullable(),
  revokedAt: instantSchema.nullable(),
  /** How often something was seen by it that could not have been seen without. */
  used: z.number().int(),
  lastUsedAt: instantSchema.nullable(),
  /** Whether the reader may end it. */
  mayRevoke: z.boolean(),
});

/** What `giveAccessSchema` describes. */
export type GiveAccess = z.infer<typeof giveAccessSchema>;
/** What `accessGrantQuerySchema` describes. */
export type AccessGrantQuery = z.infer<typeof accessGrantQuerySchema>;
/** What `accessGrantSchema` describes. */
export type AccessGrant = z.infer<typeof accessGrantSchema>;
