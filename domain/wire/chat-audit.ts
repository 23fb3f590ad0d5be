import { z } from 'zod';
import {
  conversationKindSchema,
  conversationSchema,
  messageQuerySchema,
  messageSchema,
} from './chat';
import { dateSchema, instantSchema, pageOf, pageQuerySchema, personRefSchema } from './common';

/** Characters of the shortest reason: a word is none. */
export const SHORTEST_REASON = 10;

/** Why somebody reads, holds or removes what others wrote. It stands in the auditors' log. */
export const auditReasonSchema = z
  .string({ error: 'Say why' })
  .trim()
  .min(SHORTEST_REASON, `Say why in at least ${SHORTEST_REASON} characters`)
  .max(500);

const onlyThose = z.literal('true').optional();

/** Which messages. Days are the reader's own. */
const messageFilter = {
  /** Part of what a message says or ever said. */
  q: z.string().trim().max(200).optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  edited: onlyThose,
  deleted: onlyThose,
  hasFile: onlyThose,
};

/** `GET /admin/conversations`: those with such messages, or of such a name. */
export const auditListQuerySchema = pageQuerySchema.extend({
  ...messageFilter,
  reason: auditReasonSchema,
  kind: conversationKindSchema.optional(),
  /** Who is in it, or has been. */
  person: z.uuid().optional(),
});

/** `GET /admin/conversations/:id/messages`: paged as the conversation itself is. */
export const auditMessagesQuerySchema = messageQuerySchema.extend({
  ...messageFilter,
  reason: auditReasonSchema,
  /** Who wrote them. */
  person: z.uuid().optional(),
});

/** A conversation as auditors see it, who are not in it. */
const auditedConversationSchema = conversationSchema
  .pick({ id: true, kind: true, visibility: true, name: true, topic: true, head: true })
  .extend({
    /** The first of those in it. */
    people: z.array(personRefSchema),
    memberCount: z.number().int(),
    createdAt: instantSchema,
    lastAt: instantSchema.nullable(),
    /** Whether a legal hold on it, or on somebody who is or was in it, keeps everything. */
    held: z.boolean(),
  });

/** A file beside a message: its content is known by its hash. */
const auditedFileSchema = z.object({ name: z.string(), sha256: z.string() });

/** A message with everything it ever said. */
const auditedMessageSchema = messageSchema.omit({ reactions: true }).extend({
  /** What it said until each change, oldest first. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      text: z.string(),
      changedBy: personRefSchema,
      changedAt: instantSchema,
    }),
  ),
  reactions: z.array(z.object({ emoji: z.string(), by: personRefSchema, at: instantSchema })),
  files: z.array(auditedFileSchema),
});

/** A time somebody was in a conversation. */
const membershipSchema = z.object({
  person: personRefSchema,
  joinedAt: instantSchema,
  joinedBy: personRefSchema,
  leftAt: instantSchema.nullable(),
  leftBy: personRefSchema.nullable(),
});

/** What an audit found, all in all. */
const hits = z.number().int();

/** The answer to `auditListQuerySchema`, the liveliest first. */
export const auditedConversationListSchema = pageOf(auditedConversationSchema).extend({ hits });

/** The answer to `auditMessagesQuerySchema`. */
export const auditedMessageListSchema = z.object({
  items: z.array(auditedMessageSchema),
  nextCursor: z.null(),
  head: z.number().int(),
  hits,
  conversation: auditedConversationSchema,
  membership: z.array(membershipSchema),
});

/** `GET /admin/chat-exports`: of one conversation, or of all that a person is or was in. */
export const chatExportQuerySchema = z
  .object({
    conversationId: z.uuid().optional(),
    personId: z.uuid().optional(),
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    format: z.enum(['json', 'csv']).default('json'),
    reason: auditReasonSchema,
  })
  .refine(({ conversationId, personId }) => !conversationId !== !personId, {
    path: ['conversationId'],
    message: 'Name a conversation or a person',
  });

/** What is written into the auditors' log. Each begins with `chat-audit.` in the audit trail. */
export const CHAT_AUDIT_ACTIONS = [
  'listed',
  'read',
  'exported',
  'export-finished',
  'log-read',
  'hold-set',
  'hold-lifted',
  'retention-set',
  'retention-applied',
] as const;

/** `GET /chat-audits`. */
export const chatAuditsQuerySchema = pageQuerySchema.extend({
  actor: z.uuid().optional(),
  action: z.enum(CHAT_AUDIT_ACTIONS).optional(),
  conversationId: z.uuid().optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  /** Part of the reason. */
  q: z.string().trim().max(200).optional(),
});

/** One entry of the auditors' log. */
const chatAuditSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** Null: NETRA itself. */
  actor: personRefSchema.nullable(),
  action: z.enum(CHAT_AUDIT_ACTIONS),
  /** The conversation or the person it was about; null when about all. */
  subject: z
    .object({ type: z.enum(['conversation', 'person']), id: z.uuid(), name: z.string() })
    .nullable(),
  reason: z.string().nullable(),
  hits: z.number().int().nullable(),
  address: z.string().nullable(),
  filters: z.record(z.string(), z.unknown()),
});

/** The answer to `chatAuditsQuerySchema`, newest first. */
export const chatAuditListSchema = pageOf(chatAuditSchema);

/** What the schemas of the same names describe. */
export type AuditListQuery = z.output<typeof auditListQuerySchema>;
export type AuditMessagesQuery = z.output<typeof auditMessagesQuerySchema>;
export type AuditedConversation = z.infer<typeof auditedConversationSchema>;
export type AuditedConversationList = z.infer<typeof auditedConversationListSchema>;
export type AuditedMessage = z.infer<typeof auditedMessageSchema>;
export type AuditedMessageList = z.infer<typeof auditedMessageListSchema>;
export type Membership = z.infer<typeof membershipSchema>;
export type ChatExportQuery = z.output<typeof chatExportQuerySchema>;
export type ChatAuditAction = (typeof CHAT_AUDIT_ACTIONS)[number];
export type ChatAuditsQuery = z.output<typeof chatAuditsQuerySchema>;
export type ChatAudit = z.infer<typeof chatAuditSchema>;
