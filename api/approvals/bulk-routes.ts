import { bulkDecidedSchema, bulkDecideSchema } from '../../domain/wire/approvals';
import { decideInBulk } from '../../modules/approvals/use-cases/decide-in-bulk';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { presentBulk } from './presenter';

/** Deciding many requests in one call. */
export function bulkRoutes({ approvals, logger }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/approvals/decisions',
      tag: 'Approvals',
      summary: 'Approve or reject up to 100 requests; each is answered for itself, in order',
      body: bulkDecideSchema,
      answer: bulkDecidedSchema,
      creates: true,
      handle: async ({ body, principal, receivedAt }) => {
        const results = await decideInBulk(approvals, { ...body, principal, receivedAt });
        return presentBulk(logger, results);
      },
    }),
  ];
}
