import type { Principal } from '../../domain/access/principal';
import { reconcile, type ReconciliationSums } from '../../domain/bank/reconcile';
import type { CalendarDate } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { dateIn } from '../../domain/dates/today';
import { DomainError, invalidInput } from '../../domain/errors';
import type { ReconciliationRow, ReconciliationWire } from '../../domain/wire/bank';
import type { Page } from '../../domain/wire/common';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { requireBooks } from '../finance/policy';
import { findBankAccount, inBooks } from './account-queries';
import { listBankLines, listBookLines } from './line-queries';
import { openBankLine, openBookLine } from './open-lines';

interface Deps {
  db: Queryable;
  clock: Clock;
}

interface Asked {
  principal: Principal;
  query: { account: string; asOf?: CalendarDate };
}

/**
 * How the books come to the bank on a day, each figure summed up for itself from its lines.
 * @throws DomainError forbidden, not-found (no such account, no statements yet), invalid-input (before the statements)
 */
export async function readReconciliation(
  deps: Deps,
  { principal, query }: Asked,
): Promise<ReconciliationWire> {
  requireBooks(principal);
  const account = await findBankAccount(deps.db, query.account);
  const { id, code, name, from, to, opening } = account;
  if (from === null || to === null || opening === null)
    throw new DomainError('not-found', `No statement of ${code} ${name} was taken in yet`);
  const asOf = query.asOf ?? dateIn(principal.zone, deps.clock.now());
  if (asOf < from)
    throw invalidInput([{ path: 'asOf', message: `The statements begin on ${formatDate(from)}` }]);
  const found = reconcile(await readSums(deps.db, { id, asOf, from, opening }));
  return {
    ...{ account: { id, code, name }, asOf, from, to },
    ...{ book: inBooks(found.book), statement: inBooks(found.statement) },
    ...{ inBooksOnly: inBooks(found.inBooksOnly), inBankOnly: inBooks(found.inBankOnly) },
    ...{ beginning: inBooks(found.beginning), difference: inBooks(found.difference) },
  };
}

async function readSums(
  db: Queryable,
  of: { id: string; asOf: CalendarDate; from: CalendarDate; opening: string },
): Promise<ReconciliationSums> {
  const [row] = await db.query<
    Record<'book' | 'before' | 'booksOnly' | 'bank' | 'bankOnly', string>
  >(
    `SELECT b.book, b.before, b."booksOnly", s.bank, s."bankOnly" FROM
       (SELECT coalesce(sum(x.minor), 0)::text AS book,
          coalesce(sum(x.minor) FILTER (WHERE x.is_open AND x.posted_on < $3), 0)::text AS before,
          coalesce(sum(x.minor) FILTER (WHERE x.is_open AND x.posted_on >= $3), 0)::text AS "booksOnly"
        FROM (SELECT e.posted_on, j.debit_minor - j.credit_minor AS minor, ${openBookLine('$2')} AS is_open
          FROM journal_line j JOIN journal_entry e ON e.id = j.entry_id
          WHERE j.account_id = $1 AND e.posted_on <= $2) AS x) AS b,
       (SELECT coalesce(sum(l.amount_minor), 0)::text AS bank,
          coalesce(sum(l.amount_minor) FILTER (WHERE ${openBankLine('$2')}), 0)::text AS "bankOnly"
        FROM bank_statement_line l WHERE l.account_id = $1 AND l.booked_on <= $2) AS s`,
    [of.id, of.asOf, of.from],
  );
  if (!row) throw new Error('the sums were not answered');
  const opening = BigInt(of.opening);
  return {
    ...{ opening, book: BigInt(row.book), statement: opening + BigInt(row.bank) },
    ...{ before: BigInt(row.before), inBooksOnly: BigInt(row.booksOnly) },
    inBankOnly: BigInt(row.bankOnly),
  };
}

const PAGE = 1000;

/** A reconciliation as rows of a file: its figures, then the lines they are made of. @throws as {@link readReconciliation} */
export async function listReconciliationRows(
  deps: Deps,
  asked: Asked,
): Promise<Page<ReconciliationRow>> {
  const { principal } = asked;
  const found = await readReconciliation(deps, asked);
  const query = { account: found.account.id, asOf: found.asOf };
  const figure = (part: string, amount: ReconciliationRow['amount']): ReconciliationRow => ({
    ...{ part, on: null, text: 'Sum', reference: null, amount },
  });
  const books = await whole((cursor) =>
    listBookLines(deps.db, principal, { ...query, part: 'since', limit: PAGE, cursor }),
  );
  const bank = await whole((cursor) =>
    listBankLines(deps.db, principal, { ...query, state: 'open', limit: PAGE, cursor }),
  );
  const items = [
    figure('Books', found.book),
    figure('In the books only', found.inBooksOnly),
    ...books.map(({ postedOn, memo, number, amount }) => ({
      ...{ part: 'In the books only', on: postedOn, text: memo, reference: number, amount },
    })),
    figure('On the statement only', found.inBankOnly),
    ...bank.map(({ on, description, reference, amount }) => ({
      ...{ part: 'On the statement only', on, text: description, reference, amount },
    })),
    figure('Apart before the first statement', found.beginning),
    figure('Statement', found.statement),
    figure('Not explained', found.difference),
  ];
  return { items, nextCursor: null };
}

async function whole<Item>(read: (cursor?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
