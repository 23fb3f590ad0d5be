import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const thread = `/assistant/threads/${nobody}`;
const message = `${thread}/messages/${nobody}`;
const report = `/assistant/reports/${nobody}`;

/** What there is not for anybody, and is not there for others either. */
const missing =
  (path: string, body?: unknown): Case =>
  () => [{ path, body, expect: 404 }];

const adminOnly =
  (path: string, body?: unknown): Case =>
  (persona) => [{ path, body, expect: persona === 'admin' ? 200 : 403 }];

/** Conversations are one's own; nobody names a person; admins alone see what others asked. */
export const ASSISTANT_CASES: Record<string, Case> = {
  'get /assistant': () => [{ path: '/assistant', expect: 200 }],
  'get /assistant/threads': () => [{ path: '/assistant/threads?q=planted&limit=200', expect: 200 }],
  'post /assistant/threads': () => [
    ...['personId', 'userId', 'role', 'scope'].map((extra) => ({
      path: '/assistant/threads',
      body: { [extra]: nobody },
      expect: 422,
    })),
  ],
  'get /assistant/threads/:id': missing(thread),
  'patch /assistant/threads/:id': missing(thread, { title: 'x' }),
  'delete /assistant/threads/:id': missing(thread),
  'get /assistant/threads/:id/messages': missing(`${thread}/messages`),
  'post /assistant/threads/:id/messages': () => [
    { path: `${thread}/messages`, body: { text: 'Who am I?' }, expect: 404 },
    ...['as_user', 'role', 'scope'].map((extra) => ({
      path: `${thread}/messages`,
      body: { text: 'Who am I?', [extra]: 'admin' },
      expect: 422,
    })),
  ],
  'get /assistant/threads/:id/messages/:messageId/stream': missing(`${message}/stream`),
  'get /assistant/threads/:id/messages/:messageId/tables/:tableId': missing(`${message}/tables/t1`),
  'post /assistant/threads/:id/messages/:messageId/stop': missing(`${message}/stop`),
  'put /assistant/threads/:id/messages/:messageId/feedback': missing(`${message}/feedback`, {
    verdict: 'up',
  }),
  'get /assistant/reports': () => [{ path: '/assistant/reports', expect: 200 }],
  'post /assistant/reports': missing('/assistant/reports', { messageId: nobody, title: 'x' }),
  'get /assistant/reports/:id': missing(report),
  'patch /assistant/reports/:id': missing(report, { title: 'x' }),
  'delete /assistant/reports/:id': missing(report),
  'put /assistant/reports/:id/schedule': () => [
    { path: `${report}/schedule`, body: { every: 'weekday', hour: 9 }, expect: 404 },
    ...['personId', 'ownerId', 'zone', 'role'].map((extra) => ({
      path: `${report}/schedule`,
      body: { every: 'weekday', hour: 9, [extra]: nobody },
      expect: 422,
    })),
  ],
  'delete /assistant/reports/:id/schedule': missing(`${report}/schedule`),
  'get /assistant/reports/:id/tables/:tableId': missing(`${report}/tables/t1`),
  'get /admin/assistant/settings': adminOnly('/admin/assistant/settings'),
  'patch /admin/assistant/settings': adminOnly('/admin/assistant/settings', {}),
  'get /admin/assistant/usage': adminOnly('/admin/assistant/usage?limit=200'),
  'get /admin/assistant/audit': adminOnly('/admin/assistant/audit?limit=200'),
  'get /admin/assistant/audit/readings': adminOnly('/admin/assistant/audit/readings?limit=200'),
};
