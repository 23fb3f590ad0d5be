import type { CalendarDate } from '../../domain/dates/calendar';
import type { Meal } from '../../domain/expenses/per-diem';
import { toMoneyWire } from '../../domain/money/money';
import type { PerDiemRateWire } from '../../domain/wire/per-diem';
import type { Queryable } from '../../platform/database/database';

interface Row {
  place: string;
  startsOn: CalendarDate;
  until: CalendarDate | null;
  currency: string;
  minor: string;
  edgePercent: number;
  mealPercents: Record<Meal, number>;
  byId: string;
  byName: string;
  enteredAt: Date;
}

/** What a day away is, was and will be worth, place by place, the rates that begin last first. Everybody may know. */
export async function listPerDiemRates(db: Queryable): Promise<PerDiemRateWire[]> {
  const rows = await db.query<Row>(
    `SELECT r.place, r.starts_on AS "startsOn",
       lag(r.starts_on) OVER (PARTITION BY r.place ORDER BY r.starts_on DESC) AS until,
       r.currency, r.full_minor AS minor, r.edge_percent AS "edgePercent",
       json_build_object('breakfast', r.breakfast_percent, 'lunch', r.lunch_percent, 'dinner', r.dinner_percent)
         AS "mealPercents",
       e.id AS "byId", e.name AS "byName", r.entered_at AS "enteredAt"
     FROM per_diem_rate r JOIN employee e ON e.id = r.entered_by
     ORDER BY r.place, r.starts_on DESC`,
  );
  return rows.map(({ byId, byName, enteredAt, currency, minor, ...row }) => ({
    ...row,
    rate: toMoneyWire({ minor: BigInt(minor), currency }),
    enteredBy: { id: byId, name: byName },
    enteredAt: enteredAt.toISOString(),
  }));
}
