import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { parseMoney, type Money } from '../../../domain/money/money';
import type { MoneyWire } from '../../../domain/wire/common';
import type { Transaction } from '../../../platform/database/database';
import { closeWithNumber } from '../../document-numbers/use-cases/close-with-number';

/** An order to write; its total is the sum of its lines. */
interface OrderContent {
  vendor: string;
  purpose: string;
  neededBy?: CalendarDate | undefined;
  lines: { description: string; quantity: number; unitPrice: MoneyWire }[];
  total: Money;
}

/** Writes a pending order with its lines, in the caller's transaction. Returns its id. */
export function submitOrder(tx: Transaction, order: OrderContent & { employeeId: string }): string {
  const id = randomUUID();
  tx.send(
    `WITH placed AS (
       INSERT INTO purchase_order (id, vendor, purpose, needed_by, currency, total_minor, employee_id)
       VALUES ($1, $2, $3, $4, $5, $6, $8) RETURNING id
     )
     ${INSERT_LINES}`,
    [...columnsOf(id, order), order.employeeId],
  );
  return id;
}

/** Rewrites a pending order, lines and all, in the caller's transaction. */
export function reviseOrder(tx: Transaction, order: OrderContent & { id: string }): void {
  tx.send('DELETE FROM purchase_order_line WHERE order_id = $1', [order.id]);
  tx.send(
    `WITH placed AS (
       UPDATE purchase_order SET vendor = $2, purpose = $3, needed_by = $4, currency = $5, total_minor = $6
       WHERE id = $1 AND status = 'pending' RETURNING id
     )
     ${INSERT_LINES}`,
    columnsOf(order.id, order),
  );
}

/** Ends a pending order, in the caller's transaction; approved, it takes the next number, once however often this runs. */
export function closeOrder(tx: Transaction, input: { orderId: string; outcome: Outcome }): void {
  tx.send(closeWithNumber('purchase_order'), [input.orderId, input.outcome]);
}

/** The lines of `placed`, a part of the same `WITH`. */
const INSERT_LINES = `
  INSERT INTO purchase_order_line (order_id, ordinal, description, quantity, unit_price_minor)
  SELECT placed.id, l.ordinal, l.description, l.quantity, l.unit_price_minor
  FROM placed, jsonb_to_recordset($7::jsonb)
    AS l (ordinal integer, description text, quantity integer, unit_price_minor bigint)`;

function columnsOf(id: string, order: OrderContent): unknown[] {
  const { vendor, purpose, neededBy, total } = order;
  const lines = order.lines.map(({ description, quantity, unitPrice }, index) => ({
    ...{ ordinal: index + 1, description, quantity },
    unit_price_minor: parseMoney(unitPrice).minor.toString(),
  }));
  const amount = [total.currency, total.minor.toString()];
  return [id, vendor, purpose, neededBy ?? null, ...amount, JSON.stringify(lines)];
}
