import { z } from 'zod';
import {
  bellStateSchema,
  chooseRowsSchema,
  deliveryListSchema,
  markReadSchema,
  markSeenSchema,
  notificationGroupListSchema,
  notificationGroupQuerySchema,
  notificationListSchema,
  notificationQuerySchema,
  snoozeSchema,
  type NotificationWire,
} from '../../domain/wire/notifications';
import { listDeliveries } from '../../modules/notifications/delivery-queries';
import { markQuiet } from '../../modules/notifications/mark-quiet';
import { quietPeople } from '../../modules/notifications/queries-of-preferences';
import { bellState, listGroups, listNotifications } from '../../modules/notifications/queries';
import {
  archiveRows,
  markUnread,
  snoozeRows,
  unarchiveRows,
} from '../../modules/notifications/use-cases/change-rows';
import { markRead } from '../../modules/notifications/use-cases/mark-read';
import { markSeen } from '../../modules/notifications/use-cases/mark-seen';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Notifications';
const idParams = z.object({ id: z.uuid() });

/** The bell over HTTP: everybody's own rows and nobody else's. */
export function notificationRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...deliveryRoutes(deps)];
}

function readingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/notifications',
      tag,
      summary: 'My notifications: after a seq, or the newest first',
      query: notificationQuerySchema,
      answer: notificationListSchema,
      async handle({ query, principal }) {
        const page = pageOf(query);
        const items = await listNotifications(deps.db, { userId: principal.id, ...page });
        if (page.after !== undefined) await markQuietOf(deps, principal.id, items);
        const last = items.length < page.limit ? undefined : items.at(-1);
        const direction = page.after === undefined ? 'before' : 'after';
        const nextCursor = last ? `${direction}-${last.seq}` : null;
        return { items, nextCursor, ...(await bellState(deps.db, principal.id)) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/notification-groups',
      tag,
      summary: 'My notifications by what they are about, the newest first',
      query: notificationGroupQuerySchema,
      answer: notificationGroupListSchema,
      async handle({ query: { cursor, filter, limit }, principal }) {
        const before = cursor ? Number(cursor.split('-')[1]) : undefined;
        const items = await listGroups(deps.db, { userId: principal.id, filter, before, limit });
        const last = items.length < limit ? undefined : items.at(-1);
        return { items, nextCursor: last ? `before-${last.newest.seq}` : null };
      },
    }),
  ];
}

function changingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/notifications/read',
      tag,
      summary: 'Mark my notifications as read, by id, up to a seq, or all about one thing',
      body: markReadSchema,
      answer: bellStateSchema,
      handle: ({ body, principal }) => markRead(deps, { userId: principal.id, ...body }),
    }),
    defineRoute({
      method: 'post',
      path: '/notifications/unread',
      tag,
      summary: 'Mark my notifications as not read',
      body: chooseRowsSchema,
      answer: bellStateSchema,
      handle: ({ body, principal }) => markUnread(deps, { userId: principal.id, ...body }),
    }),
    defineRoute({
      method: 'post',
      path: '/notifications/archive',
      tag,
      summary: 'Archive my notifications',
      body: chooseRowsSchema,
      answer: bellStateSchema,
      handle: ({ body, principal }) => archiveRows(deps, { userId: principal.id, ...body }),
    }),
    defineRoute({
      method: 'post',
      path: '/notifications/unarchive',
      tag,
      summary: 'Take back that my notifications were archived',
      body: chooseRowsSchema,
      answer: bellStateSchema,
      handle: ({ body, principal }) => unarchiveRows(deps, { userId: principal.id, ...body }),
    }),
    defineRoute({
      method: 'post',
      path: '/notifications/snooze',
      tag,
      summary: 'Put my notifications out of sight until a time, or bring them back',
      body: snoozeSchema,
      answer: bellStateSchema,
      handle: ({ body, principal }) => snoozeRows(deps, { userId: principal.id, ...body }),
    }),
  ];
}

function deliveryRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/notifications/seen',
      tag,
      summary: 'Say that I have had my bell before my eyes',
      body: markSeenSchema,
      answer: z.undefined(),
      status: 204,
      async handle({ body, principal }) {
        await markSeen(deps, { userId: principal.id, ...body });
        return undefined;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/notifications/:id/deliveries',
      tag,
      summary: 'How one of my notifications reached me',
      params: idParams,
      answer: deliveryListSchema,
      handle: async ({ params, principal }) => ({
        items: await listDeliveries(deps.db, { notificationId: params.id, userId: principal.id }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/admin/notifications/:id/deliveries',
      tag,
      summary: 'How a notification reached its person, without what it says',
      access: ['admin'],
      params: idParams,
      answer: deliveryListSchema,
      handle: async ({ params }) => ({
        items: await listDeliveries(deps.db, { notificationId: params.id }),
        nextCursor: null,
      }),
    }),
  ];
}

/** A page that catches up announces what it finds, as it would have announced the pushes. */
async function markQuietOf({ db }: ApiDeps, userId: string, items: NotificationWire[]) {
  const quiet = await quietPeople(db, { userIds: [userId], now: Date.now() });
  await markQuiet(db, new Map([[userId, items]]), quiet);
}

/** A cursor replaces the bounds it came from. */
function pageOf(query: z.output<typeof notificationQuerySchema>) {
  const { cursor, ...rest } = query;
  if (!cursor) return rest;
  const { limit, filter, group } = rest;
  const [direction, seq] = cursor.split('-');
  return { limit, filter, group, [direction as 'after' | 'before']: Number(seq) };
}
