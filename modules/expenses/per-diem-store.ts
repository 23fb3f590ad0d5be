import type { CalendarDate } from '../../domain/dates/calendar';
import type { FieldProblem } from '../../domain/errors';
import {
  mealsOnPerDiem,
  reckonJourneys,
  type ClaimedDays,
  type Meal,
  type PerDiem,
  type PerDiemRate,
} from '../../domain/expenses/per-diem';
import type { Violation } from '../../domain/expenses/policy';
import type { Queryable } from '../../platform/database/database';
import type { ClaimedLine } from './claimed-lines';

/** What journeys of a claim come to, each by its place in the claim, and the meals that are claimed beside per diem. */
interface FoundJourneys {
  perDiem: Map<number, PerDiem>;
  violations: Violation[];
}

interface Claimed {
  employeeId: string;
  /** Not compared with itself: the claim that is being changed. */
  claimId?: string;
  lines: ClaimedLine[];
}

/**
 * How the journeys of a claim come to their amounts. Claims of one person wait for each other from here on: together they
 * could claim the same day. Nothing is read for a claim without journeys and without meals.
 */
export async function journeysOf(
  db: Queryable,
  claim: Claimed,
): Promise<FoundJourneys | { problems: FieldProblem[] }> {
  const { lines } = claim;
  const journeys = lines.flatMap((line, index) =>
    line.basis === 'per-diem' ? [{ ...line, index }] : [],
  );
  const meals = lines.flatMap(({ category, date }, index) =>
    category === 'meals' ? [{ date, line: index + 1 }] : [],
  );
  if (journeys.length + meals.length === 0) return { perDiem: new Map(), violations: [] };
  const days = [...journeys, ...meals.map(({ date }) => ({ date, until: date }))];
  const { rates, earlier, eaten } = await known(db, claim, {
    first: days.map(({ date }) => date).sort()[0] ?? '',
    last:
      days
        .map(({ until }) => until)
        .sort()
        .at(-1) ?? '',
    places: journeys.map(({ place }) => place),
  });
  const found = reckonJourneys(journeys, { rates, earlier });
  if ('problems' in found) return found;
  const elsewhere = eaten.map(({ date }) => ({ date, line: null }));
  return {
    perDiem: new Map(found.reckoned.map((one, at) => [journeys[at]?.index ?? at, one] as const)),
    violations: mealsOnPerDiem(journeys, { earlier, meals: [...meals, ...elsewhere] }),
  };
}

async function known(
  db: Queryable,
  { employeeId, claimId }: Claimed,
  of: { first: CalendarDate; last: CalendarDate; places: string[] },
) {
  const inSpan = [employeeId, claimId ?? null, of.first, of.last];
  const [, rates, earlier, eaten] = await Promise.all([
    db.query('SELECT pg_advisory_xact_lock(hashtext($1), 8)', [employeeId]),
    db.query<RateRow>(RATES, [of.places]),
    db.query<ClaimedDays>(CLAIMED_DAYS, inSpan),
    db.query<{ date: CalendarDate }>(PAID_MEALS, inSpan),
  ]);
  return { rates: rates.map(toRate), earlier, eaten };
}

interface RateRow {
  place: string;
  from: CalendarDate;
  currency: string;
  minor: string;
  edgePercent: number;
  mealPercents: Record<Meal, number>;
}

const RATES = `SELECT place, starts_on AS "from", currency, full_minor AS minor, edge_percent AS "edgePercent",
    json_build_object('breakfast', breakfast_percent, 'lunch', lunch_percent, 'dinner', dinner_percent) AS "mealPercents"
  FROM per_diem_rate WHERE place = ANY($1::text[])`;

const OF_OTHER_CLAIMS = `FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id
  WHERE c.employee_id = $1 AND c.id IS DISTINCT FROM $2::uuid AND c.status IN ('pending', 'approved')
    AND l.approved_minor IS DISTINCT FROM 0`;

const CLAIMED_DAYS = `SELECT l.spent_on AS date, l.per_diem_until AS until, c.title ${OF_OTHER_CLAIMS}
    AND l.per_diem_until >= $3::date AND l.spent_on <= $4::date ORDER BY l.spent_on, c.id`;

const PAID_MEALS = `SELECT l.spent_on AS date ${OF_OTHER_CLAIMS}
    AND l.category = 'meals' AND l.spent_on BETWEEN $3::date AND $4::date ORDER BY l.spent_on`;

function toRate({ currency, minor, ...rate }: RateRow): PerDiemRate {
  return { ...rate, full: { minor: BigInt(minor), currency } };
}
