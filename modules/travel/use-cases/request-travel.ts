import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { Money } from '../../../domain/money/money';
import type { Transaction } from '../../../platform/database/database';

/** A journey to write. */
interface JourneyContent {
  purpose: string;
  international: boolean;
  legs: { date: CalendarDate; from: string; to: string; mode: string }[];
  estimate: Money;
  /** What is wanted beforehand, of the estimate. */
  advance: Money | null;
}

/** Writes a pending journey with its legs, in the caller's transaction. Returns its id. */
export function submitTravel(
  tx: Transaction,
  journey: JourneyContent & { employeeId: string },
): string {
  const id = randomUUID();
  tx.send(
    `WITH journey AS (
       INSERT INTO travel_request (id, purpose, international, currency, estimate_minor, advance_minor, employee_id)
       VALUES ($1, $2, $3, $4, $5, $6, $8) RETURNING id
     )
     ${INSERT_LEGS}`,
    [...columnsOf(id, journey), journey.employeeId],
  );
  return id;
}

/** Rewrites a pending journey, legs and all, in the caller's transaction. */
export function reviseTravel(tx: Transaction, journey: JourneyContent & { id: string }): void {
  tx.send('DELETE FROM travel_leg WHERE travel_id = $1', [journey.id]);
  tx.send(
    `WITH journey AS (
       UPDATE travel_request SET purpose = $2, international = $3, currency = $4, estimate_minor = $5,
         advance_minor = $6 WHERE id = $1 AND status = 'pending' RETURNING id
     )
     ${INSERT_LEGS}`,
    columnsOf(journey.id, journey),
  );
}

/** Ends a pending journey, in the caller's transaction; approved, its advance is payable, once however often this runs. */
export function closeTravel(tx: Transaction, input: { travelId: string; outcome: Outcome }): void {
  tx.send(
    `WITH closed AS (
       UPDATE travel_request SET status = $2 WHERE id = $1 AND status = 'pending'
       RETURNING id, employee_id, currency, advance_minor
     )
     INSERT INTO travel_advance (travel_id, employee_id, currency, amount_minor)
     SELECT id, employee_id, currency, advance_minor FROM closed
     WHERE $2 = 'approved' AND advance_minor IS NOT NULL
     ON CONFLICT (travel_id) DO NOTHING`,
    [input.travelId, input.outcome],
  );
}

/** The legs of `journey`, a part of the same `WITH`. */
const INSERT_LEGS = `
  INSERT INTO travel_leg (travel_id, ordinal, travels_on, from_place, to_place, mode)
  SELECT journey.id, l.ordinal, l.travels_on, l.from_place, l.to_place, l.mode
  FROM journey, jsonb_to_recordset($7::jsonb)
    AS l (ordinal integer, travels_on date, from_place text, to_place text, mode text)`;

function columnsOf(id: string, journey: JourneyContent): unknown[] {
  const { purpose, international, estimate, advance } = journey;
  const legs = journey.legs.map(({ date, from, to, mode }, index) => ({
    ...{ ordinal: index + 1, travels_on: date, from_place: from, to_place: to, mode },
  }));
  return [
    ...[id, purpose, international, estimate.currency, estimate.minor.toString()],
    ...[advance?.minor.toString() ?? null, JSON.stringify(legs)],
  ];
}
