import type { CalendarDate } from '../../domain/dates/calendar';
import { CLAIM_CURRENCY, type ClaimLine } from '../../domain/expenses/claims';
import { readRate, type Rate } from '../../domain/money/exchange';
import type { Queryable } from '../../platform/database/database';

/** The rates that lines need, each of its currency and date; a rate that nobody has entered is not there. */
export async function ratesFor(
  db: Queryable,
  lines: ClaimLine[],
): Promise<(currency: string, on: CalendarDate) => Rate | undefined> {
  const foreign = lines.filter(({ amount }) => amount.currency !== CLAIM_CURRENCY);
  if (foreign.length === 0) return () => undefined;
  const rows = await db.query<{ currency: string; on: CalendarDate; rate: string }>(
    `SELECT r.currency, r.on_date AS "on", r.rate::text AS rate FROM exchange_rate r
     WHERE r.base = $1 AND (r.currency, r.on_date) IN (SELECT * FROM unnest($2::text[], $3::date[]))`,
    [CLAIM_CURRENCY, foreign.map(({ amount }) => amount.currency), foreign.map(({ date }) => date)],
  );
  const rates = new Map(
    rows.map(({ currency, on, rate }) => [`${currency} ${on}`, readRate(rate)]),
  );
  return (currency, on) => rates.get(`${currency} ${on}`);
}
