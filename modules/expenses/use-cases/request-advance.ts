import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { parseMoney } from '../../../domain/money/money';
import type { MoneyWire } from '../../../domain/wire/common';
import type { Transaction } from '../../../platform/database/database';

/** Money that somebody wants beforehand. */
interface AskedAdvance {
  amount: MoneyWire;
  purpose: string;
  neededBy: CalendarDate;
}

/** Writes an advance that waits for its approval, in the caller's transaction. Returns its id. */
export function submitAdvanceRequest(
  tx: Transaction,
  asked: AskedAdvance & { employeeId: string; approvalId: string },
): string {
  const id = randomUUID();
  tx.send(
    `INSERT INTO advance_request (id, currency, amount_minor, purpose, needed_by, employee_id, approval_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [...columnsOf(id, asked), asked.employeeId, asked.approvalId],
  );
  return id;
}

/** Rewrites an advance that waits, in the caller's transaction. */
export function reviseAdvanceRequest(tx: Transaction, asked: AskedAdvance & { id: string }): void {
  tx.send(
    `UPDATE advance_request SET currency = $2, amount_minor = $3, purpose = $4, needed_by = $5
     WHERE id = $1 AND status = 'pending'`,
    columnsOf(asked.id, asked),
  );
}

/** Ends an advance's wait, in the caller's transaction; approved, it is for finance to pay. A second run writes nothing. */
export function closeAdvanceRequest(
  tx: Transaction,
  closed: { id: string; outcome: Outcome },
): void {
  tx.send(
    `UPDATE advance_request SET status = $2, approved_at = CASE WHEN $2 = 'approved' THEN clock_timestamp() END
     WHERE id = $1 AND status = 'pending'`,
    [closed.id, closed.outcome],
  );
}

function columnsOf(id: string, { amount, purpose, neededBy }: AskedAdvance): unknown[] {
  const { minor, currency } = parseMoney(amount);
  return [id, currency, minor.toString(), purpose, neededBy];
}
