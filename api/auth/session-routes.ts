import { z } from 'zod';
import { endedSchema, sessionSchema } from '../../domain/wire/account';
import {
  endOtherSessions,
  endSession,
  listSessions,
} from '../../modules/auth/use-cases/manage-sessions';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** Where one is signed in, and how to end that. */
export function sessionRoutes(deps: ApiDeps): Route[] {
  const tag = 'Session';
  return [
    defineRoute({
      method: 'get',
      path: '/auth/sessions',
      tag,
      summary: 'My sessions that are not over, this one first',
      answer: z.object({ items: z.array(sessionSchema) }),
      handle: async ({ principal }) => ({ items: await listSessions(deps.db, principal) }),
    }),
    defineRoute({
      method: 'post',
      path: '/auth/sessions/end-others',
      tag,
      summary: 'End all my sessions but this one, at once',
      body: z.strictObject({}),
      answer: endedSchema,
      handle: async ({ principal }) => ({ ended: await endOtherSessions(deps, principal) }),
    }),
    defineRoute({
      method: 'post',
      path: '/auth/sessions/:id/end',
      tag,
      summary: 'End one of my sessions, at once',
      params: z.object({ id: z.uuid() }),
      answer: z.undefined(),
      status: 204,
      async handle({ principal, params }) {
        await endSession(deps, principal, params.id);
        return undefined;
      },
    }),
  ];
}
