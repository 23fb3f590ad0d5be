import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { Page } from '../../domain/wire/common';
import type { ReceiptQuery, ReceiptRow, ReceiptWire } from '../../domain/wire/receivables';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { containing } from '../../platform/database/pattern';
import { requireBooks } from '../finance/policy';
import { listAllocations } from './allocation-queries';

interface Row extends Omit<ReceiptRow, 'customer' | 'amount' | 'left'> {
  customerId: string;
  customerName: string;
  receivedOn: CalendarDate;
  currency: string;
  amount: string;
  settled: string;
  rate: string;
  base: string;
}

const RECEIPTS = `SELECT r.id, r.number, c.id AS "customerId", c.name AS "customerName", r.received_on AS "receivedOn",
    r.method, r.reference, r.currency, r.amount_minor AS amount, trim_scale(r.rate)::text AS rate, r.base_minor AS base,
    (SELECT coalesce(sum(a.amount_minor), 0)::text FROM customer_allocation a WHERE a.receipt_id = r.id) AS settled,
    (SELECT json_build_object('on', v.reversed_on, 'reason', v.reason) FROM customer_receipt_reversal v
     WHERE v.receipt_id = r.id) AS reversed
  FROM customer_receipt r JOIN customer c ON c.id = r.customer_id`;

/** What came in from customers, the newest day first. @throws DomainError forbidden */
export async function listReceipts(
  db: Queryable,
  principal: Principal,
  query: ReceiptQuery,
): Promise<Page<ReceiptRow>> {
  requireBooks(principal);
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const rows = await db.query<Row>(
    `${RECEIPTS} WHERE ($1::text IS NULL OR r.number ILIKE $1 OR c.name ILIKE $1 OR r.reference ILIKE $1)
       AND ($2::uuid IS NULL OR r.customer_id = $2) AND ($3::date IS NULL OR (r.received_on, r.id) < ($3, $4::uuid))
     ORDER BY r.received_on DESC, r.id DESC LIMIT $5`,
    [
      ...[containing(query.q), query.customer ?? null],
      ...[after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ receivedOn, id }) => ({ sortKey: receivedOn, id }),
    present: presentRow,
  });
}

/** One receipt with what it settled. @throws DomainError forbidden, not-found */
export async function findReceipt(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<ReceiptWire> {
  requireBooks(principal);
  const [row] = await db.query<Row>(`${RECEIPTS} WHERE r.id = $1`, [id]);
  if (!row) throw new DomainError('not-found', 'There is no such receipt');
  return {
    ...presentRow(row),
    rate: row.rate,
    base: toMoneyWire({ minor: BigInt(row.base), currency: COMPANY_CURRENCY }),
    allocations: await listAllocations(db, { receiptId: id }),
  };
}

function presentRow(row: Row): ReceiptRow {
  const { id, number, receivedOn, method, reference, currency, amount, settled, reversed } = row;
  const left = reversed ? 0n : BigInt(amount) - BigInt(settled);
  return {
    ...{ id, number, receivedOn, method, reference, reversed },
    customer: { id: row.customerId, name: row.customerName },
    amount: toMoneyWire({ minor: BigInt(amount), currency }),
    left: toMoneyWire({ minor: left, currency }),
  };
}
