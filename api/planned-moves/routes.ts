import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import { plannedMoveSchema, planMoveSchema } from '../../domain/wire/planned-moves';
import { listPlannedMoves } from '../../modules/planned-moves/queries';
import { cancelMove } from '../../modules/planned-moves/use-cases/cancel-move';
import { planMove } from '../../modules/planned-moves/use-cases/plan-move';
import { visiblePerson } from '../../modules/people/queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = { tag: 'Organisation', access: ['admin', 'hr'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** What changes about people from a day on: for HR and admins to plan and to cancel. */
export function plannedMoveRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/planned-moves',
      summary: 'Changes that are still to come, and those that could not be made',
      answer: wholeListOf(plannedMoveSchema),
      handle: async () => ({
        items: await listPlannedMoves(deps.db, { open: true }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/people/:id/moves',
      summary: 'What is and was planned for a person',
      params,
      answer: wholeListOf(plannedMoveSchema),
      handle: async ({ principal, params: { id } }) => {
        await visiblePerson(deps.db, principal, id);
        return { items: await listPlannedMoves(deps.db, { personId: id }), nextCursor: null };
      },
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/people/:id/moves',
      summary: 'Plan what changes about a person from a day on',
      params,
      body: planMoveSchema,
      answer: plannedMoveSchema,
      status: 201,
      creates: true,
      handle: ({ principal, params: { id }, body }) =>
        planMove(deps, principal, { personId: id, wanted: body }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/people/:id/moves/:moveId/cancel',
      summary: 'Cancel a planned change before its day',
      params: params.extend({ moveId: z.uuid() }),
      answer: plannedMoveSchema,
      handle: ({ principal, params: { id, moveId } }) =>
        cancelMove(deps, principal, { personId: id, id: moveId }),
    }),
  ];
}
