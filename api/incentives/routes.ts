import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  incentiveRunSchema,
  myIncentivesSchema,
  newRunSchema,
  statementQuerySchema,
  statementRowSchema,
  statementSchema,
  whatIfAnswerSchema,
  whatIfSchema,
} from '../../domain/wire/incentives';
import { recordParamsSchema } from '../../domain/wire/records';
import { findRun, findStatement, listRuns, listStatements } from '../../modules/incentives/queries';
import { myIncentives, whatIf } from '../../modules/incentives/standing-queries';
import { discardRun, drawRun } from '../../modules/incentives/use-cases/draw-run';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** What sellers earn: how the running period stands, runs of periods, and their statements. */
export function incentiveRoutes(deps: ApiDeps): Route[] {
  return [...sellerRoutes(deps), ...runRoutes(deps)];
}

function sellerRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/my-incentives',
      summary: 'How one’s running period stands',
      answer: myIncentivesSchema,
      handle: ({ principal }) => myIncentives(deps, principal),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'post',
      path: '/incentive-what-ifs',
      summary: 'What a deal would earn in the running period; writes nothing',
      body: whatIfSchema,
      answer: whatIfAnswerSchema,
      handle: ({ principal, body }) => whatIf(deps, principal, body),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-statements',
      summary: 'Statements, the newest period first',
      query: statementQuerySchema,
      answer: pageOf(statementRowSchema),
      handle: ({ principal, query }) => listStatements(deps.db, principal, query),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-statements/:id',
      summary: 'A statement, with the deals and tiers behind each figure',
      params: recordParamsSchema,
      answer: statementSchema,
      handle: ({ principal, params }) => findStatement(deps.db, principal, params.id),
    }),
  ];
}

function runRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-runs',
      summary: 'Runs, the newest period first',
      answer: wholeListOf(incentiveRunSchema),
      handle: async ({ principal }) => ({
        items: await listRuns(deps.db, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'post',
      path: '/incentive-runs',
      summary: 'Draw up the period a day is in; the draft before it is discarded',
      body: newRunSchema,
      answer: incentiveRunSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, body }) =>
        findRun(deps.db, principal, await drawRun(deps, principal, body)),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-runs/:id',
      summary: 'A run with what it comes to',
      params: recordParamsSchema,
      answer: incentiveRunSchema,
      handle: ({ principal, params }) => findRun(deps.db, principal, params.id),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'post',
      path: '/incentive-runs/:id/discard',
      summary: 'Give a draft up',
      params: recordParamsSchema,
      answer: incentiveRunSchema,
      handle: async ({ principal, params }) => {
        await discardRun(deps, principal, params.id);
        return findRun(deps.db, principal, params.id);
      },
    }),
  ];
}
