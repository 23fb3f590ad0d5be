import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import { chartPersonSchema } from '../../domain/wire/organisation';
import { findChartPath, listReports } from '../../modules/people/chart-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Organisation';
const params = z.object({ id: z.uuid() });

/** Who reports to whom, level by level, as far as one may see. */
export function chartRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/org-chart',
      tag,
      summary: 'Who stands at the top of what I may see',
      answer: wholeListOf(chartPersonSchema),
      shows: { resource: 'person', ids: ({ items }) => items.map(({ id }) => id) },
      handle: async ({ principal }) => ({
        items: await listReports(db, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/org-chart/:id/reports',
      tag,
      summary: 'Who reports to somebody I may see',
      params,
      answer: wholeListOf(chartPersonSchema),
      shows: { resource: 'person', ids: ({ items }) => items.map(({ id }) => id) },
      handle: async ({ principal, params: { id } }) => ({
        items: await listReports(db, principal, id),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/org-chart/:id/path',
      tag,
      summary: 'The way down to somebody I may see: ids, the top first',
      params,
      answer: wholeListOf(z.uuid()),
      shows: { resource: 'person', ids: ({ items }) => items },
      handle: async ({ principal, params: { id } }) => ({
        items: await findChartPath(db, principal, id),
        nextCursor: null,
      }),
    }),
  ];
}
