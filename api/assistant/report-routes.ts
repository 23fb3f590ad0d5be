import { z } from 'zod';
import {
  assistantReportSchema,
  changeReportSchema,
  openedReportSchema,
  saveReportSchema,
  tableQuerySchema,
} from '../../domain/wire/assistant-threads';
import { wholeListOf } from '../../domain/wire/common';
import { rhythmSchema } from '../../domain/wire/report-schedules';
import {
  changeReport,
  deleteReport,
  openReport,
  reportsOf,
  saveReport,
} from '../../modules/assistant/reports';
import { scheduleReport, stopReport } from '../../modules/assistant/use-cases/schedule-report';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { sendTable } from './send-table';

const tag = 'Assistant';
const oneReport = { tag, path: '/assistant/reports/:id', params: z.object({ id: z.uuid() }) };

function tableRoute(deps: ApiDeps): Route {
  return defineRoute({
    method: 'get',
    path: '/assistant/reports/:id/tables/:tableId',
    tag,
    summary: 'A table of a report as a file, read as me',
    params: oneReport.params.extend({ tableId: z.string().max(20) }),
    query: tableQuerySchema,
    answer: z.string(),
    answerType: 'text/csv',
    handle: async ({ principal, params, query, response }) => {
      const { answer } = await openReport(deps, principal, params.id);
      return sendTable(response, answer, { tableId: params.tableId, format: query.format });
    },
  });
}

function scheduleRoutes(deps: ApiDeps): Route[] {
  const schedule = { ...oneReport, path: `${oneReport.path}/schedule` };
  return [
    defineRoute({
      ...schedule,
      method: 'put',
      summary: 'Have a report of mine mailed to me, or change when',
      body: rhythmSchema,
      answer: assistantReportSchema,
      handle: ({ principal, params, body }) =>
        scheduleReport(deps, principal, { id: params.id, rhythm: body }),
    }),
    defineRoute({
      ...schedule,
      method: 'delete',
      summary: 'Have a report of mine mailed no more',
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params }) => {
        await stopReport(deps, principal, params.id);
        return undefined;
      },
    }),
  ];
}

/** Reports: lookups that are done again for whoever opens them. */
export function assistantReportRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/assistant/reports',
      tag,
      summary: 'My reports',
      answer: wholeListOf(assistantReportSchema),
      handle: async ({ principal }) => ({
        items: await reportsOf(deps, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/assistant/reports',
      tag,
      summary: 'Save the lookups of an answer of mine',
      body: saveReportSchema,
      answer: assistantReportSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => saveReport(deps, principal, body),
    }),
    defineRoute({
      ...oneReport,
      method: 'get',
      summary: 'A report with its rows, read as me',
      answer: openedReportSchema,
      handle: ({ principal, params }) => openReport(deps, principal, params.id),
    }),
    defineRoute({
      ...oneReport,
      method: 'patch',
      summary: 'Name a report of mine anew, or have its periods move along',
      body: changeReportSchema,
      answer: assistantReportSchema,
      handle: ({ principal, params, body }) =>
        changeReport(deps, principal, { ...params, ...body }),
    }),
    defineRoute({
      ...oneReport,
      method: 'delete',
      summary: 'Take a report away',
      answer: z.undefined(),
      status: 204,
      handle: async ({ principal, params }) => {
        await deleteReport(deps, principal, params.id);
        return undefined;
      },
    }),
    tableRoute(deps),
    ...scheduleRoutes(deps),
  ];
}
