import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { proposeMatches, type OpenBookLine } from '../../domain/bank/propose';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import type {
  BankLineDetail,
  BankLineQuery,
  BankLineWire,
  BookLineQuery,
  BookLineWire,
} from '../../domain/wire/bank';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { containing } from '../../platform/database/pattern';
import { requireBooks } from '../finance/policy';
import { findBankAccount, inBooks } from './account-queries';
import { openBankLine, openBookLine } from './open-lines';

interface BankRow {
  id: string;
  ordinal: number;
  accountId: string;
  code: string;
  name: string;
  on: CalendarDate;
  description: string;
  reference: string;
  minor: string;
  byId: string | null;
  byName: string | null;
  at: Date | null;
}

const BANK_LINES = `SELECT l.id, l.ordinal, a.id AS "accountId", a.code, a.name, l.booked_on AS "on", l.description, l.reference,
    l.amount_minor AS minor, e.id AS "byId", e.name AS "byName", m.matched_at AS at
  FROM bank_statement_line l JOIN account a ON a.id = l.account_id
  LEFT JOIN bank_match m ON m.line_id = l.id LEFT JOIN employee e ON e.id = m.matched_by`;

/** The lines of the bank, the newest day first. @throws DomainError forbidden, not-found */
export async function listBankLines(
  db: Queryable,
  principal: Principal,
  query: BankLineQuery,
): Promise<Page<BankLineWire>> {
  requireBooks(principal);
  await findBankAccount(db, query.account);
  const after = decodeCursor(query.cursor, {
    sortKey: z.iso.date(),
    id: z.string().regex(/^\d{1,9}$/),
  });
  const { state } = query;
  const rows = await db.query<BankRow>(
    `${BANK_LINES}
     WHERE l.account_id = $1 AND ($2::boolean IS NULL OR ${openBankLine('$4')} = $2)
       AND ($3::text IS NULL OR l.description ILIKE $3 OR l.reference ILIKE $3) AND ($4::date IS NULL OR l.booked_on <= $4)
       AND ($5::date IS NULL OR (l.booked_on, l.ordinal) < ($5, $6::integer))
     ORDER BY l.booked_on DESC, l.ordinal DESC LIMIT $7`,
    [
      ...[query.account, state === undefined ? null : state === 'open', containing(query.q)],
      ...[query.asOf ?? null, after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ on, ordinal }) => ({ sortKey: on, id: `${ordinal}` }),
    present: presentBankLine,
  });
}

function presentBankLine(row: BankRow): BankLineWire {
  const { id, on, description, reference, minor, byId, byName, at } = row;
  return {
    ...{ id, on, description, reference, amount: inBooks(minor) },
    account: { id: row.accountId, code: row.code, name: row.name },
    matched:
      byId === null || at === null
        ? null
        : { by: { id: byId, name: byName ?? '' }, at: at.toISOString() },
  };
}

interface BookRow {
  entryId: string;
  ordinal: number;
  number: string;
  postedOn: CalendarDate;
  memo: string;
  minor: string;
  documents: string[];
}

/** What a text of the bank may call an entry by: numbers in its own text, of its receipt, bill and settled invoices. */
const DOCUMENTS = `ARRAY(
    SELECT found[1] FROM regexp_matches(e.memo, '[A-Z]{2,8}-[0-9]{4}-[0-9]{2,}', 'g') AS found
    UNION SELECT r.reference FROM customer_receipt r
      WHERE e.source_kind = 'customer-receipt' AND r.id = e.source_id AND r.reference <> ''
    UNION SELECT i.number FROM customer_allocation c JOIN customer_invoice i ON i.id = c.invoice_id
      WHERE e.source_kind = 'customer-receipt' AND c.receipt_id = e.source_id AND c.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM customer_allocation r WHERE r.reverses_id = c.id)
    UNION SELECT b.bill_number FROM payment_release p JOIN vendor_bill b ON b.id = p.bill_id
      WHERE e.source_kind = 'payment-release' AND p.id = e.source_id
    ORDER BY 1)`;

const BOOK_LINES = `SELECT e.id AS "entryId", j.ordinal, e.number, e.posted_on AS "postedOn", e.memo,
    (j.debit_minor - j.credit_minor)::text AS minor, ${DOCUMENTS} AS documents
  FROM journal_line j JOIN journal_entry e ON e.id = j.entry_id`;

/** Lines of the journal on an account that no line of the bank is matched with, the newest day first. @throws DomainError forbidden, not-found */
export async function listBookLines(
  db: Queryable,
  principal: Principal,
  query: BookLineQuery,
): Promise<Page<BookLineWire>> {
  requireBooks(principal);
  const { from } = await findBankAccount(db, query.account);
  const after = decodeCursor(query.cursor, {
    sortKey: z.iso.date(),
    id: z.string().regex(/^\d{1,18}\.\d{1,9}$/),
  });
  const [number, ordinal] = after?.id.split('.') ?? [null, null];
  const { part } = query;
  const rows = await db.query<BookRow>(
    `${BOOK_LINES}
     WHERE j.account_id = $1 AND ${openBookLine('$3')} AND ($2::text IS NULL OR e.memo ILIKE $2 OR e.number::text = $10)
       AND ($3::date IS NULL OR e.posted_on <= $3)
       AND ($4::boolean IS NULL OR $5::date IS NULL OR (e.posted_on < $5) = $4)
       AND ($6::date IS NULL OR (e.posted_on, e.number, -j.ordinal) < ($6, $7::bigint, -$8::integer))
     ORDER BY e.posted_on DESC, e.number DESC, j.ordinal LIMIT $9`,
    [
      ...[query.account, containing(query.q), query.asOf ?? null],
      ...[part === undefined ? null : part === 'before', from],
      ...[after?.sortKey ?? null, number, ordinal, query.limit + 1, query.q ?? null],
    ],
  );
  return toPage(rows, query.limit, {
    position: (row) => ({ sortKey: row.postedOn, id: `${row.number}.${row.ordinal}` }),
    present: presentBookLine,
  });
}

function presentBookLine({ minor, ...row }: BookRow): BookLineWire {
  return { ...row, amount: inBooks(minor) };
}

const bookId = ({ entryId, ordinal }: { entryId: string; ordinal: number }) =>
  `${entryId} ${ordinal}`;

/** One line of the bank with what it is, or what it may be. @throws DomainError forbidden, not-found */
export async function findBankLine(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<BankLineDetail> {
  requireBooks(principal);
  const [row] = await db.query<BankRow>(`${BANK_LINES} WHERE l.id = $1`, [id]);
  if (!row) throw new DomainError('not-found', 'There is no such line of a bank');
  const lines = await db.query<BookRow>(
    `${BOOK_LINES} JOIN bank_match_line m ON m.entry_id = j.entry_id AND m.ordinal = j.ordinal
     WHERE m.line_id = $1 ORDER BY e.number, j.ordinal`,
    [id],
  );
  return {
    ...presentBankLine(row),
    lines: lines.map(presentBookLine),
    proposals: row.byId === null ? await proposalsFor(db, row) : [],
  };
}

async function proposalsFor(db: Queryable, row: BankRow): Promise<BankLineDetail['proposals']> {
  const { proposals, books } = await readProposals(db, row.accountId);
  return (proposals.get(row.id) ?? []).map(({ bookLineIds, why, certain }) => ({
    lines: bookLineIds.flatMap((id) => books.get(id) ?? []),
    ...{ why, certain },
  }));
}

/** What all open lines of an account may be; lines of the journal by the ids that proposals name. */
export async function readProposals(db: Queryable, accountId: string) {
  const [bank, rows] = await Promise.all([
    db.query<BankRow>(`${BANK_LINES} WHERE l.account_id = $1 AND m.line_id IS NULL`, [accountId]),
    db.query<BookRow>(`${BOOK_LINES} WHERE j.account_id = $1 AND ${openBookLine('NULL')}`, [
      accountId,
    ]),
  ]);
  const book: OpenBookLine[] = rows.map((row) => ({
    ...{ id: bookId(row), on: row.postedOn, minor: BigInt(row.minor), documents: row.documents },
  }));
  const proposals = proposeMatches(
    bank.map(({ id, on, minor, description, reference }) => ({
      ...{ id, on, minor: BigInt(minor), text: `${description} ${reference}` },
    })),
    book,
  );
  return { proposals, books: new Map(rows.map((row) => [bookId(row), presentBookLine(row)])) };
}
