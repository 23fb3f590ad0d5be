import { z } from 'zod';
import type { SheetColumn } from '../../domain/sheet';
import { pageOf } from '../../domain/wire/common';
import {
  dashboardQuerySchema,
  dashboardSchema,
  figureRowFilterSchema,
  figureRowSchema,
  figureRowsQuerySchema,
  type FigureRow,
} from '../../domain/wire/dashboards';
import { listFigureRows, readDashboard } from '../../modules/dashboards/queries';
import type { ApiDeps } from '../deps';
import { sendList } from '../exports/send-list';
import { defineRoute, type Route } from '../route';

const PAGE = 1_000;

const COLUMNS: SheetColumn<FigureRow>[] = [
  { title: 'Title', cell: ({ title }) => title },
  { title: 'Person', cell: ({ person }) => person?.name ?? null },
  { title: 'Department', cell: ({ department }) => department },
  { title: 'Group', cell: ({ by, label }) => label ?? by },
  { title: 'Part', cell: ({ part }) => part },
  { title: 'At', cell: ({ at }) => at },
  { title: 'Value', cell: ({ value }) => ({ decimal: value }) },
  { title: 'Currency', cell: ({ currency }) => currency },
];

/** Dashboards by what somebody does in the company, and the rows behind each of their figures. */
export function dashboardRoutes(deps: ApiDeps): Route[] {
  const about = { tag: 'Dashboards', method: 'get' } as const;
  return [
    defineRoute({
      ...about,
      path: '/dashboards',
      summary: 'All figures of one of my dashboards',
      query: dashboardQuerySchema,
      answer: dashboardSchema,
      handle: ({ query, principal }) => readDashboard(deps, principal, query.view),
    }),
    defineRoute({
      ...about,
      path: '/dashboards/rows',
      summary: 'The rows behind a figure, a bar of it or a part of that',
      query: figureRowsQuerySchema,
      answer: pageOf(figureRowSchema),
      handle: ({ query, principal }) => listFigureRows(deps, principal, query),
    }),
    defineRoute({
      ...about,
      path: '/dashboards/rows.csv',
      summary: 'The rows behind a figure as a CSV file (UTF-8, RFC 4180, formulas made inert)',
      query: figureRowFilterSchema,
      answer: z.string(),
      answerType: 'text/csv',
      handle: async ({ query, principal, response }) => {
        await sendList(response, 'csv', {
          name: `dashboard-${query.figure}`,
          columns: COLUMNS,
          read: (cursor) => listFigureRows(deps, principal, { ...query, limit: PAGE, cursor }),
        });
        return '';
      },
    }),
  ];
}
