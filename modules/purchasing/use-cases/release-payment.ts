import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoney, type Money } from '../../../domain/money/money';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { payableBill, type PayableBill } from '../queries';

/**
 * Checks that the payment of a bill may be asked for; reads only.
 * @param input.exceptId the release that is being changed
 * @throws DomainError invalid-input (no such bill for this person, a date gone by, more than is left or in another currency),
 *   conflict (all of it is asked for or released already)
 */
export async function checkPayment(
  db: Queryable,
  input: {
    requesterId: string;
    billNumber: string;
    payOn: CalendarDate;
    today: CalendarDate;
    /** What of it is to be paid; all that no release asks for yet without it. */
    amount?: Money | undefined;
    exceptId?: string;
  },
): Promise<PayableBill & { asked: Money }> {
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  if (input.payOn < input.today) throw refuse('payOn', 'This date is in the past');
  const bill = await payableBill(db, { ...input, number: input.billNumber });
  if (!bill) throw refuse('bill', `There is no approved bill ${input.billNumber} for you to pay`);
  if (bill.left.minor === 0n) throw alreadyReleased(input.billNumber);
  const asked = input.amount ?? bill.left;
  if (asked.currency !== bill.amount.currency)
    throw refuse('amount.currency', `${input.billNumber} is in ${bill.amount.currency}`);
  if (asked.minor > bill.left.minor) {
    const left = `${formatMoney(bill.left)} of ${input.billNumber} is left to pay`;
    throw refuse('amount.amount', left);
  }
  return { ...bill, asked };
}

/** Whoever comes second finds that too little is left to pay. */
const BEYOND_BILL = 'payment_release_fits';

/**
 * Writes the pending release of a bill's payment, in the caller's transaction. Returns its id.
 * @throws DomainError conflict when another one came a moment ago
 */
export async function submitPayment(
  tx: Transaction,
  payment: {
    employeeId: string;
    bill: { id: string; number: string };
    asked: Money;
    payOn: CalendarDate;
    method: string;
  },
): Promise<string> {
  const id = randomUUID();
  const { bill, asked } = payment;
  await tx
    .query(
      `INSERT INTO payment_release (id, employee_id, bill_id, pay_on, method, currency, amount_minor)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        ...[id, payment.employeeId, bill.id, payment.payOn, payment.method],
        ...[asked.currency, asked.minor.toString()],
      ],
    )
    .catch((error: unknown) => {
      throw violatedConstraint(error) === BEYOND_BILL ? alreadyReleased(bill.number) : error;
    });
  return id;
}

/**
 * Rewrites a pending release, in the caller's transaction.
 * @throws DomainError invalid-input when it would become another bill's
 */
export async function revisePayment(
  tx: Transaction,
  payment: { id: string; billId: string; asked: Money; payOn: CalendarDate; method: string },
): Promise<void> {
  const rows = await tx.query(
    `UPDATE payment_release SET pay_on = $3, method = $4, amount_minor = $5
     WHERE id = $1 AND bill_id = $2 AND status = 'pending' RETURNING id`,
    [payment.id, payment.billId, payment.payOn, payment.method, payment.asked.minor.toString()],
  );
  if (rows.length === 0) {
    throw invalidInput([{ path: 'bill', message: 'This request is about another bill' }]);
  }
}

/** Ends a pending release, in the caller's transaction. Safe to repeat. */
export function closePayment(tx: Transaction, input: { id: string; outcome: Outcome }): void {
  tx.send(`UPDATE payment_release SET status = $2 WHERE id = $1 AND status = 'pending'`, [
    input.id,
    input.outcome,
  ]);
}

function alreadyReleased(billNumber: string): DomainError {
  return new DomainError('conflict', `The payment of ${billNumber} was asked for already`);
}
