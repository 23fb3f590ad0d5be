import { z } from 'zod';
import { instantSchema } from './common';

const base64url = z.string().regex(/^[\w-]+={0,2}$/);

/** `POST /push-subscriptions`: what the browser's push manager gives. */
export const addPushSubscriptionSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.strictObject({ p256dh: base64url.max(120), auth: base64url.max(40) }),
});

/** A browser of mine that takes pushes. */
export const pushSubscriptionSchema = z.object({
  id: z.uuid(),
  endpoint: z.string(),
  /** The browser as it named itself. */
  agent: z.string(),
  createdAt: instantSchema,
});

/** `GET /push-subscriptions`; `publicKey` is null where browser push is not set up. */
export const pushSubscriptionListSchema = z.object({
  publicKey: z.string().nullable(),
  items: z.array(pushSubscriptionSchema),
  nextCursor: z.null(),
});

/** What a push carries: the bell's title, and nothing that the bell's row says beyond it. */
export interface PushPayload {
  title: string;
  /** Path in the app. */
  link: string;
  /** A later push of the same tag takes the place of the earlier one. */
  tag: string;
}

/** What `addPushSubscriptionSchema` describes. */
export type AddPushSubscription = z.infer<typeof addPushSubscriptionSchema>;
/** What `pushSubscriptionSchema` describes. */
export type PushSubscriptionWire = z.infer<typeof pushSubscriptionSchema>;
/** What `pushSubscriptionListSchema` describes. */
export type PushSubscriptionList = z.infer<typeof pushSubscriptionListSchema>;
