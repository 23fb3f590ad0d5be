import type { CalendarDate } from '../../../domain/dates/calendar';
import { invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { readRate, type Rate } from '../../../domain/money/exchange';
import type { Queryable } from '../../../platform/database/database';

/**
 * What one unit of a currency was worth in the company's on a day; one for the company's own.
 * @param of.path the field that is to blame when there is no rate
 * @throws DomainError invalid-input when nobody has entered one: it says which and where
 */
export async function rateOfDay(
  db: Queryable,
  of: { currency: string; on: CalendarDate; path: string },
): Promise<Rate> {
  const { currency, on, path } = of;
  const rows =
    currency === COMPANY_CURRENCY
      ? [{ rate: '1' }]
      : await db.query<{ rate: string }>(
          'SELECT rate::text AS rate FROM exchange_rate WHERE currency = $1 AND base = $2 AND on_date = $3',
          [currency, COMPANY_CURRENCY, on],
        );
  const rate = rows[0] && readRate(rows[0].rate);
  if (rate !== undefined) return rate;
  const message = `No exchange rate from ${currency} to ${COMPANY_CURRENCY} is set for ${on}: enter it under Expenses, Rates`;
  throw invalidInput([{ path, message }]);
}
