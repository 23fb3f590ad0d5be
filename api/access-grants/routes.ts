import { z } from 'zod';
import {
  accessGrantQuerySchema,
  accessGrantSchema,
  giveAccessSchema,
} from '../../domain/wire/access-grants';
import { wholeListOf } from '../../domain/wire/common';
import { listAccessGrants } from '../../modules/access-grants/queries';
import { giveAccess, revokeAccess } from '../../modules/access-grants/use-cases/give-access';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Access';

/** Who may look into another department's records, for how long, and how often they did. */
export function accessGrantRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/access-grants',
      tag,
      summary: 'What I may look into, or who may look into what I head; for admins, everybody',
      query: accessGrantQuerySchema,
      answer: wholeListOf(accessGrantSchema),
      handle: async ({ principal, query }) => ({
        items: await listAccessGrants(deps.db, principal, query),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/access-grants',
      tag,
      summary: 'Let somebody look into a department’s records, with those below it, for a time',
      body: giveAccessSchema,
      answer: accessGrantSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => giveAccess(deps, principal, body),
    }),
    defineRoute({
      method: 'post',
      path: '/access-grants/:id/revoke',
      tag,
      summary: 'End a grant at once',
      params: z.object({ id: z.uuid() }),
      answer: accessGrantSchema,
      handle: ({ principal, params }) => revokeAccess(deps, principal, params.id),
    }),
  ];
}
