import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';

const nobody = randomUUID();
const WHY = 'reason=Complaint%20of%20March';
const reason = 'Complaint of March';
type AuditCase = (persona: Persona) => MatrixCall[];

const adminOnly =
  (...calls: MatrixCall[]): AuditCase =>
  (persona) =>
    persona === 'admin' ? calls : calls.map((call) => ({ ...call, expect: 403 }));

/** What others wrote is for admins with a reason; who read it is for HR, and each admin's own for them. */
export const AUDIT_CASES: Record<string, AuditCase> = {
  'get /admin/conversations': adminOnly(
    { path: `/admin/conversations?${WHY}`, expect: 200 },
    { path: '/admin/conversations', expect: 422 },
    { path: '/admin/conversations?reason=because', expect: 422 },
  ),
  'get /admin/conversations/:id/messages': adminOnly(
    { path: `/admin/conversations/${nobody}/messages?${WHY}`, expect: 404 },
    { path: `/admin/conversations/${nobody}/messages`, expect: 422 },
  ),
  'get /admin/chat-exports': adminOnly(
    { path: `/admin/chat-exports?conversationId=${nobody}&${WHY}`, expect: 404 },
    { path: `/admin/chat-exports?conversationId=${nobody}`, expect: 422 },
    { path: `/admin/chat-exports?${WHY}`, expect: 422 },
  ),
  'get /chat-audits': (persona) => [
    { path: '/chat-audits?limit=200', expect: ['admin', 'hr'].includes(persona) ? 200 : 403 },
  ],
  'get /admin/chat-retention': adminOnly({ path: '/admin/chat-retention', expect: 200 }),
  'put /admin/chat-retention': adminOnly({
    path: '/admin/chat-retention',
    body: { direct: 30, group: null, channel: null },
    expect: 422,
  }),
  'post /admin/chat-retention/previews': adminOnly({
    path: '/admin/chat-retention/previews',
    body: { direct: 30, group: null, channel: null },
    expect: 200,
  }),
  'get /admin/chat-holds': adminOnly({ path: '/admin/chat-holds', expect: 200 }),
  'post /admin/chat-holds': adminOnly(
    { path: '/admin/chat-holds', body: { personId: nobody, reason }, expect: 422 },
    { path: '/admin/chat-holds', body: { personId: nobody, reason, setBy: nobody }, expect: 422 },
  ),
  'post /admin/chat-holds/:id/lift': adminOnly({
    path: `/admin/chat-holds/${nobody}/lift`,
    body: { reason },
    expect: 404,
  }),
};
