import { digestSchema, editDigestSchema } from '../../domain/wire/calendars';
import { chooseDigest, readDigest } from '../../modules/approvals/use-cases/choose-digest';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Session';

/** Whether I am mailed once each working morning or once per request. */
export function digestRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/me/digest',
      tag,
      summary: 'When my morning digest comes',
      answer: digestSchema,
      handle: ({ principal }) => readDigest(approvals, principal),
    }),
    defineRoute({
      method: 'patch',
      path: '/me/digest',
      tag,
      summary: 'Choose one mail each working morning, or a mail per request',
      body: editDigestSchema,
      answer: digestSchema,
      handle: ({ principal, body }) => chooseDigest(approvals, principal, body),
    }),
  ];
}
