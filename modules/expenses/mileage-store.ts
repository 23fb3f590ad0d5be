import {
  financialYear,
  reckonDrives,
  type DrivenBefore,
  type Mileage,
  type MileageRate,
  type Vehicle,
} from '../../domain/expenses/mileage';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { FieldProblem } from '../../domain/errors';
import { readRate, type Rate } from '../../domain/money/exchange';
import type { Queryable } from '../../platform/database/database';
import type { ClaimedLine } from './claimed-lines';

interface RateRow {
  vehicle: Vehicle;
  from: CalendarDate;
  rate: string;
  aboveKm: number | null;
  beyondRate: string | null;
}

/**
 * How the drives of a claim come to their amounts, each by its place in the claim. Claims of one person wait for each other
 * from here on: together they could drive the same kilometres below the threshold.
 * @param claim.claimId the claim that is being changed, whose own kilometres were not driven before
 */
export async function drivesOf(
  db: Queryable,
  claim: { employeeId: string; claimId?: string; lines: ClaimedLine[] },
): Promise<{ mileage: Map<number, Mileage> } | { problems: FieldProblem[] }> {
  const drives = claim.lines.flatMap((line, index) =>
    line.basis === 'mileage' ? [{ ...line, index }] : [],
  );
  if (drives.length === 0) return { mileage: new Map() };
  const years = [...new Set(drives.map(({ date }) => financialYear(date)))];
  const [, rates, before] = await Promise.all([
    db.query('SELECT pg_advisory_xact_lock(hashtext($1), 8)', [claim.employeeId]),
    db.query<RateRow>(RATES, [drives.map(({ vehicle }) => vehicle)]),
    db.query<DrivenBefore>(DRIVEN, [claim.employeeId, claim.claimId ?? null, years]),
  ]);
  const found = reckonDrives(drives, { rates: rates.map(toRate), before });
  if ('problems' in found) return found;
  return {
    mileage: new Map(
      found.reckoned.map((mileage, at) => [drives[at]?.index ?? at, mileage] as const),
    ),
  };
}

const RATES = `SELECT vehicle, starts_on AS "from", rate::text AS rate, above_km AS "aboveKm",
    beyond_rate::text AS "beyondRate"
  FROM mileage_rate WHERE vehicle = ANY($1::text[])`;

// A financial year begins on 1 April. What was cut to nothing was not driven for the company.
const DRIVEN = `
  SELECT l.vehicle, extract(year FROM l.spent_on - interval '3 months')::integer AS year,
    sum(l.distance_tenths)::integer AS tenths
  FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id
  WHERE c.employee_id = $1 AND c.id IS DISTINCT FROM $2::uuid AND c.status IN ('pending', 'approved')
    AND l.vehicle IS NOT NULL AND l.approved_minor IS DISTINCT FROM 0
    AND extract(year FROM l.spent_on - interval '3 months') = ANY($3::integer[])
  GROUP BY 1, 2`;

function toRate({ vehicle, from, rate, aboveKm, beyondRate }: RateRow): MileageRate {
  const yearly =
    aboveKm === null || beyondRate === null ? null : { aboveKm, rate: exact(beyondRate) };
  return { vehicle, from, rate: exact(rate), yearly };
}

function exact(text: string): Rate {
  const rate = readRate(text);
  if (rate === undefined) throw new RangeError(`no rate: ${text}`);
  return rate;
}
