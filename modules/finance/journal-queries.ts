import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type {
  JournalEntryDetail,
  JournalEntryWire,
  JournalQuery,
  LedgerLineWire,
  LedgerQuery,
} from '../../domain/wire/finance';
import { containing } from '../../platform/database/pattern';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { booksScope, visibleLines, requireBooks } from './policy';

interface EntryRow {
  id: string;
  number: string;
  postedOn: CalendarDate;
  documentOn: CalendarDate;
  memo: string;
  sourceKind: string;
  sourceId: string;
  event: string;
  total: string;
  reversesId: string | null;
  reversedById: string | null;
  byId: string | null;
  byName: string | null;
  createdAt: Date;
}

const ENTRIES = `SELECT j.id, j.number, j.posted_on AS "postedOn", j.document_on AS "documentOn", j.memo,
    j.source_kind AS "sourceKind", j.source_id AS "sourceId", j.event,
    (SELECT sum(l.debit_minor) FROM journal_line l WHERE l.entry_id = j.id) AS total, j.reverses_id AS "reversesId",
    (SELECT r.id FROM journal_entry r WHERE r.reverses_id = j.id) AS "reversedById",
    e.id AS "byId", e.name AS "byName", j.created_at AS "createdAt"
  FROM journal_entry j LEFT JOIN employee e ON e.id = j.created_by`;

const inBooks = (minor: string | bigint): MoneyWire =>
  toMoneyWire({ minor: BigInt(minor), currency: COMPANY_CURRENCY });

/** The journal, the newest day first. @throws DomainError forbidden */
export async function listEntries(
  db: Queryable,
  principal: Principal,
  query: JournalQuery,
): Promise<Page<JournalEntryWire>> {
  requireBooks(principal);
  const after = decodeCursor(query.cursor, {
    sortKey: z.iso.date(),
    id: z.string().regex(/^\d{1,18}$/),
  });
  const rows = await db.query<EntryRow>(
    `${ENTRIES}
     WHERE ($1::text IS NULL OR j.memo ILIKE $1 OR j.number::text = $2) AND ($3::date IS NULL OR j.posted_on >= $3)
       AND ($4::date IS NULL OR j.posted_on <= $4) AND ($5::text IS NULL OR j.source_kind = $5)
       AND ($6::date IS NULL OR (j.posted_on, j.number) < ($6, $7::bigint))
     ORDER BY j.posted_on DESC, j.number DESC LIMIT $8`,
    [
      ...[containing(query.q), query.q ?? null, query.from ?? null, query.to ?? null],
      ...[query.source ?? null, after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ postedOn, number }) => ({ sortKey: postedOn, id: number }),
    present: presentEntry,
  });
}

/** One entry with its lines. @throws DomainError forbidden, not-found */
export async function findEntry(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<JournalEntryDetail> {
  requireBooks(principal);
  const [entry] = await db.query<EntryRow>(`${ENTRIES} WHERE j.id = $1`, [id]);
  if (!entry) throw new DomainError('not-found', 'There is no such entry');
  const lines = await db.query<LineRow>(`${LINES} WHERE l.entry_id = $1 ORDER BY l.ordinal`, [id]);
  return { ...presentEntry(entry), lines: lines.map(presentLine) };
}

function presentEntry(row: EntryRow): JournalEntryWire {
  const { sourceKind, sourceId, event, byId, byName, createdAt, total, ...entry } = row;
  return {
    ...entry,
    source: { kind: sourceKind, id: sourceId, event },
    total: inBooks(total),
    createdBy: byId === null ? null : { id: byId, name: byName ?? '' },
    createdAt: createdAt.toISOString(),
  };
}

interface LineRow {
  entryId: string;
  ordinal: number;
  number: string;
  postedOn: CalendarDate;
  memo: string;
  accountId: string;
  code: string;
  name: string;
  debit: string;
  credit: string;
  party: string | null;
  department: string | null;
  dueOn: CalendarDate | null;
}

const LINES = `SELECT j.id AS "entryId", l.ordinal, j.number, j.posted_on AS "postedOn", j.memo, a.id AS "accountId", a.code,
    a.name, l.debit_minor AS debit, l.credit_minor AS credit, l.party, d.name AS department, l.due_on AS "dueOn"
  FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
  LEFT JOIN department d ON d.id = l.department_id`;

/** The lines behind a figure, as far as one may see them, the newest day first. @throws DomainError forbidden */
export async function listLedgerLines(
  db: Queryable,
  principal: Principal,
  query: LedgerQuery,
): Promise<Page<LedgerLineWire>> {
  const after = decodeCursor(query.cursor, {
    sortKey: z.iso.date(),
    id: z.string().regex(/^\d{1,18}\.\d{1,9}$/),
  });
  const [number, ordinal] = after?.id.split('.') ?? [null, null];
  const parameters: unknown[] = [
    ...[query.account ?? null, query.party ?? null, query.department ?? null],
    ...[containing(query.q), query.from ?? null, query.to ?? null],
    ...[after?.sortKey ?? null, number, ordinal],
  ];
  const mayRead = visibleLines(booksScope(principal), parameters);
  const rows = await db.query<LineRow>(
    `${LINES}
     WHERE ($1::uuid IS NULL OR l.account_id = $1) AND ($2::text IS NULL OR l.party = $2)
       AND ($3::uuid IS NULL OR l.department_id = $3) AND ($4::text IS NULL OR j.memo ILIKE $4 OR l.party ILIKE $4)
       AND ($5::date IS NULL OR j.posted_on >= $5) AND ($6::date IS NULL OR j.posted_on <= $6)
       AND ($7::date IS NULL OR (j.posted_on, j.number, -l.ordinal) < ($7, $8::bigint, -$9::integer)) AND ${mayRead}
     ORDER BY j.posted_on DESC, j.number DESC, l.ordinal LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ postedOn, number: at, ordinal: line }) => ({
      ...{ sortKey: postedOn, id: `${at}.${line}` },
    }),
    present: presentLine,
  });
}

function presentLine(row: LineRow): LedgerLineWire {
  const { entryId, number, postedOn, memo, party, department, dueOn } = row;
  const side = (minor: string) => (minor === '0' ? null : inBooks(minor));
  return {
    ...{ entryId, number, postedOn, memo, party, department, dueOn },
    account: { id: row.accountId, code: row.code, name: row.name },
    ...{ debit: side(row.debit), credit: side(row.credit) },
  };
}
