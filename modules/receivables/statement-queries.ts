import type { Principal } from '../../domain/access/principal';
import { daysBetween, type CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { StatementQuery, StatementWire } from '../../domain/wire/receivables';
import type { Queryable } from '../../platform/database/database';
import { requireBooks } from '../finance/policy';

const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });

/** The lines of the receivable account that are about a customer's documents ($1). */
const LINES = `FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
    AND a.control = 'receivable'
  JOIN (SELECT id, number FROM customer_invoice WHERE customer_id = $1 AND status = 'issued'
    UNION ALL SELECT id, number FROM customer_receipt WHERE customer_id = $1) AS d ON d.id = l.item_id`;

/**
 * What happened with a customer in a stretch of time, and what is open at its end, both from the books: the closing balance
 * is the sum of what is open.
 * @throws DomainError forbidden, not-found
 */
export async function readStatement(
  db: Queryable,
  principal: Principal,
  of: { customerId: string; query: StatementQuery },
): Promise<StatementWire> {
  requireBooks(principal);
  const { customerId, query } = of;
  const [customer] = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM customer WHERE id = $1',
    [customerId],
  );
  if (!customer) throw new DomainError('not-found', 'There is no such customer');
  const { from, to } = query;
  const [before] = await db.query<{ minor: string }>(
    `SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)::text AS minor ${LINES} WHERE j.posted_on < $2`,
    [customerId, from],
  );
  const opening = BigInt(before?.minor ?? 0);
  const movements = await db.query<Movement>(
    `SELECT j.id AS "entryId", j.posted_on AS "on", l.item_kind AS kind, l.item_id AS id, j.memo AS text,
       (l.debit_minor - l.credit_minor)::text AS minor
     ${LINES} WHERE j.posted_on BETWEEN $2 AND $3 ORDER BY j.posted_on, j.number, l.ordinal`,
    [customerId, from, to],
  );
  let balance = opening;
  const rows = movements.map(({ entryId, on, kind, id, text, minor }) => {
    balance += BigInt(minor);
    const amounts = { amount: money(BigInt(minor)), balance: money(balance) };
    return { entryId, on, text, document: { kind, id }, ...amounts };
  });
  return {
    ...{ customer, from, to, opening: money(opening), rows, closing: money(balance) },
    open: await openDocuments(db, customerId, to),
  };
}

interface Movement {
  entryId: string;
  on: CalendarDate;
  kind: string;
  id: string;
  text: string;
  minor: string;
}

async function openDocuments(db: Queryable, customerId: string, asOf: CalendarDate) {
  const rows = await db.query<{
    kind: string;
    id: string;
    number: string;
    dueOn: CalendarDate;
    minor: string;
  }>(
    `SELECT l.item_kind AS kind, l.item_id AS id, d.number, coalesce(min(l.due_on), min(j.posted_on)) AS "dueOn",
       sum(l.debit_minor - l.credit_minor)::text AS minor
     ${LINES} WHERE j.posted_on <= $2
     GROUP BY l.item_kind, l.item_id, d.number HAVING sum(l.debit_minor) <> sum(l.credit_minor)
     ORDER BY "dueOn", d.number`,
    [customerId, asOf],
  );
  return rows.map(({ kind, id, number, dueOn, minor }) => ({
    ...{ document: { kind, id }, number, dueOn, amount: money(BigInt(minor)) },
    daysLate: Math.max(0, daysBetween(dueOn, asOf)),
  }));
}
