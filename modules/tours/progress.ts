import type { Principal } from '../../domain/access/principal';
import { addDays } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError, invalidInput } from '../../domain/errors';
import {
  NEWCOMER_DAYS,
  tourOf,
  tours,
  type TourId,
  type TourState,
} from '../../domain/tours/tours';
import type { PutTourProgress, TourProgressWire } from '../../domain/wire/tours';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';

interface Found {
  joinedOn: string;
  /** Whether any version of any tour was ever begun. */
  hasSeenOne: boolean;
  step: number | null;
  state: TourState | null;
}

/**
 * How far a person has come in a tour. One that is running goes on by itself, on whatever device; one that was never
 * begun begins by itself for newcomers only: in the days after they have joined, if it is the tour of their roles and the
 * first one.
 */
export async function tourProgress(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  tour: TourId,
): Promise<TourProgressWire> {
  const { version } = tours[tour];
  const [row] = await deps.db.query<Found>(
    `SELECT e.joined_on AS "joinedOn", EXISTS (SELECT FROM tour_progress any_of WHERE any_of.person_id = e.id) AS "hasSeenOne",
       t.step, t.state
     FROM employee e LEFT JOIN tour_progress t ON t.person_id = e.id AND t.tour = $2 AND t.version = $3 WHERE e.id = $1`,
    [principal.id, tour, version],
  );
  if (!row) throw new DomainError('not-found', 'There is no such person.');
  const isTheirs = tourOf(principal.roles) === tour;
  const isDayZero = !row.hasSeenOne && isNewcomer(row.joinedOn, deps.clock, principal.zone);
  return {
    version,
    step: row.step ?? 0,
    state: row.state ?? 'new',
    startsByItself: isTheirs && (row.state === 'running' || isDayZero),
  };
}

function isNewcomer(joinedOn: string, clock: Clock, zone: string): boolean {
  const today = dateIn(zone, clock.now());
  return joinedOn <= today && today <= addDays(joinedOn, NEWCOMER_DAYS);
}

/**
 * Keeps how far a person has come; of two devices the last one counts.
 * @throws DomainError conflict (another version is in force by now), invalid-input (no such step)
 */
export async function keepTourProgress(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  { tour, wanted }: { tour: TourId; wanted: PutTourProgress },
): Promise<TourProgressWire> {
  const { version, steps } = tours[tour];
  if (wanted.version !== version) {
    throw new DomainError('conflict', 'There is a newer version of this tour: reload the page.');
  }
  if (wanted.step >= steps.length) {
    throw invalidInput([{ path: 'step', message: `This tour has ${steps.length} steps` }]);
  }
  await deps.db.query(
    `INSERT INTO tour_progress (person_id, tour, version, step, state) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (person_id, tour, version) DO UPDATE
       SET step = excluded.step, state = excluded.state, updated_at = clock_timestamp()`,
    [principal.id, tour, version, wanted.step, wanted.state],
  );
  return tourProgress(deps, principal, tour);
}
