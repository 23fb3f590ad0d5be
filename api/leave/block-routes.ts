import { z } from 'zod';
import { dateIn } from '../../domain/dates/today';
import { wholeListOf } from '../../domain/wire/common';
import {
  leaveBlockQuerySchema,
  leaveBlockSchema,
  letOffSchema,
  setLeaveBlockSchema,
} from '../../domain/wire/leave-blocks';
import { recordParamsSchema } from '../../domain/wire/records';
import { listLeaveBlocks } from '../../modules/leave/block-queries';
import {
  addLeaveBlock,
  editLeaveBlock,
  letOff,
  removeLeaveBlock,
  takeBackLetOff,
} from '../../modules/leave/use-cases/keep-leave-blocks';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Leave';
const forKeepers = { tag, access: ['hr', 'admin', 'department-head'] } satisfies Partial<Route>;
const forHr = { tag, access: ['hr', 'admin'] } satisfies Partial<Route>;
const exception = z.object({ id: z.uuid(), employeeId: z.uuid() });

/** Block dates: named by HR, and by heads for their own department; seen by those they are about. */
export function leaveBlockRoutes(deps: ApiDeps): Route[] {
  return [...keepingRoutes(deps), ...lettingOffRoutes(deps)];
}

function keepingRoutes(deps: ApiDeps): Route[] {
  const { db, clock } = deps;
  return [
    defineRoute({
      method: 'get',
      path: '/leave-blocks',
      tag,
      summary:
        'Days on which my leave is refused or warned of, and for who keeps them all of those',
      query: leaveBlockQuerySchema,
      answer: wholeListOf(leaveBlockSchema),
      handle: async ({ principal, query }) => ({
        items: await listLeaveBlocks(db, principal, {
          query,
          today: dateIn(principal.zone, clock.now()),
        }),
        nextCursor: null,
      }),
    }),
    defineRoute({
      ...forKeepers,
      method: 'post',
      path: '/leave-blocks',
      summary: 'Name days on which leave is refused or warned of',
      body: setLeaveBlockSchema,
      answer: leaveBlockSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => addLeaveBlock(deps, principal, body),
    }),
    defineRoute({
      ...forKeepers,
      method: 'put',
      path: '/leave-blocks/:id',
      summary: 'Change block dates',
      params: recordParamsSchema,
      body: setLeaveBlockSchema,
      answer: leaveBlockSchema,
      handle: ({ principal, params: { id }, body }) =>
        editLeaveBlock(deps, principal, { id, wanted: body }),
    }),
    defineRoute({
      ...forKeepers,
      method: 'delete',
      path: '/leave-blocks/:id',
      summary: 'Take block dates away',
      params: recordParamsSchema,
      answer: z.object({ removed: z.uuid() }),
      handle: ({ principal, params: { id } }) => removeLeaveBlock(deps, principal, id),
    }),
  ];
}

function lettingOffRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forHr,
      method: 'put',
      path: '/leave-blocks/:id/exceptions/:employeeId',
      summary: 'Let somebody take leave on blocked days all the same',
      params: exception,
      body: letOffSchema,
      answer: leaveBlockSchema,
      handle: ({ principal, params, body }) => letOff(deps, principal, { ...params, ...body }),
    }),
    defineRoute({
      ...forHr,
      method: 'delete',
      path: '/leave-blocks/:id/exceptions/:employeeId',
      summary: 'Take back that somebody was let off',
      params: exception,
      answer: leaveBlockSchema,
      handle: ({ principal, params }) => takeBackLetOff(deps, principal, params),
    }),
  ];
}
