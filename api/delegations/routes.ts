import { z } from 'zod';
import { candidateSchema } from '../../domain/wire/approvals';
import { wholeListOf } from '../../domain/wire/common';
import {
  addDelegationSchema,
  delegationListSchema,
  delegationQuerySchema,
  delegationSchema,
} from '../../domain/wire/delegations';
import { addDelegation } from '../../modules/delegations/use-cases/add-delegation';
import {
  listSubstituteCandidates,
  readDelegations,
} from '../../modules/delegations/use-cases/read-delegations';
import { revokeDelegation } from '../../modules/delegations/use-cases/revoke-delegation';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Substitutes';

/** Who acts for whom: one's own, and for admins everybody's. */
export function delegationRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/delegations',
      tag,
      summary: 'Who acts for me, or for whom I act; admins name whose',
      query: delegationQuerySchema,
      answer: delegationListSchema,
      handle: async ({ query, principal }) => ({
        items: await readDelegations(deps, principal, query),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/delegation-candidates',
      tag,
      summary: 'Whom one can name as a substitute',
      answer: wholeListOf(candidateSchema),
      handle: async () => ({
        items: await listSubstituteCandidates(deps),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/delegations',
      tag,
      summary: 'Let somebody act for me, between two dates or whenever I am on leave',
      body: addDelegationSchema,
      answer: delegationSchema,
      status: 201,
      creates: true,
      handle: ({ body, principal }) => addDelegation(deps, principal, body),
    }),
    defineRoute({
      method: 'post',
      path: '/delegations/:id/revoke',
      tag,
      summary: 'End a delegation now',
      params: z.object({ id: z.uuid() }),
      answer: delegationSchema,
      handle: ({ params: { id }, principal }) => revokeDelegation(deps, principal, id),
    }),
  ];
}
