import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { rateText } from '../../../domain/money/exchange';
import type { Money } from '../../../domain/money/money';
import type { BookedBill } from '../../../domain/purchasing/bills';
import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import { closeWithNumber } from '../../document-numbers/use-cases/close-with-number';
import { alreadyHere, beyondOrder } from './check-bill';

/** A bill to write. */
export interface BillContent {
  vendor: string;
  billNumber: string;
  billedOn: CalendarDate;
  dueOn: CalendarDate;
  description: string;
  amount: Money;
  /** What of the amount is tax, in its minor units. */
  taxMinor: bigint;
  /** What it is worth in the company's currency; null for what is in that currency. */
  booked: BookedBill | null;
  order: { id: string; number: string } | null;
}

/**
 * Writes a pending bill and claims its amount from its order, in the caller's transaction. Returns its id.
 * @throws DomainError conflict when the bill came a moment ago, invalid-input when another one took what was left
 */
export async function handInBill(
  tx: Transaction,
  bill: BillContent & { employeeId: string },
): Promise<string> {
  const id = randomUUID();
  const rows = await tx.query(
    `INSERT INTO vendor_bill (id, vendor, bill_number, billed_on, due_on, description, currency, amount_minor,
       purchase_order_id, tax_minor, rate, base_minor, base_tax_minor, employee_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (lower(vendor), lower(bill_number)) WHERE status IN ('pending', 'approved') AND taken_back_on IS NULL
     DO NOTHING
     RETURNING id`,
    [...columnsOf(id, bill), bill.employeeId],
  );
  if (rows.length === 0) throw alreadyHere(bill);
  await claimFromOrder(tx, bill);
  return id;
}

/** Gives back what a pending bill claims from its order, in the caller's transaction, before it is checked anew. */
export async function releaseClaim(tx: Transaction, billId: string): Promise<void> {
  await tx.query(
    `UPDATE purchase_order o SET billed_minor = o.billed_minor - coalesce(b.base_minor, b.amount_minor)
     FROM vendor_bill b WHERE b.id = $1 AND b.status = 'pending' AND o.id = b.purchase_order_id`,
    [billId],
  );
}

/**
 * Rewrites a pending bill whose claim was released, and claims anew, in the caller's transaction.
 * @throws DomainError conflict, invalid-input as {@link handInBill}
 */
export async function reviseBill(
  tx: Transaction,
  bill: BillContent & { id: string },
): Promise<void> {
  await tx
    .query(
      `UPDATE vendor_bill SET vendor = $2, bill_number = $3, billed_on = $4, due_on = $5, description = $6,
         currency = $7, amount_minor = $8, purchase_order_id = $9, tax_minor = $10, rate = $11, base_minor = $12,
         base_tax_minor = $13 WHERE id = $1 AND status = 'pending'`,
      columnsOf(bill.id, bill),
    )
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'vendor_bill_once' ? alreadyHere(bill) : error;
    });
  await claimFromOrder(tx, bill);
}

/**
 * Ends a pending bill, in the caller's transaction: approved, it takes the next number and keeps its claim on the order;
 * otherwise the claim is given back. A second run writes nothing.
 */
export function closeBill(tx: Transaction, input: { billId: string; outcome: Outcome }): void {
  tx.send(closeWithNumber('vendor_bill', RELEASED), [input.billId, input.outcome]);
}

const RELEASED = `, released AS (
      UPDATE purchase_order o SET billed_minor = o.billed_minor - coalesce(b.base_minor, b.amount_minor)
      FROM target JOIN vendor_bill b ON b.id = target.id
      WHERE o.id = b.purchase_order_id AND $2 <> 'approved'
    )`;

/** Two bills at the same moment meet at the order's row; whichever comes second sees what the first has left. */
async function claimFromOrder(tx: Transaction, bill: BillContent): Promise<void> {
  const { order, amount, booked } = bill;
  if (!order) return;
  const rows = await tx.query(
    `UPDATE purchase_order SET billed_minor = billed_minor + $2
     WHERE id = $1 AND status = 'approved' AND billed_minor + $2 <= total_minor RETURNING id`,
    [order.id, (booked?.base ?? amount.minor).toString()],
  );
  if (rows.length === 0) throw beyondOrder({ number: order.number });
}

function columnsOf(id: string, bill: BillContent): unknown[] {
  const { vendor, billNumber, billedOn, dueOn, description, amount, order } = bill;
  const money = [amount.currency, amount.minor.toString()];
  const rest = [order?.id ?? null, bill.taxMinor.toString()];
  const { booked } = bill;
  const books = booked
    ? [rateText(booked.rate), booked.base.toString(), booked.baseTax.toString()]
    : [null, null, null];
  return [id, vendor, billNumber, billedOn, dueOn, description, ...money, ...rest, ...books];
}
