import { importFormSchema, importQuerySchema } from '../../domain/wire/people-import';
import {
  salesImportCheckSchema,
  salesImportedSchema,
  salesImportParamsSchema,
} from '../../domain/wire/sales-import';
import { checkSalesFile, importSales } from '../../modules/sales/use-cases/import-sales';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readOneFile } from '../uploads/read-one-file';

const about = {
  method: 'post',
  tag: 'Sales',
  params: salesImportParamsSchema,
  documentedForm: importFormSchema,
} as const;

/** Files of customers and deals: tried first, then written whole or not at all. */
export function salesImportRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/sales-imports/:of/checks',
      summary: 'What is wrong with a CSV file of customers or deals, line by line; writes nothing',
      answer: salesImportCheckSchema,
      handle: async ({ principal, params: { of }, request }) =>
        checkSalesFile(deps, { principal, of, file: await readOneFile(request) }),
    }),
    defineRoute({
      ...about,
      path: '/sales-imports/:of',
      summary: 'Add everything in a CSV file, or nothing',
      query: importQuerySchema,
      answer: salesImportedSchema,
      ...{ status: 201, creates: true },
      handle: async ({ principal, params: { of }, query: { sha256 }, request }) =>
        importSales(deps, { principal, of, sha256, file: await readOneFile(request) }),
    }),
  ];
}
