import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const rows =
  (action: string): Case =>
  () => [
    { path: `/notifications/${action}`, body: { ids: [nobody] }, expect: 200 },
    { path: `/notifications/${action}`, body: { ids: [nobody], userId: nobody }, expect: 422 },
  ];

/** The bell beyond reading it: everybody has their own, and nobody names a person. */
export const BELL_CASES: Record<string, Case> = {
  'get /notification-groups': () => [
    { path: '/notification-groups?filter=inbox&limit=100', expect: 200 },
    { path: '/notification-groups?filter=everything', expect: 422 },
  ],
  'post /notifications/unread': rows('unread'),
  'post /notifications/archive': rows('archive'),
  'post /notifications/unarchive': rows('unarchive'),
  'post /notifications/snooze': () => [
    { path: '/notifications/snooze', body: { ids: [nobody], until: null }, expect: 200 },
    {
      path: '/notifications/snooze',
      body: { ids: [nobody], until: '2001-01-01T00:00:00Z' },
      expect: 422,
    },
  ],
  'post /notifications/seen': () => [
    { path: '/notifications/seen', body: { upTo: 0 }, expect: 204 },
    { path: '/notifications/seen', body: { upTo: 0, userId: nobody }, expect: 422 },
  ],
  'get /notifications/:id/deliveries': () => [
    { path: `/notifications/${nobody}/deliveries`, expect: 404 },
  ],
  'get /admin/notifications/:id/deliveries': (persona) => [
    {
      path: `/admin/notifications/${nobody}/deliveries`,
      expect: persona === 'admin' ? 404 : 403,
    },
  ],
  'get /notification-preferences': () => [{ path: '/notification-preferences', expect: 200 }],
  'put /notification-preferences': () => [
    { path: '/notification-preferences', body: { cells: [], quietHours: null }, expect: 200 },
    { path: '/notification-preferences', body: { cells: [], userId: nobody }, expect: 422 },
  ],
  'get /push-subscriptions': () => [{ path: '/push-subscriptions', expect: 200 }],
  'post /push-subscriptions': () => [
    {
      path: '/push-subscriptions',
      body: { endpoint: 'https://push.example/x', keys: { p256dh: 'a', auth: 'b' } },
      expect: 503,
    },
    {
      path: '/push-subscriptions',
      body: {
        endpoint: 'https://push.example/x',
        keys: { p256dh: 'a', auth: 'b' },
        userId: nobody,
      },
      expect: 422,
    },
  ],
  'delete /push-subscriptions/:id': () => [{ path: `/push-subscriptions/${nobody}`, expect: 404 }],
};
