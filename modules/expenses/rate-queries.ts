import { z } from 'zod';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { Page } from '../../domain/wire/common';
import type { ExchangeRateQuery, ExchangeRateWire } from '../../domain/wire/expenses';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';

interface RateRow {
  currency: string;
  base: string;
  on: CalendarDate;
  rate: string;
  byId: string;
  byName: string;
  enteredAt: Date;
}

const positionSchema = { sortKey: z.iso.date(), id: z.string().length(3) };

/** Rates, the newest day first. Everybody who may claim may know them. */
export async function listExchangeRates(
  db: Queryable,
  query: ExchangeRateQuery,
): Promise<Page<ExchangeRateWire>> {
  const after = decodeCursor(query.cursor, positionSchema);
  const rows = await db.query<RateRow>(
    `SELECT r.currency, r.base, r.on_date AS "on", trim_scale(r.rate)::text AS rate, e.id AS "byId", e.name AS "byName",
       r.entered_at AS "enteredAt"
     FROM exchange_rate r JOIN employee e ON e.id = r.entered_by
     WHERE ($1::text IS NULL OR r.currency = $1) AND ($2::date IS NULL OR r.on_date < $2
       OR (r.on_date = $2 AND r.currency > $3)) AND ($5::date IS NULL OR r.on_date = $5)
     ORDER BY r.on_date DESC, r.currency LIMIT $4`,
    [
      ...[query.currency ?? null, after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
      query.on ?? null,
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ on, currency }) => ({ sortKey: on, id: currency }),
    present: ({ byId, byName, enteredAt, ...row }) => ({
      ...row,
      enteredBy: { id: byId, name: byName },
      enteredAt: enteredAt.toISOString(),
    }),
  });
}
