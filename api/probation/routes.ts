import { z } from 'zod';
import { probationSchema } from '../../domain/wire/probation';
import { probationOf } from '../../modules/probation/queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** How people stand on probation; reviews are requests of the kind `probation-review`. */
export function probationRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/people/:id/probation',
      tag: 'People',
      summary: 'The probation of a person, for themselves, those above them, HR and admins',
      params: z.object({ id: z.uuid() }),
      answer: probationSchema,
      handle: ({ principal, params: { id } }) => probationOf(db, principal, id),
    }),
  ];
}
