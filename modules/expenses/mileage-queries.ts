import type { CalendarDate } from '../../domain/dates/calendar';
import type { Vehicle } from '../../domain/expenses/mileage';
import type { MileageRateWire } from '../../domain/wire/mileage';
import type { Queryable } from '../../platform/database/database';

interface Row {
  vehicle: Vehicle;
  startsOn: CalendarDate;
  until: CalendarDate | null;
  currency: string;
  rate: string;
  yearly: { aboveKm: number; rate: string } | null;
  byId: string;
  byName: string;
  enteredAt: Date;
}

/** What a kilometre is, was and will be worth, vehicle by vehicle, those that begin last first. Everybody may know. */
export async function listMileageRates(db: Queryable): Promise<MileageRateWire[]> {
  const rows = await db.query<Row>(
    `SELECT r.vehicle, r.starts_on AS "startsOn",
       lag(r.starts_on) OVER (PARTITION BY r.vehicle ORDER BY r.starts_on DESC) AS until,
       r.currency, trim_scale(r.rate)::text AS rate,
       CASE WHEN r.above_km IS NOT NULL THEN json_build_object('aboveKm', r.above_km,
         'rate', trim_scale(r.beyond_rate)::text) END AS yearly,
       e.id AS "byId", e.name AS "byName", r.entered_at AS "enteredAt"
     FROM mileage_rate r JOIN employee e ON e.id = r.entered_by
     ORDER BY r.vehicle, r.starts_on DESC`,
  );
  return rows.map(({ byId, byName, enteredAt, ...row }) => ({
    ...row,
    enteredBy: { id: byId, name: byName },
    enteredAt: enteredAt.toISOString(),
  }));
}
