import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  linkFetchQuerySchema,
  linkFetchSchema,
  mailLogoSchema,
  mailSettingsPatchSchema,
  mailSettingsSchema,
  newSafetyRuleSchema,
  safetyRuleSchema,
} from '../../domain/wire/mail';
import { listLinkFetches } from '../../modules/mail/fetch-queries';
import { listSafetyRules, presentMailSettings } from '../../modules/mail/settings-queries';
import {
  changeMailLogo,
  changeMailSettings,
} from '../../modules/mail/use-cases/change-mail-settings';
import { addSafetyRule, removeSafetyRule } from '../../modules/mail/use-cases/edit-safety-rules';
import { sendTestMail } from '../../modules/mail/use-cases/send-test-mail';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = { tag: 'E-mail', access: ['admin'] } satisfies Partial<Route>;
const rulesSchema = wholeListOf(safetyRuleSchema);

/** How mails look, how carefully their links act, and who fetched a link: all for admins. */
export function mailSettingsRoutes(deps: ApiDeps): Route[] {
  return [...lookRoutes(deps), ...ruleRoutes(deps), fetchRoute(deps)];
}

function lookRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/settings',
      summary: 'How mails look and which are sent',
      answer: mailSettingsSchema,
      handle: () => presentMailSettings(deps),
    }),
    defineRoute({
      ...about,
      method: 'patch',
      path: '/admin/email/settings',
      summary: 'Change how mails look and which are sent',
      body: mailSettingsPatchSchema,
      answer: mailSettingsSchema,
      handle: async ({ body, principal }) => {
        await changeMailSettings(deps, { actorId: principal.id, patch: body });
        return presentMailSettings(deps);
      },
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/email/logo',
      summary: 'Set the picture on top of every mail: a PNG of at most 64 KB',
      body: mailLogoSchema,
      answer: mailSettingsSchema,
      handle: async ({ body, principal }) => {
        await changeMailLogo(deps, { actorId: principal.id, png: body.png });
        return presentMailSettings(deps);
      },
    }),
    defineRoute({
      ...about,
      method: 'delete',
      path: '/admin/email/logo',
      summary: 'Take the picture away',
      answer: mailSettingsSchema,
      handle: async ({ principal }) => {
        await changeMailLogo(deps, { actorId: principal.id, png: null });
        return presentMailSettings(deps);
      },
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/email/templates/:name/test',
      summary: 'Mail a template with example data to oneself',
      params: z.object({ name: z.string().max(60) }),
      answer: z.object({ to: z.string() }),
      creates: true,
      handle: async ({ params, principal }) => {
        await sendTestMail(deps, { template: params.name, to: principal });
        return { to: principal.email };
      },
    }),
  ];
}

function ruleRoutes(deps: ApiDeps): Route[] {
  const rules = async () => ({ items: await listSafetyRules(deps.db), nextCursor: null });
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/safety-rules',
      summary: 'How carefully mailed links act; the strictest rule that matches counts',
      answer: rulesSchema,
      handle: rules,
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/email/safety-rules',
      summary: 'Add a rule, which counts for links that are out already',
      body: newSafetyRuleSchema,
      answer: rulesSchema,
      status: 201,
      creates: true,
      handle: async ({ body, principal }) => {
        await addSafetyRule(deps, { actorId: principal.id, rule: body });
        return rules();
      },
    }),
    defineRoute({
      ...about,
      method: 'delete',
      path: '/admin/email/safety-rules/:id',
      summary: 'Remove a rule',
      params: z.object({ id: z.uuid() }),
      answer: rulesSchema,
      handle: async ({ params, principal }) => {
        await removeSafetyRule(deps, { actorId: principal.id, ruleId: params.id });
        return rules();
      },
    }),
  ];
}

function fetchRoute(deps: ApiDeps): Route {
  return defineRoute({
    ...about,
    method: 'get',
    path: '/admin/email/link-fetches',
    summary: 'Who or what fetched the mailed links of a request or of a mail',
    query: linkFetchQuerySchema,
    answer: wholeListOf(linkFetchSchema),
    handle: async ({ query, principal }) => ({
      items: await listLinkFetches(deps.db, { ...query, readerId: principal.id }),
      nextCursor: null,
    }),
  });
}
