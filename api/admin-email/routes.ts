import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import {
  mailDetailSchema,
  mailListQuerySchema,
  mailPreviewSchema,
  mailRowSchema,
  mailTemplateSchema,
  type MailPreview,
} from '../../domain/wire/admin';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import { previewMail } from '../../modules/mail/compose-mail';
import { readMailSettings } from '../../modules/mail/mail-settings';
import { listMails, readMail } from '../../modules/mail/queries';
import { isMailTemplate } from '../../modules/mail/render-mail';
import { mailTemplates } from '../../modules/mail/templates/registry';
import { retryMail } from '../../modules/mail/use-cases/retry-mail';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { mailSettingsRoutes } from './settings-routes';

const about = { tag: 'E-mail', access: ['admin'] } satisfies Partial<Route>;
const idSchema = z.object({ id: z.uuid() });

/** What admins see of the mails: rows with their delivery, what each said, and every template. */
export function adminEmailRoutes(deps: ApiDeps): Route[] {
  return [
    ...mailSettingsRoutes(deps),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/messages',
      summary: 'Mails with their delivery, newest first',
      query: mailListQuerySchema,
      answer: pageOf(mailRowSchema),
      handle: ({ query }) => listMails(deps.db, query),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/messages/:id',
      summary: 'A mail and what it says, with links that lead nowhere',
      params: idSchema,
      answer: mailDetailSchema,
      handle: ({ params }) => readMail(deps, params.id),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/email/messages/:id/retry',
      summary: 'Send a mail that failed or waits as soon as possible',
      params: idSchema,
      answer: mailDetailSchema,
      handle: async ({ params, principal }) => {
        await retryMail(deps, { mailId: params.id, actorId: principal.id });
        return readMail(deps, params.id);
      },
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/templates',
      summary: 'Every mail NETRA can send',
      answer: wholeListOf(mailTemplateSchema),
      handle: () =>
        Promise.resolve({
          items: Object.entries(mailTemplates).map(([name, { label }]) => ({ name, label })),
          nextCursor: null,
        }),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/email/templates/:name/preview',
      summary:
        'A template with example data as the settings make it look, with links that lead nowhere',
      params: z.object({ name: z.string().max(60) }),
      answer: mailPreviewSchema,
      handle: ({ params, principal }) => previewTemplate(deps, params.name, principal),
    }),
  ];
}

async function previewTemplate(
  { db, config }: ApiDeps,
  name: string,
  reader: Principal,
): Promise<MailPreview> {
  if (!isMailTemplate(name)) throw new DomainError('not-found', 'There is no such template.');
  const example = { template: name, props: mailTemplates[name].example };
  const settings = await readMailSettings(db);
  const { name: recipientName, zone } = reader;
  return previewMail({ config, settings }, { ...example, recipientName, zone });
}
