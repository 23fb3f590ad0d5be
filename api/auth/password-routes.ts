import { z } from 'zod';
import {
  askForResetSchema,
  passwordLinkSchema,
  readLinkSchema,
  setPasswordSchema,
} from '../../domain/wire/account';
import { loginAnswerSchema } from '../../domain/wire/people';
import { createLoginLimits } from '../../modules/auth/login-limits';
import { askForReset } from '../../modules/auth/use-cases/ask-for-reset';
import { readPasswordLink, setPasswordByLink } from '../../modules/auth/use-cases/set-password';
import type { ApiDeps } from '../deps';
import { clientOf, setSessionCookie } from '../middleware/session';
import { defineRoute, type Route } from '../route';
import { presentMe } from './presenter';

/**
 * Getting in without a password: a first one by an invitation, a new one for one that is forgotten. Tokens come in bodies
 * alone, so that no address that is fetched, logged or passed on holds one.
 */
export function passwordRoutes(deps: ApiDeps): Route[] {
  const { config, db } = deps;
  const limits = createLoginLimits({ db, config }, 'resets');
  const about = { method: 'post', tag: 'Session', access: 'anyone' } as const;
  return [
    defineRoute({
      ...about,
      path: '/auth/password-resets',
      summary: 'Mail me a link to a new password; the same answer whether there is an account',
      body: askForResetSchema,
      answer: z.undefined(),
      status: 204,
      async handle({ body, request }) {
        await askForReset({ ...deps, limits }, { ...body, ...clientOf(request) });
        return undefined;
      },
    }),
    defineRoute({
      ...about,
      path: '/auth/password-links/read',
      summary: 'Whose link to a password this is; changes nothing',
      body: readLinkSchema,
      answer: passwordLinkSchema,
      handle: ({ body }) => readPasswordLink(deps, body.token),
    }),
    defineRoute({
      ...about,
      path: '/auth/password-links/use',
      summary: 'Choose my password by a link, once; ends my other sessions and signs me in',
      body: setPasswordSchema,
      answer: loginAnswerSchema,
      async handle({ body, request, response }) {
        const done = await setPasswordByLink(deps, { ...body, ...clientOf(request) });
        setSessionCookie(config, response, done.token);
        return { user: presentMe(done.principal), token: done.token };
      },
    }),
  ];
}
