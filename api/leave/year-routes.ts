import { wholeListOf, pageOf } from '../../domain/wire/common';
import {
  drawLeaveYearRunSchema,
  leaveYearParamsSchema,
  leaveYearRowQuerySchema,
  leaveYearRowSchema,
  leaveYearRunSchema,
  leaveYearSchema,
  setLeaveYearSchema,
} from '../../domain/wire/leave-years';
import { recordParamsSchema } from '../../domain/wire/records';
import { drawLeaveYear, setLeaveYear } from '../../modules/leave/use-cases/draw-leave-year';
import { startLeaveYear, stopLeaveYear } from '../../modules/leave/use-cases/run-leave-year';
import {
  findLeaveYear,
  findLeaveYearRun,
  listLeaveYearRows,
  listLeaveYearRuns,
} from '../../modules/leave/year-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const forHr = { tag: 'Leave', access: ['hr', 'admin'] } satisfies Partial<Route>;

/** How leave years end: HR says how, draws up what a run would do, and lets it run. */
export function leaveYearRoutes(deps: ApiDeps): Route[] {
  return [...yearRoutes(deps), ...runRoutes(deps)];
}

function yearRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-years/:year',
      summary: 'How a leave year ends, and the run that is at it',
      params: leaveYearParamsSchema,
      answer: leaveYearSchema,
      handle: ({ params }) => findLeaveYear(deps.db, { ...params, now: deps.clock.now() }),
    }),
    defineRoute({
      ...forHr,
      method: 'put',
      path: '/leave-years/:year',
      summary: 'Say whether what would be lost is paid out, and until when the end waits for a run',
      params: leaveYearParamsSchema,
      body: setLeaveYearSchema,
      answer: leaveYearSchema,
      handle: ({ principal, params, body }) =>
        setLeaveYear(deps, principal, { ...params, ...body }),
    }),
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-years/:year/runs',
      summary: 'The runs of a year, the newest first',
      params: leaveYearParamsSchema,
      answer: wholeListOf(leaveYearRunSchema),
      handle: async ({ params }) => ({
        items: await listLeaveYearRuns(deps.db, params.year),
        nextCursor: null,
      }),
    }),
  ];
}

function runRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-year-runs',
      summary: 'Draw up what a run of a year’s end would do; the draft before it is discarded',
      body: drawLeaveYearRunSchema,
      answer: leaveYearRunSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => drawLeaveYear(deps, principal, body),
    }),
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-year-runs/:id',
      summary: 'A run with its totals and how far it is',
      params: recordParamsSchema,
      answer: leaveYearRunSchema,
      handle: ({ params }) => findLeaveYearRun(deps.db, params.id),
    }),
    defineRoute({
      ...forHr,
      method: 'get',
      path: '/leave-year-rows',
      summary: 'The people of a run by name: what is to become of their leave, and what has',
      query: leaveYearRowQuerySchema,
      answer: pageOf(leaveYearRowSchema),
      handle: ({ principal, query }) => listLeaveYearRows(deps.db, principal, query),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-year-runs/:id/start',
      summary: 'Start a run as it was drawn up, or let a stopped one go on',
      params: recordParamsSchema,
      answer: leaveYearRunSchema,
      handle: ({ principal, params }) => startLeaveYear(deps, principal, params.id),
    }),
    defineRoute({
      ...forHr,
      method: 'post',
      path: '/leave-year-runs/:id/stop',
      summary: 'Stop a run after the batch at hand',
      params: recordParamsSchema,
      answer: leaveYearRunSchema,
      handle: ({ principal, params }) => stopLeaveYear(deps, principal, params.id),
    }),
  ];
}
