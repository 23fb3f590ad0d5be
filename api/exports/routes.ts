import { z } from 'zod';
import {
  EXPORTED_LISTS,
  exportFormatSchema,
  type ExportedList,
  type ExportFormat,
} from '../../domain/wire/exports';
import { recordAudit } from '../../modules/audit/use-cases/record-audit';
import type { Database } from '../../platform/database/database';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import type { ListExport } from './list-export';
import { exportedLists } from './lists';
import { sendList } from './send-list';

/** Rows read at a time. */
const PAGE = 1_000;

/**
 * A list read to its end by the query of its pages: whoever may not see a row there has no file with it. That somebody
 * takes a list along is written down before its first byte: which one, and by which filters, not what for.
 */
function exportRoute<Query extends z.ZodObject, Row>(
  { db }: ApiDeps,
  name: ExportedList,
  list: ListExport<Query, Row>,
): Route {
  const filters = list.query.omit({ limit: true, cursor: true });
  return defineRoute({
    method: 'get',
    path: `/exports/${name}`,
    tag: 'Exports',
    summary: list.summary,
    query: filters.extend(exportFormatSchema.shape),
    answer: z.string(),
    answerType: 'text/csv',
    handle: async ({ principal, query, response }) => {
      // Of a schema that is only known as one of several, the compiler cannot say what it gives.
      const { format, ...asked } = query as { format: ExportFormat };
      const read = (cursor?: string) =>
        list.read(db, principal, { ...asked, limit: PAGE, cursor } as z.output<Query>);
      await noteExport(db, { by: principal.id, name, format, filters: Object.keys(asked) });
      await sendList(response, format, { name, columns: list.columns, read });
      return '';
    },
  });
}

async function noteExport(
  db: Database,
  { by, ...details }: { by: string; name: string; format: string; filters: string[] },
): Promise<void> {
  await db.transaction((tx) => {
    const entry = { actorId: by, action: 'list.exported', channel: 'app' };
    recordAudit(tx, [{ ...entry, subjectType: 'employee', subjectId: by, details }]);
    return Promise.resolve();
  });
}

/** Lists as CSV files and sheets. */
export function exportRoutes(deps: ApiDeps): Route[] {
  return EXPORTED_LISTS.map((name) =>
    exportRoute(deps, name, exportedLists[name] as unknown as ListExport<z.ZodObject, unknown>),
  );
}
