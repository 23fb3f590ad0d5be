import { z } from 'zod';
import { meSchema } from '../../domain/wire/common';
import { changePasswordSchema, loginAnswerSchema, loginSchema } from '../../domain/wire/people';
import { createLoginLimits } from '../../modules/auth/login-limits';
import { changePassword } from '../../modules/auth/use-cases/change-password';
import { signIn } from '../../modules/auth/use-cases/sign-in';
import { signOut } from '../../modules/auth/use-cases/sign-out';
import type { ApiDeps } from '../deps';
import { clearSessionCookie, clientOf, setSessionCookie } from '../middleware/session';
import { defineRoute, type Route } from '../route';
import { presentMe } from './presenter';

/** Signing in and out, and who one is. */
export function authRoutes(deps: ApiDeps): Route[] {
  const { config, db, bus, clock } = deps;
  const limits = createLoginLimits({ db, config });
  return [
    defineRoute({
      method: 'post',
      path: '/auth/login',
      tag: 'Session',
      summary: 'Sign in; sets the session cookie and returns the token for other clients',
      access: 'anyone',
      body: loginSchema,
      answer: loginAnswerSchema,
      async handle({ body, request, response }) {
        const attempt = { ...body, ...clientOf(request) };
        const { principal, token } = await signIn({ db, config, clock, limits }, attempt);
        setSessionCookie(config, response, token);
        return { user: presentMe(principal), token };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/logout',
      tag: 'Session',
      summary: 'End this session at once',
      answer: z.undefined(),
      status: 204,
      async handle({ principal, response }) {
        await signOut({ db, bus }, principal);
        clearSessionCookie(config, response);
        return undefined;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/password',
      tag: 'Session',
      summary: 'Change my password; ends all my sessions but this one',
      body: changePasswordSchema,
      answer: z.undefined(),
      status: 204,
      async handle({ principal, body, request }) {
        const change = { ...body, address: request.ip ?? '' };
        await changePassword({ db, bus, limits }, principal, change);
        return undefined;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/me',
      tag: 'Session',
      summary: 'Who I am',
      answer: meSchema,
      handle: ({ principal }) => Promise.resolve(presentMe(principal)),
    }),
  ];
}
