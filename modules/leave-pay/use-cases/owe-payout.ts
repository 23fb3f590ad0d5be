import type { CalendarDate } from '../../../domain/dates/calendar';
import { payoutMinor } from '../../../domain/leave/payout';
import type { LeaveType } from '../../../domain/leave/leave-types';
import type { Transaction } from '../../../platform/database/database';
import { dailyRateOn } from '../queries';

/**
 * Owes what some days are worth at the rate of a day, in the caller's transaction; once for a source. Without a rate it
 * is owed without an amount, which the list of what is owed says, until one is entered.
 */
export async function owePayout(
  tx: Transaction,
  payout: {
    employeeId: string;
    type: LeaveType;
    source: string;
    on: CalendarDate;
    units: number;
  },
): Promise<void> {
  const { employeeId, type, source, on, units } = payout;
  // Whoever enters a rate at this moment waits, and then finds this to price.
  await tx.query('SELECT 1 FROM employee WHERE id = $1 FOR SHARE', [employeeId]);
  const rate = await dailyRateOn(tx, employeeId, on);
  await tx.query(
    `INSERT INTO leave_payable (employee_id, type, source, on_date, units, currency, rate_minor, amount_minor)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (employee_id, type, source) DO NOTHING`,
    [
      ...[employeeId, type, source, on, units],
      ...[rate?.currency ?? null, rate?.rateMinor.toString() ?? null],
      rate ? payoutMinor(units, rate.rateMinor).toString() : null,
    ],
  );
}
