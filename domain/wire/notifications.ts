import { z } from 'zod';
import { NOTICE_CHANNELS } from '../notifications/notices';
import { instantSchema, pageOf } from './common';

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
  archivedAt: instantSchema.nullable(),
  /** Out of sight until then; afterwards it is there again as unread. */
  snoozedUntil: instantSchema.nullable(),
  /** On what is news to a page: no sound and no pop-up before that, the person is not to be disturbed. */
  quietUntil: instantSchema.optional(),
});

/** What the bell can be narrowed to. `inbox` is what is neither archived nor snoozed. */
export const BELL_FILTERS = [
  'inbox',
  'unread',
  'mentions',
  'approvals',
  'snoozed',
  'archived',
] as const;
/** @see BELL_FILTERS */
export type BellFilter = (typeof BELL_FILTERS)[number];

const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** What rows are about: the id of an approval, or the link of what is none. */
const groupKey = z.string().min(1).max(500);

/**
 * `GET /notifications`: with `after`, what came later, oldest first; without, the newest first, `before` pages back.
 * `cursor` goes on where a page ended, in its direction. Without `filter` every row, whatever its state.
 */
export const notificationQuerySchema = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  cursor: z
    .string()
    .regex(/^(after|before)-\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  filter: z.enum(BELL_FILTERS).optional(),
  group: groupKey.optional(),
});

/** How the bell stands: `head` is the newest seq, `unread` a recount, `revision` grows with changes of rows. */
export const bellStateSchema = z.object({
  head: z.number().int(),
  unread: z.number().int(),
  revision: z.number().int(),
});

/** The answer: a page of rows and how the bell stands. */
export const notificationListSchema = bellStateSchema.extend({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
});

/** `GET /notification-groups`: rows about the same thing as one, by their newest row, newest first. */
export const notificationGroupQuerySchema = z.object({
  filter: z.enum(BELL_FILTERS).default('inbox'),
  cursor: z
    .string()
    .regex(/^before-\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Rows about one thing, of those the filter lets through. */
const notificationGroupSchema = z.object({
  group: z.string(),
  count: z.number().int(),
  unread: z.number().int(),
  newest: notificationSchema,
});

/** The answer of `GET /notification-groups`. */
export const notificationGroupListSchema = pageOf(notificationGroupSchema);

const byIds = z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) });
const byGroup = z.strictObject({ group: groupKey, upTo: seq });

/** `POST /notifications/read`. */
export const markReadSchema = z.union([byIds, z.strictObject({ upTo: seq }), byGroup]);

/** `POST /notifications/{unread,archive,unarchive}`: rows by id, or all about one thing up to a seq. */
export const chooseRowsSchema = z.union([byIds, byGroup]);

/** `POST /notifications/snooze`; `until` null brings them back at once. */
export const snoozeSchema = z.union([
  byIds.extend({ until: instantSchema.nullable() }),
  byGroup.extend({ until: instantSchema.nullable() }),
]);

/** `POST /notifications/seen`: the person has had everything up to this seq before their eyes. */
export const markSeenSchema = z.strictObject({ upTo: seq });

/** The steps on a notification's way. */
export const DELIVERY_STATES = ['queued', 'pushed', 'mailed', 'failed', 'seen', 'read'] as const;

/** How a notification reached its person, oldest step first. `detail` is a code, such as `unreachable`. */
export const deliveryListSchema = z.object({
  items: z.array(
    z.object({
      channel: z.enum(NOTICE_CHANNELS),
      state: z.enum(DELIVERY_STATES),
      detail: z.string(),
      at: instantSchema,
    }),
  ),
  nextCursor: z.null(),
});

/** What `notificationSchema` describes. */
export type NotificationWire = z.infer<typeof notificationSchema>;
/** What `notificationListSchema` describes. */
export type NotificationList = z.infer<typeof notificationListSchema>;
/** What `bellStateSchema` describes. */
export type BellState = z.infer<typeof bellStateSchema>;
/** What `notificationGroupSchema` describes. */
export type NotificationGroup = z.infer<typeof notificationGroupSchema>;
/** What `deliveryListSchema` describes. */
export type DeliveryList = z.infer<typeof deliveryListSchema>;
