import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  liftRestrictionSchema,
  restrictionSchema,
  restrictSchema,
} from '../../domain/wire/restrictions';
import { listRestrictions, restrictionHistory } from '../../modules/restrictions/queries';
import { liftRestriction } from '../../modules/restrictions/use-cases/lift-restriction';
import { restrictPerson } from '../../modules/restrictions/use-cases/restrict-person';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = { tag: 'Administration', access: ['admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Who may not use the chat or the assistant: for admins to see, set and lift. */
export function adminRestrictionRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/restrictions',
      summary: 'Restrictions that are in force, the newest first',
      answer: wholeListOf(restrictionSchema),
      handle: async () => ({
        items: await listRestrictions(db, { inForce: true }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/admin/users/:id/restrictions',
      summary: 'What a person has been restricted by, the newest first',
      params,
      answer: wholeListOf(restrictionSchema),
      handle: async ({ params: { id } }) => ({
        items: await restrictionHistory(db, id),
        nextCursor: null,
      }),
    }),
  ];
}

function changingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/users/:id/restrictions',
      summary:
        'Keep a person from the chat, the assistant, or both, with a reason and, if wanted, an end',
      params,
      body: restrictSchema,
      answer: restrictionSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        restrictPerson(deps, { by: principal.id, personId: id, wanted: body }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/admin/users/:id/restrictions/:restrictionId/lift',
      summary: 'Lift a restriction before its time',
      params: params.extend({ restrictionId: z.uuid() }),
      body: liftRestrictionSchema,
      answer: restrictionSchema,
      handle: ({ params: { id, restrictionId }, body, principal }) =>
        liftRestriction(deps, {
          by: principal.id,
          personId: id,
          id: restrictionId,
          reason: body.reason,
        }),
    }),
  ];
}
