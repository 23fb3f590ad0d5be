import { DomainError } from '../../domain/errors';
import type { AccountWire, FiscalYear, PeriodWire } from '../../domain/wire/finance';
import type { Queryable } from '../../platform/database/database';

/** The chart of accounts, by code. */
export async function listAccounts(
  db: Queryable,
  only: { id?: string } = {},
): Promise<AccountWire[]> {
  return db.query<AccountWire>(
    `SELECT a.id, a.code, a.name, a.kind, a.parent_id AS "parentId", a.currency, a.control, a.active,
       ARRAY(SELECT u.use FROM account_use u WHERE u.account_id = a.id ORDER BY u.use) AS uses
     FROM account a WHERE ($1::uuid IS NULL OR a.id = $1) ORDER BY a.code`,
    [only.id ?? null],
  );
}

/** One account. @throws DomainError not-found */
export async function findAccount(db: Queryable, id: string): Promise<AccountWire> {
  const [account] = await listAccounts(db, { id });
  if (!account) throw new DomainError('not-found', 'There is no such account');
  return account;
}

/** The month a fiscal year begins with. */
export async function readFiscalYear(db: Queryable): Promise<FiscalYear> {
  const [row] = await db.query<FiscalYear>(
    'SELECT fiscal_year_starts AS "startsInMonth" FROM finance_setting',
  );
  if (!row) throw new DomainError('unavailable', 'No fiscal year is set: PUT /fiscal-year');
  return row;
}

/** The months that have been posted to or closed, the newest first. */
export async function listPeriods(
  db: Queryable,
  only: { month?: string } = {},
): Promise<PeriodWire[]> {
  return db.query<PeriodWire>(
    `SELECT to_char(p.starts_on, 'YYYY-MM') AS month, p.status,
       (SELECT count(*)::integer FROM journal_entry j
        WHERE j.posted_on >= p.starts_on AND j.posted_on < p.starts_on + interval '1 month') AS entries,
       coalesce((SELECT json_agg(json_build_object('status', c.status, 'reason', c.reason,
          'by', json_build_object('id', e.id, 'name', e.name),
          'at', to_char(c.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY c.id)
        FROM accounting_period_change c JOIN employee e ON e.id = c.changed_by
        WHERE c.starts_on = p.starts_on), '[]') AS changes
     FROM accounting_period p WHERE ($1::text IS NULL OR to_char(p.starts_on, 'YYYY-MM') = $1)
     ORDER BY p.starts_on DESC`,
    [only.month ?? null],
  );
}
