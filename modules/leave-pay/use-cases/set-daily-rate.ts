import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import { payoutMinor } from '../../../domain/leave/payout';
import { belowCeiling } from '../../../domain/money/ceiling';
import { requireCompanyCurrency } from '../../../domain/money/company-currency';
import { parseMoney } from '../../../domain/money/money';
import type { DailyRateWire, SetDailyRate } from '../../../domain/wire/leave-pay';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { dailyRateOn, listDailyRates } from '../queries';

/**
 * Says what a day of leave is worth for somebody from a day on, in place of what was said of that day. What is owed has
 * the rate it was owed at; what waited for one gets it now.
 * @throws DomainError forbidden (one's own), not-found, invalid-input (not in the company's currency, or what waits for it comes to more
 *   than can be kept)
 */
export async function setDailyRate(
  { db }: { db: Database },
  principal: Principal,
  wanted: SetDailyRate,
): Promise<DailyRateWire> {
  const { employeeId, validFrom } = wanted;
  if (employeeId === principal.id)
    throw new DomainError('forbidden', 'Somebody else must enter your own daily rate.');
  await db.transaction((tx) => enterRate(tx, principal, wanted));
  const { items } = await listDailyRates(db, principal, { employeeId, limit: 200 });
  const rate = items.find((item) => item.validFrom === validFrom);
  if (!rate) throw new DomainError('conflict', 'The rate was replaced just now. Look again');
  return rate;
}

/** The same for one rate, in the caller's transaction. Whose it may be is the caller's to check. @throws DomainError not-found, invalid-input (not in the company's currency) */
export async function enterRate(
  tx: Transaction,
  principal: Principal,
  wanted: SetDailyRate,
): Promise<void> {
  const { employeeId, validFrom } = wanted;
  requireCompanyCurrency({ rate: wanted.rate });
  const { minor, currency } = parseMoney(wanted.rate);
  const [person] = await tx.query('SELECT 1 FROM employee WHERE id = $1 FOR NO KEY UPDATE', [
    employeeId,
  ]);
  if (!person) throw new DomainError('not-found', 'There is no such person.');
  await tx.query(
    `INSERT INTO daily_rate (employee_id, valid_from, currency, rate_minor, set_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (employee_id, valid_from) DO UPDATE SET currency = excluded.currency,
       rate_minor = excluded.rate_minor, set_by = excluded.set_by, set_at = now()`,
    [employeeId, validFrom, currency, minor.toString(), principal.id],
  );
  await priceWaiting(tx, employeeId);
  audit(tx, principal, wanted);
}

/** Gives what is owed without an amount its own: by the rate of its day. */
async function priceWaiting(tx: Transaction, employeeId: string): Promise<void> {
  const waiting = await tx.query<{ id: string; units: number; on: string }>(
    `SELECT id, units, on_date AS "on" FROM leave_payable WHERE employee_id = $1 AND amount_minor IS NULL FOR UPDATE`,
    [employeeId],
  );
  for (const { id, units, on } of waiting) {
    const rate = await dailyRateOn(tx, employeeId, on);
    if (!rate) continue;
    const worth = { minor: payoutMinor(units, rate.rateMinor), currency: rate.currency };
    const amount = belowCeiling(worth, 'rate.amount').minor.toString();
    await tx.query(
      'UPDATE leave_payable SET currency = $2, rate_minor = $3, amount_minor = $4 WHERE id = $1',
      [id, rate.currency, rate.rateMinor.toString(), amount],
    );
  }
}

/** Who, whose, from when; what it is worth is in no trail. */
function audit(
  tx: Transaction,
  principal: Principal,
  { employeeId, validFrom }: SetDailyRate,
): void {
  const entry = { actorId: principal.id, action: 'daily-rate.set', channel: 'app' };
  recordAudit(tx, [
    { ...entry, subjectType: 'person', subjectId: employeeId, details: { validFrom } },
  ]);
}
