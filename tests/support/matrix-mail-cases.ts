import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();

const adminOnly =
  (path: string, forAdmin: number, body?: unknown): Case =>
  (persona) => [{ path, body, expect: persona === 'admin' ? forAdmin : 403 }];

/** The routes of how mails look and act. */
export const MAIL_CASES: Record<string, Case> = {
  'get /admin/email/settings': adminOnly('/admin/email/settings', 200),
  'patch /admin/email/settings': adminOnly('/admin/email/settings', 422, { language: 'xx' }),
  'post /admin/email/logo': adminOnly('/admin/email/logo', 422, { png: 'AAAA' }),
  'delete /admin/email/logo': adminOnly('/admin/email/logo', 200),
  'post /admin/email/templates/:name/test': adminOnly('/admin/email/templates/none/test', 404),
  'get /admin/email/safety-rules': adminOnly('/admin/email/safety-rules', 200),
  'post /admin/email/safety-rules': adminOnly('/admin/email/safety-rules', 422, { mode: 'none' }),
  'delete /admin/email/safety-rules/:id': adminOnly(`/admin/email/safety-rules/${nobody}`, 404),
  'get /admin/email/link-fetches': adminOnly(`/admin/email/link-fetches?approvalId=${nobody}`, 200),
};
