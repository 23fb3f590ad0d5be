import { repairedSchema, repairSchema, stuckSchema } from '../../domain/wire/stuck';
import { findStuck } from '../../modules/approvals/use-cases/find-stuck';
import { repairStuck } from '../../modules/approvals/use-cases/repair-stuck';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = { tag: 'Administration', access: ['admin'] } satisfies Partial<Route>;

/** What does not go on by itself, and one press to send it on; for admins. */
export function adminStuckRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/stuck',
      summary: 'Requests, decisions, messages and mails that are stuck',
      answer: stuckSchema,
      handle: () => findStuck(deps),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/stuck/repairs',
      summary: 'Send on what is stuck; answers what became of each',
      body: repairSchema,
      answer: repairedSchema,
      handle: ({ body, principal }) =>
        repairStuck(deps.approvals, { ...body, actorId: principal.id }),
    }),
  ];
}
