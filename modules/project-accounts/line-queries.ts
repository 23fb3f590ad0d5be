import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { AccountLineQuery, AccountLineWire } from '../../domain/wire/project-accounts';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { JOURNAL_AMOUNT } from './queries-of-accounts';
import { requireAccount } from './policy';

interface Asked {
  principal: Principal;
  projectId: string;
  query: AccountLineQuery;
}

/**
 * The lines behind a figure of a project, the newest day first: all pages of them are the figure.
 * @throws DomainError not-found, also when it is not theirs to see
 */
export async function listAccountLines(
  db: Queryable,
  asked: Asked,
): Promise<Page<AccountLineWire>> {
  await requireAccount(db, asked.principal, asked.projectId);
  return asked.query.figure === 'work' ? listWork(db, asked) : listPosted(db, asked);
}

const money = (minor: string | null) =>
  minor === null ? null : toMoneyWire({ minor: BigInt(minor), currency: COMPANY_CURRENCY });

interface WorkRow {
  id: string;
  on: CalendarDate;
  text: string;
  person: PersonRef;
  minutes: number;
  hour: string | null;
  amount: string | null;
  approvalId: string | null;
}

async function listWork(
  db: Queryable,
  { projectId, query }: Asked,
): Promise<Page<AccountLineWire>> {
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const rows = await db.query<WorkRow>(
    `SELECT l.id, l.worked_on AS "on", l.task AS text, json_build_object('id', e.id, 'name', e.name) AS person,
       l.minutes, l.cost_rate_minor AS hour, l.cost_minor AS amount,
       (SELECT r.id FROM approval_request r WHERE r.subject_id = l.sheet_id AND r.kind = 'timesheet'
        ORDER BY r.submitted_at DESC LIMIT 1) AS "approvalId"
     FROM timesheet_line l JOIN employee e ON e.id = l.employee_id
     WHERE l.project_id = $1 AND l.approved_at IS NOT NULL
       AND ($2::date IS NULL OR l.worked_on >= $2) AND ($3::date IS NULL OR l.worked_on <= $3)
       AND ($4::date IS NULL OR (l.worked_on, l.id) < ($4, $5::uuid))
     ORDER BY l.worked_on DESC, l.id DESC LIMIT $6`,
    [
      ...[projectId, query.from ?? null, query.to ?? null],
      ...[after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ on, id }) => ({ sortKey: on, id }),
    present: ({ hour, amount, ...row }) => ({
      ...row,
      ...{ hour: money(hour), amount: money(amount), entryId: null },
    }),
  });
}

interface PostedRow {
  number: string;
  ordinal: number;
  on: CalendarDate;
  text: string;
  amount: string;
  entryId: string;
}

// A page begins at the day the one before ended on: the index goes there at once.
function latest(to: CalendarDate | undefined, reached: CalendarDate | undefined): string {
  return [to, reached].filter((day) => day !== undefined).sort()[0] ?? 'infinity';
}

async function listPosted(
  db: Queryable,
  { projectId, query }: Asked,
): Promise<Page<AccountLineWire>> {
  const after = decodeCursor(query.cursor, {
    sortKey: z.iso.date(),
    id: z.string().regex(/^\d{1,18}\.\d{1,9}$/),
  });
  const [number, ordinal] = after?.id.split('.') ?? [null, null];
  const rows = await db.query<PostedRow>(
    `SELECT j.number, l.ordinal, l.entry_on AS "on", a.name || ': ' || j.memo AS text, ${JOURNAL_AMOUNT} AS amount,
       j.id AS "entryId"
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     WHERE l.project_id = $1 AND l.figure = $2 AND l.entry_on BETWEEN $3 AND $4
       AND ($5::date IS NULL OR (l.entry_on, j.number, l.ordinal) < ($5, $6::bigint, $7::integer))
     ORDER BY l.entry_on DESC, j.number DESC, l.ordinal DESC LIMIT $8`,
    [
      ...[projectId, query.figure, query.from ?? '-infinity', latest(query.to, after?.sortKey)],
      ...[after?.sortKey ?? null, number, ordinal, query.limit + 1],
    ],
  );
  const positionOf = (row: PostedRow) => `${row.number}.${row.ordinal}`;
  return toPage(rows, query.limit, {
    position: (row) => ({ sortKey: row.on, id: positionOf(row) }),
    present: (row) => ({
      ...{ id: positionOf(row), on: row.on, text: row.text, amount: money(row.amount) },
      ...{ person: null, minutes: null, hour: null, approvalId: null, entryId: row.entryId },
    }),
  });
}
