import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  accountLineQuerySchema,
  accountLineSchema,
  projectAccountQuerySchema,
  projectAccountSchema,
} from '../../domain/wire/project-accounts';
import { readProjectAccount } from '../../modules/project-accounts/account-queries';
import { listAccountLines } from '../../modules/project-accounts/line-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Projects';
const params = z.object({ id: z.uuid() });

/** What projects earn and cost: for their managers, the heads of their departments, finance and admins. */
export function projectAccountRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/projects/:id/pnl',
      summary: 'What a project earned and cost, from the journal and from approved time',
      params,
      query: projectAccountQuerySchema,
      answer: projectAccountSchema,
      handle: ({ principal, params: { id }, query }) =>
        readProjectAccount(db, { principal, projectId: id, query }),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/projects/:id/pnl/lines',
      summary: 'The lines behind a figure, the newest day first',
      params,
      query: accountLineQuerySchema,
      answer: pageOf(accountLineSchema),
      handle: ({ principal, params: { id }, query }) =>
        listAccountLines(db, { principal, projectId: id, query }),
    }),
  ];
}
