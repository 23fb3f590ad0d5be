import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { BankAccountWire, BankStatementWire } from '../../domain/wire/bank';
import type { Queryable } from '../../platform/database/database';
import { requireBooks } from '../finance/policy';
import { openBankLine } from './open-lines';

/** An amount of the books as it crosses the wire. */
export const inBooks = (minor: string | bigint) =>
  toMoneyWire({ minor: BigInt(minor), currency: COMPANY_CURRENCY });

/** An account with what is known of its statements. */
interface KnownAccount {
  id: string;
  code: string;
  name: string;
  /** Of the first and the last statement; null where there is none. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  opening: string | null;
  closing: string | null;
  open: number;
}

async function readAccounts(db: Queryable, only: { id?: string }): Promise<KnownAccount[]> {
  return db.query<KnownAccount>(
    `SELECT a.id, a.code, a.name, f.from_on AS "from", t.to_on AS "to", f.opening_minor AS opening,
       t.closing_minor AS closing, (SELECT count(*)::integer FROM bank_statement_line l
         WHERE l.account_id = a.id AND ${openBankLine('NULL')}) AS open
     FROM account a
     LEFT JOIN LATERAL (SELECT * FROM bank_statement s WHERE s.account_id = a.id ORDER BY s.from_on LIMIT 1) f ON true
     LEFT JOIN LATERAL (SELECT * FROM bank_statement s WHERE s.account_id = a.id ORDER BY s.to_on DESC LIMIT 1) t ON true
     WHERE a.kind = 'asset' AND a.control IS NULL AND NOT EXISTS (SELECT 1 FROM account c WHERE c.parent_id = a.id)
       -- What is posted to for another reason is at no bank: work in progress, input tax.
       AND NOT EXISTS (SELECT 1 FROM account_use o WHERE o.account_id = a.id AND o.use NOT IN ('bank', 'cash'))
       AND ($1::uuid IS NULL OR a.id = $1)
     -- The one that payments are posted to is asked for most.
     ORDER BY NOT EXISTS (SELECT 1 FROM account_use u WHERE u.account_id = a.id AND u.use = 'bank'), a.code`,
    [only.id ?? null],
  );
}

/** The accounts that can have statements, the bank's first. @throws DomainError forbidden */
export async function listBankAccounts(
  db: Queryable,
  principal: Principal,
): Promise<BankAccountWire[]> {
  requireBooks(principal);
  const rows = await readAccounts(db, {});
  return rows.map(({ from, to, closing, open, ...account }) => ({
    account: { id: account.id, code: account.code, name: account.name },
    statements:
      from === null || to === null || closing === null
        ? null
        : { from, to, closing: inBooks(closing), open },
  }));
}

/** One account that can have statements. @throws DomainError not-found */
export async function findBankAccount(db: Queryable, id: string): Promise<KnownAccount> {
  const [account] = await readAccounts(db, { id });
  if (!account) throw new DomainError('not-found', 'There is no such bank account');
  return account;
}

interface StatementRow extends Omit<
  BankStatementWire,
  'opening' | 'closing' | 'importedBy' | 'importedAt'
> {
  opening: string;
  closing: string;
  byId: string;
  byName: string;
  at: Date;
}

/** The statements of an account, the newest first. @throws DomainError forbidden, not-found */
export async function listStatements(
  db: Queryable,
  principal: Principal,
  accountId: string,
): Promise<BankStatementWire[]> {
  requireBooks(principal);
  await findBankAccount(db, accountId);
  const rows = await db.query<StatementRow>(
    `SELECT s.id, s.from_on AS "from", s.to_on AS "to", s.opening_minor AS opening, s.closing_minor AS closing,
       c.lines, c.matched, c.matched = 0 AND s.to_on = max(s.to_on) OVER () AS removable,
       e.id AS "byId", e.name AS "byName", s.imported_at AS at
     FROM bank_statement s JOIN employee e ON e.id = s.imported_by,
       LATERAL (SELECT count(*)::integer AS lines, count(m.line_id)::integer AS matched
         FROM bank_statement_line l LEFT JOIN bank_match m ON m.line_id = l.id WHERE l.statement_id = s.id) AS c
     WHERE s.account_id = $1 ORDER BY s.to_on DESC`,
    [accountId],
  );
  return rows.map(({ byId, byName, at, opening, closing, ...row }) => ({
    ...{ ...row, opening: inBooks(opening), closing: inBooks(closing) },
    ...{ importedBy: { id: byId, name: byName }, importedAt: at.toISOString() },
  }));
}
