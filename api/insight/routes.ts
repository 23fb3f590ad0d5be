import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  insightCaseFilterSchema,
  insightCaseSchema,
  insightCasesQuerySchema,
  insightQuerySchema,
  insightSchema,
} from '../../domain/wire/insight';
import { listCases } from '../../modules/insight/queries';
import { readInsight } from '../../modules/insight/use-cases/read-insight';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { presentCase, sendCases } from './csv';

const about = { tag: 'Insight', access: ['admin', 'department-head'] } satisfies Partial<Route>;

/** Figures about approvals and the cases behind each: everybody's for admins, their department's for heads. */
export function insightRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/insight',
      summary: 'How long approvals take, where they wait and how they end, for a period',
      query: insightQuerySchema,
      answer: insightSchema,
      handle: ({ query, principal }) => readInsight(db, principal, query),
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/insight/cases',
      summary: 'The cases behind a figure',
      query: insightCasesQuerySchema,
      answer: pageOf(insightCaseSchema),
      handle: async ({ query, principal }) => {
        const { items, nextCursor } = await listCases(db, principal, query);
        return { items: items.map(presentCase), nextCursor };
      },
    }),
    defineRoute({
      ...about,
      method: 'get',
      path: '/insight/cases.csv',
      summary: 'The cases behind a figure as a CSV file (UTF-8, RFC 4180, formulas made inert)',
      query: insightCaseFilterSchema,
      answer: z.string(),
      handle: async ({ query, principal, response }) => {
        await sendCases(deps, { principal, filter: query, response });
        return '';
      },
    }),
  ];
}
