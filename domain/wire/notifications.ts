import { z } from 'zod';
import { instantSchema } from './common';

/** A row of the bell; `seq` grows by one per person without gaps. Also the socket event `notification`. */
export const notificationSchema = z.object({
  id: z.uuid(),
  seq: z.number().int(),
  type: z.string(),
  title: z.string(),
  body: z.string(),
  /** Path in the app: `/approvals/<id>`. */
  link: z.string(),
  approvalId: z.uuid().nullable(),
  createdAt: instantSchema,
  readAt: instantSchema.nullable(),
});

/**
 * `GET /notifications`: with `after`, what came later, oldest first; without, the newest first, `before` pages back.
 * `cursor` goes on where a page ended, in its direction.
 */
export const notificationQuerySchema = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  cursor: z
    .string()
    .regex(/^(after|before)-\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** The answer: `head` is the newest seq, `unread` a recount. */
export const notificationListSchema = z.object({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
  head: z.number().int(),
  unread: z.number().int(),
});

/** `POST /notifications/read`. */
export const markReadSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) }),
  z.strictObject({ upTo: z.number().int().min(0) }),
]);

/** What `notificationSchema` describes. */
export type NotificationWire = z.infer<typeof notificationSchema>;
/** What `notificationListSchema` describes. */
export type NotificationList = z.infer<typeof notificationListSchema>;
