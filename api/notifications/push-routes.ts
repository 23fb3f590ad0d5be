import { z } from 'zod';
import {
  addPushSubscriptionSchema,
  pushSubscriptionListSchema,
  pushSubscriptionSchema,
} from '../../domain/wire/push';
import {
  listPushSubscriptions,
  subscribeToPush,
  unsubscribeFromPush,
} from '../../modules/notifications/use-cases/subscribe-to-push';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Notifications';

/** Which of my browsers take pushes. */
export function pushRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/push-subscriptions',
      tag,
      summary: 'My browsers that take pushes, and the key to subscribe with',
      answer: pushSubscriptionListSchema,
      handle: async ({ principal }) => ({
        publicKey: deps.config.PUSH_VAPID_PUBLIC_KEY ?? null,
        items: await listPushSubscriptions(deps.db, principal.id),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/push-subscriptions',
      tag,
      summary: 'Have this browser take pushes as long as this session lasts',
      body: addPushSubscriptionSchema,
      answer: pushSubscriptionSchema,
      status: 201,
      handle: ({ body, principal, request }) =>
        subscribeToPush(deps, principal, { ...body, agent: request.get('user-agent') ?? '' }),
    }),
    defineRoute({
      method: 'delete',
      path: '/push-subscriptions/:id',
      tag,
      summary: 'Have a browser of mine take no pushes any more',
      params: z.object({ id: z.uuid() }),
      answer: z.undefined(),
      status: 204,
      async handle({ params, principal }) {
        await unsubscribeFromPush(deps, { userId: principal.id, subscriptionId: params.id });
        return undefined;
      },
    }),
  ];
}
