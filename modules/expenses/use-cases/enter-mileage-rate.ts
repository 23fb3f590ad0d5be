import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type { MileageRateWire, NewMileageRate } from '../../../domain/wire/mileage';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { listMileageRates } from '../mileage-queries';

/**
 * Enters what a kilometre is worth from a day on, in place of the rate that may begin that day. Lines that were claimed keep
 * what they came to. Returns all rates.
 */
export async function enterMileageRate(
  deps: { db: Database },
  input: { by: string; rate: NewMileageRate },
): Promise<MileageRateWire[]> {
  const { by, rate } = input;
  return deps.db.transaction(async (tx) => {
    tx.send(
      `INSERT INTO mileage_rate (vehicle, starts_on, currency, rate, above_km, beyond_rate, entered_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (vehicle, starts_on) DO UPDATE SET currency = excluded.currency, rate = excluded.rate,
         above_km = excluded.above_km, beyond_rate = excluded.beyond_rate, entered_by = excluded.entered_by,
         entered_at = now()`,
      [
        ...[rate.vehicle, rate.startsOn, COMPANY_CURRENCY, rate.rate],
        ...[rate.yearly?.aboveKm ?? null, rate.yearly?.rate ?? null, by],
      ],
    );
    recordAudit(tx, [
      {
        actorId: by,
        action: 'mileage-rate.entered',
        subjectType: 'person',
        subjectId: by,
        channel: 'app',
        details: { ...rate },
      },
    ]);
    return listMileageRates(tx);
  });
}
