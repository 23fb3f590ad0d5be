import { z } from 'zod';
import { conversationSchema, messageSchema } from './chat';

/** `GET /chat/search`: messages that hold every word, or part of a word, of `q`. */
export const chatSearchQuerySchema = z.object({
  q: z
    .string()
    .max(200)
    .refine((q) => q.trim() !== '', 'Write what to look for'),
  conversationId: z.uuid().optional(),
  /** Who wrote it. */
  from: z.uuid().optional(),
  /** Written at or after, and before. */
  after: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  has: z.literal('file').optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The last page's `nextCursor`. */
  cursor: z
    .string()
    .regex(/^\d{1,18}_[0-9a-f-]{36}$/)
    .optional(),
});

/** What was found, the newest first. */
export const chatSearchSchema = z.object({
  items: z.array(
    z.object({
      message: messageSchema,
      conversation: conversationSchema.pick({
        id: true,
        kind: true,
        name: true,
        others: true,
        memberCount: true,
      }),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** What the schemas of the same names describe. */
export type ChatSearchQuery = z.output<typeof chatSearchQuerySchema>;
export type ChatSearchResult = z.infer<typeof chatSearchSchema>;
