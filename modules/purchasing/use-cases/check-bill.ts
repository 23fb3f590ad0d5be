import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoney, type Money } from '../../../domain/money/money';
import type { Queryable } from '../../../platform/database/database';
import { billableOrder, hasLiveBill, type BillableOrder } from '../queries';

/** A bill as it is checked. */
interface BillToCheck {
  requesterId: string;
  vendor: string;
  billNumber: string;
  billedOn: CalendarDate;
  /** In the company's currency, which orders are in. */
  amount: Money;
  /** The number of the order it is for, if there is one. */
  orderNumber?: string | undefined;
  today: CalendarDate;
  /** The record that is being changed. */
  exceptId?: string;
}

/**
 * Checks a vendor's bill against the day, the bills there are and its order; reads only.
 * @returns the order it is for, or null
 * @throws DomainError invalid-input (a date ahead, no such order, another vendor's, more than is left), conflict (a bill
 *   that is here already)
 */
export async function checkBill(db: Queryable, bill: BillToCheck): Promise<BillableOrder | null> {
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  if (bill.billedOn > bill.today) throw refuse('billedOn', 'This date is in the future');
  if (await hasLiveBill(db, bill)) throw alreadyHere(bill);
  if (bill.orderNumber === undefined) return null;
  const order = await billableOrder(db, { ...bill, number: bill.orderNumber });
  if (!order) {
    throw refuse('purchaseOrder', `There is no approved order ${bill.orderNumber} for you to bill`);
  }
  if (order.vendor.toLowerCase() !== bill.vendor.toLowerCase()) {
    throw refuse('vendor', `${order.number} is an order with ${order.vendor}`);
  }
  if (bill.amount.minor > order.left.minor) throw beyondOrder(order);
  return order;
}

/** The refusal of a bill that would make an order's bills more than the order. */
export function beyondOrder(order: { number: string; left?: Money }): DomainError {
  const left = order.left ? `${formatMoney(order.left)} of ${order.number} is` : 'Too little is';
  return invalidInput([{ path: 'amount.amount', message: `${left} left to bill` }]);
}

/** The refusal of a bill that is pending or approved already. */
export function alreadyHere(bill: { vendor: string; billNumber: string }): DomainError {
  return new DomainError(
    'conflict',
    `Bill ${bill.billNumber} of ${bill.vendor} was handed in already`,
  );
}
