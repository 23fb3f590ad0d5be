import { z } from 'zod';
import { readColumns } from '../../domain/lists/columns';
import type { Role } from '../../domain/roles';
import {
  ADMIN_EXPORTED_LISTS,
  EXPORTED_LISTS,
  exportOptionsSchema,
  type ExportedList,
  type ExportFormat,
} from '../../domain/wire/exports';
import { noteGrantUse } from '../../modules/access-grants/use-cases/note-grant-use';
import { recordAudit } from '../../modules/audit/use-cases/record-audit';
import type { Database } from '../../platform/database/database';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import type { ExportColumn, ListExport } from './list-export';
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
  { name, access }: { name: ExportedList; access: 'signed-in' | Role[] },
): Route {
  const list = exportedLists[name] as unknown as ListExport<Query, Row>;
  const filters = list.query.omit({ limit: true, cursor: true });
  return defineRoute({
    method: 'get',
    path: `/exports/${name}`,
    tag: 'Exports',
    access,
    summary: list.summary,
    query: filters.extend(exportOptionsSchema(name).shape),
    answer: z.string(),
    answerType: 'text/csv',
    handle: async ({ principal, query, response }) => {
      // Of a schema that is only known as one of several, the compiler cannot say what it gives.
      const { format, cols, ...asked } = query as { format: ExportFormat; cols?: string };
      const read = async (cursor?: string) => {
        const of = { ...asked, limit: PAGE, cursor } as z.output<Query>;
        const page = await list.read(db, principal, of);
        if (list.shows === null) return page;
        const { resource, ids } = list.shows;
        const door = `/exports/${name}`;
        await noteGrantUse(db, principal, { resource, door, ids: ids(page.items) });
        return page;
      };
      await noteExport(db, { by: principal.id, name, format, filters: Object.keys(asked) });
      const columns = chosen(
        list.columns,
        cols === undefined ? null : readColumns(name, cols).columns,
      );
      await sendList(response, format, { name, columns, read });
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

function chosen<Row>(columns: ExportColumn<Row>[], keys: string[] | null): ExportColumn<Row>[] {
  if (keys === null) return columns;
  return keys.flatMap((wanted) => columns.find(({ key }) => key === wanted) ?? []);
}

/** Lists as CSV files and sheets. */
export function exportRoutes(deps: ApiDeps): Route[] {
  return [
    ...EXPORTED_LISTS.map((name) => exportRoute(deps, { name, access: 'signed-in' })),
    ...ADMIN_EXPORTED_LISTS.map((name) => exportRoute(deps, { name, access: ['admin'] })),
  ];
}
