import type { Principal } from '../../domain/access/principal';
import type { AuditReading } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Database, Queryable } from '../../platform/database/database';

/** Writes down that somebody is shown a list of the log, and by what they narrowed it: nobody can change it there. */
export async function noteReading(
  db: Queryable,
  reader: Pick<Principal, 'id'>,
  { list, filters, shown }: Pick<AuditReading, 'list' | 'filters' | 'shown'>,
): Promise<void> {
  await db.query(
    'INSERT INTO assistant_audit_view (reader_id, filters, shown) VALUES ($1, $2, $3)',
    [reader.id, JSON.stringify(list === 'readings' ? { ...filters, list } : filters), shown],
  );
}

interface ReadingRow {
  id: string;
  at: Date;
  key: string;
  readerId: string;
  name: string;
  filters: Record<string, unknown>;
  shown: number;
}

/**
 * Who read what was asked, and who looked at that, the newest first. This reading is written down as well, before it is
 * shown.
 * @throws DomainError invalid-input (cursor)
 */
export async function auditReadings(
  db: Database,
  reader: Principal,
  query: { readerId?: string; from?: string; to?: string; limit: number; cursor?: string },
): Promise<Page<AuditReading>> {
  const { limit, cursor, ...filters } = query;
  const end = decodeCursor(cursor);
  const rows = await db.query<ReadingRow>(
    `SELECT v.id, v.at, to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS key,
       v.reader_id AS "readerId", e.name, v.filters, v.shown
     FROM assistant_audit_view v JOIN employee e ON e.id = v.reader_id
     WHERE ($1::uuid IS NULL OR v.reader_id = $1)
       AND ($2::date IS NULL OR v.at >= $2) AND ($3::date IS NULL OR v.at < $3::date + 1)
       AND ($4::text IS NULL OR (v.at, v.id) < ($4::timestamp AT TIME ZONE 'UTC', $5::uuid))
     ORDER BY v.at DESC, v.id DESC LIMIT $6`,
    [
      ...[filters.readerId ?? null, filters.from ?? null, filters.to ?? null],
      ...[end?.sortKey ?? null, end?.id ?? null, limit + 1],
    ],
  );
  const page = toPage(rows, limit, {
    position: ({ key, id }) => ({ sortKey: key, id }),
    present,
  });
  await noteReading(db, reader, { list: 'readings', filters, shown: page.items.length });
  return page;
}

function present({ id, at, readerId, name, filters, shown }: ReadingRow): AuditReading {
  const { list, ...narrowed } = filters;
  return {
    ...{ id, at: at.toISOString(), reader: { id: readerId, name }, shown, filters: narrowed },
    list: list === 'readings' ? 'readings' : 'prompts',
  };
}
