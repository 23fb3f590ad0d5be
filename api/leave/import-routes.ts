import { z } from 'zod';
import {
  holidayCheckSchema,
  rateCheckSchema,
  writtenFileSchema,
} from '../../domain/wire/csv-import';
import { importFormSchema, importQuerySchema } from '../../domain/wire/people-import';
import { checkHolidays, importHolidays } from '../../modules/calendars/use-cases/import-holidays';
import {
  checkDailyRates,
  importDailyRates,
} from '../../modules/leave-pay/use-cases/import-daily-rates';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readOneFile } from '../uploads/read-one-file';

const about = {
  method: 'post',
  access: ['admin', 'hr'],
  documentedForm: importFormSchema,
} satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Files of days off and of daily rates: tried first, then written whole or not at all. For HR and admins. */
export function leaveImportRoutes(deps: ApiDeps): Route[] {
  return [...holidayRoutes(deps), ...rateRoutes(deps)];
}

function holidayRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/calendars/:id/holiday-imports/checks',
      tag: 'Calendars',
      summary: 'What is wrong with a CSV file of days off, line by line; writes nothing',
      params,
      answer: holidayCheckSchema,
      handle: async ({ principal, params: { id }, request }) =>
        checkHolidays(deps, principal, { id, file: await readOneFile(request) }),
    }),
    defineRoute({
      ...about,
      path: '/calendars/:id/holiday-imports',
      tag: 'Calendars',
      summary: 'Give a calendar all days off of a CSV file, or none',
      params,
      query: importQuerySchema,
      answer: writtenFileSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, params: { id }, query: { sha256 }, request }) =>
        importHolidays(deps, principal, { id, sha256, file: await readOneFile(request) }),
    }),
  ];
}

function rateRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/daily-rate-imports/checks',
      tag: 'Leave',
      summary: 'What is wrong with a CSV file of daily rates, line by line; writes nothing',
      answer: rateCheckSchema,
      handle: async ({ principal, request }) =>
        checkDailyRates(deps, principal, await readOneFile(request)),
    }),
    defineRoute({
      ...about,
      path: '/daily-rate-imports',
      tag: 'Leave',
      summary: 'Enter all daily rates of a CSV file, or none',
      query: importQuerySchema,
      answer: writtenFileSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, query: { sha256 }, request }) =>
        importDailyRates(deps, principal, { sha256, file: await readOneFile(request) }),
    }),
  ];
}
