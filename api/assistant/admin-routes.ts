import {
  assistantAuditSchema,
  assistantSettingsSchema,
  assistantUsageSchema,
  auditReadingSchema,
  auditReadingsQuerySchema,
  changeSettingsSchema,
  promptAuditQuerySchema,
  usageQuerySchema,
} from '../../domain/wire/assistant-threads';
import { pageOf } from '../../domain/wire/common';
import type { Role } from '../../domain/roles';
import { auditReadings } from '../../modules/assistant/audit-readings';
import { readPromptAudit } from '../../modules/assistant/prompt-audit';
import { changeSettings, settingsPage } from '../../modules/assistant/settings';
import { pricesOf, usagePage } from '../../modules/assistant/usage';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

// Not of the assistant itself: an admin who is restricted from it can still switch it off.
const forAdmins = { tag: 'Assistant of all', access: ['admin'] as Role[] };
const settings = { ...forAdmins, path: '/admin/assistant/settings' };

/** What the assistant may do, what it cost, and what it was asked: for admins. */
export function assistantAdminRoutes({ db, config }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...settings,
      method: 'get',
      summary: 'What the assistant may do',
      answer: assistantSettingsSchema,
      handle: () => settingsPage(db),
    }),
    defineRoute({
      ...settings,
      method: 'patch',
      summary: 'Change it for everybody at once, or switch it off',
      body: changeSettingsSchema,
      answer: assistantSettingsSchema,
      handle: ({ principal, body }) => changeSettings(db, principal, body),
    }),
    defineRoute({
      ...forAdmins,
      method: 'get',
      path: '/admin/assistant/usage',
      summary: 'What each person used on each day',
      query: usageQuerySchema,
      answer: pageOf(assistantUsageSchema),
      handle: ({ query }) => usagePage(db, query, pricesOf(config)),
    }),
    defineRoute({
      ...forAdmins,
      method: 'get',
      path: '/admin/assistant/audit',
      summary: 'What was asked and looked up; reading it is written down',
      query: promptAuditQuerySchema,
      answer: pageOf(assistantAuditSchema),
      handle: ({ principal, query }) => readPromptAudit(db, principal, query),
    }),
    defineRoute({
      ...forAdmins,
      method: 'get',
      path: '/admin/assistant/audit/readings',
      summary: 'Who read that, and by what they narrowed it; reading this is written down, too',
      query: auditReadingsQuerySchema,
      answer: pageOf(auditReadingSchema),
      handle: ({ principal, query }) => auditReadings(db, principal, query),
    }),
  ];
}
