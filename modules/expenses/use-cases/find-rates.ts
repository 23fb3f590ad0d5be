import type { CalendarDate } from '../../../domain/dates/calendar';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { readRate, type Rate } from '../../../domain/money/exchange';
import type { Queryable } from '../../../platform/database/database';

/** The rates to the company's currency of some currencies on some days; one that nobody has entered is not there. */
export async function ratesOn(
  db: Queryable,
  wanted: { currency: string; on: CalendarDate }[],
): Promise<(currency: string, on: CalendarDate) => Rate | undefined> {
  const foreign = wanted.filter(({ currency }) => currency !== COMPANY_CURRENCY);
  if (foreign.length === 0) return () => undefined;
  const rows = await db.query<{ currency: string; on: CalendarDate; rate: string }>(
    `SELECT r.currency, r.on_date AS "on", r.rate::text AS rate FROM exchange_rate r
     WHERE r.base = $1 AND (r.currency, r.on_date) IN (SELECT * FROM unnest($2::text[], $3::date[]))`,
    [COMPANY_CURRENCY, foreign.map(({ currency }) => currency), foreign.map(({ on }) => on)],
  );
  const rates = new Map(
    rows.map(({ currency, on, rate }) => [`${currency} ${on}`, readRate(rate)]),
  );
  return (currency, on) => rates.get(`${currency} ${on}`);
}
