import { z } from 'zod';
import { auditReasonSchema } from './chat-audit';
import { instantSchema, personRefSchema, wholeListOf } from './common';

/** A conversation by what it is called. */
const namedSchema = personRefSchema;

/** For how many days messages are kept; null: for ever. */
const days = z.number().int().min(1).max(36_500).nullable();

const rules = {
  direct: days,
  group: days,
  channel: days,
};

/** `PUT /admin/chat-retention`: the rules from now on, whole. */
export const setRetentionSchema = z.strictObject({
  ...rules,
  /** Conversations with a rule of their own, which goes before that of their kind. */
  conversations: z
    .array(z.strictObject({ conversationId: z.uuid(), days }))
    .max(500)
    .default([])
    .refine(
      (list) => new Set(list.map(({ conversationId }) => conversationId)).size === list.length,
      'Name each conversation once',
    ),
  reason: auditReasonSchema,
});

/** `POST /admin/chat-retention/previews`. */
export const previewRetentionSchema = setRetentionSchema.omit({ reason: true });

/** `GET /admin/chat-retention`. */
export const retentionSchema = z.object({
  ...rules,
  conversations: z.array(z.object({ conversation: namedSchema, days })),
});

/** What would go, and what would but for a hold. */
export const retentionPreviewSchema = z.object({
  messages: z.number().int(),
  conversations: z.number().int(),
  heldMessages: z.number().int(),
});

/** `POST /admin/chat-holds`: on a conversation, or on a person and so on all they are or were in. */
export const setHoldSchema = z
  .strictObject({
    conversationId: z.uuid().optional(),
    personId: z.uuid().optional(),
    reason: auditReasonSchema,
  })
  .refine(({ conversationId, personId }) => !conversationId !== !personId, {
    path: ['conversationId'],
    message: 'Name a conversation or a person',
  });

/** `POST /admin/chat-holds/:id/lift`. */
export const liftHoldSchema = z.strictObject({ reason: auditReasonSchema });

/** A legal hold, also one that has been lifted. */
export const holdSchema = z.object({
  id: z.uuid(),
  person: personRefSchema.nullable(),
  conversation: namedSchema.nullable(),
  reason: z.string(),
  setBy: personRefSchema,
  setAt: instantSchema,
  lifted: z.object({ by: personRefSchema, at: instantSchema, reason: z.string() }).nullable(),
});

/** `GET /admin/chat-holds`: those that apply first. */
export const holdListSchema = wholeListOf(holdSchema);

/** What the schemas of the same names describe. */
export type SetRetention = z.output<typeof setRetentionSchema>;
export type PreviewRetention = z.output<typeof previewRetentionSchema>;
export type Retention = z.infer<typeof retentionSchema>;
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;
export type SetHold = z.output<typeof setHoldSchema>;
export type Hold = z.infer<typeof holdSchema>;
