import { parseMoney } from '../../../domain/money/money';
import type { NewPerDiemRate, PerDiemRateWire } from '../../../domain/wire/per-diem';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { listPerDiemRates } from '../per-diem-queries';

/**
 * Enters what a day away is worth from a day on, in place of the rate that may begin that day. Lines that were claimed keep
 * what they came to. Returns all rates.
 */
export async function enterPerDiemRate(
  deps: { db: Database },
  input: { by: string; rate: NewPerDiemRate },
): Promise<PerDiemRateWire[]> {
  const { by, rate } = input;
  const { place, startsOn, edgePercent, mealPercents } = rate;
  const full = parseMoney(rate.rate);
  return deps.db.transaction(async (tx) => {
    tx.send(
      `INSERT INTO per_diem_rate (place, starts_on, currency, full_minor, edge_percent, breakfast_percent, lunch_percent,
         dinner_percent, entered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (place, starts_on) DO UPDATE SET currency = excluded.currency, full_minor = excluded.full_minor,
         edge_percent = excluded.edge_percent, breakfast_percent = excluded.breakfast_percent,
         lunch_percent = excluded.lunch_percent, dinner_percent = excluded.dinner_percent,
         entered_by = excluded.entered_by, entered_at = now()`,
      [
        ...[place, startsOn, full.currency, full.minor.toString(), edgePercent],
        ...[mealPercents.breakfast, mealPercents.lunch, mealPercents.dinner, by],
      ],
    );
    recordAudit(tx, [
      {
        actorId: by,
        action: 'per-diem-rate.entered',
        subjectType: 'person',
        subjectId: by,
        channel: 'app',
        details: { ...rate },
      },
    ]);
    return listPerDiemRates(tx);
  });
}
