import type { MoveChanges } from '../../../domain/wire/planned-moves';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { problemsOfMove } from '../check-move';

interface Deps {
  db: Database;
  bus: Bus;
  clock: Clock;
}

interface DueMove {
  id: string;
  personId: string;
  personName: string;
  active: boolean;
  changes: MoveChanges;
  plannedBy: string;
}

const COLUMNS: Record<keyof MoveChanges, string> = {
  managerId: 'manager_id',
  departmentId: 'department_id',
  locationId: 'location_id',
  grade: 'grade',
};
const zoneOfPlace = (place: number) =>
  `zone = (SELECT zone FROM location WHERE id = coalesce($${place}, (SELECT d.id FROM location d WHERE d.is_default)))`;
const AT_ONCE = 1000;
const CYCLE = 'The reporting line would close on itself.';

/**
 * Carries out the moves whose day has come where the person is, oldest first, each in a transaction of its own. One that
 * cannot be any more is closed as refused, with the reason, and its planner hears of it. Run again, or twice at once,
 * it finds nothing left to do.
 * @returns how many were carried out or refused
 */
export async function applyDueMoves(deps: Deps): Promise<number> {
  const due = await deps.db.query<{ id: string }>(
    `SELECT m.id FROM planned_move m JOIN employee e ON e.id = m.person_id
     WHERE m.outcome IS NULL AND m.effective_on <= ($1::timestamptz AT TIME ZONE e.zone)::date
     ORDER BY m.effective_on, m.planned_at, m.id LIMIT ${AT_ONCE}`,
    [deps.clock.now()],
  );
  let closed = 0;
  for (const { id } of due) if (await applyMove(deps, id)) closed++;
  return closed;
}

async function applyMove(deps: Deps, id: string): Promise<boolean> {
  try {
    return await deps.db.transaction((tx) => apply(deps, tx, id));
  } catch (error) {
    if (violatedConstraint(error) !== 'employee_reporting_cycle') throw error;
    return deps.db.transaction(async (tx) => {
      const move = await lockMove(tx, id);
      if (move) await refuse(deps, tx, { move, why: CYCLE });
      return move !== undefined;
    });
  }
}

async function apply(deps: Deps, tx: Transaction, id: string): Promise<boolean> {
  const move = await lockMove(tx, id);
  if (!move) return false;
  const [problem] = move.active
    ? await problemsOfMove(tx, move)
    : [{ message: 'This person is not active any more.' }];
  if (problem) {
    await refuse(deps, tx, { move, why: problem.message });
    return true;
  }
  const keys = Object.keys(move.changes) as (keyof MoveChanges)[];
  const assignments = keys.map((key, index) => `${COLUMNS[key]} = $${index + 2}`);
  // Who works somewhere works by its clock, whichever way they came there.
  if (keys.includes('locationId')) assignments.push(zoneOfPlace(keys.indexOf('locationId') + 2));
  await tx.query(
    `UPDATE employee SET ${assignments.join(', ')}, updated_at = now() WHERE id = $1`,
    [move.personId, ...keys.map((key) => move.changes[key])],
  );
  await close(tx, move, { outcome: 'applied', refusal: null });
  tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
  return true;
}

/** Undefined for one that is closed by now: somebody else was faster. The person is locked first, as everywhere. */
async function lockMove(tx: Transaction, id: string): Promise<DueMove | undefined> {
  const [person] = await tx.query<{ id: string; name: string; active: boolean }>(
    `SELECT id, name, active FROM employee WHERE id = (SELECT person_id FROM planned_move WHERE id = $1)
     FOR NO KEY UPDATE`,
    [id],
  );
  const [row] = await tx.query<MoveChanges & { keys: (keyof MoveChanges)[]; plannedBy: string }>(
    `SELECT changes AS keys, manager_id AS "managerId", department_id AS "departmentId", location_id AS "locationId",
       grade, planned_by AS "plannedBy" FROM planned_move WHERE id = $1 AND outcome IS NULL FOR UPDATE`,
    [id],
  );
  if (!person || !row) return undefined;
  return {
    ...{ id, personId: person.id, personName: person.name, active: person.active },
    changes: Object.fromEntries(row.keys.map((key) => [key, row[key]])),
    plannedBy: row.plannedBy,
  };
}

async function refuse(
  deps: Deps,
  tx: Transaction,
  { move, why }: { move: DueMove; why: string },
): Promise<void> {
  await close(tx, move, { outcome: 'refused', refusal: why });
  notifyPeople(deps, tx, [
    {
      ...{ userId: move.plannedBy, type: 'planned-move-refused' },
      title: `A planned change of ${move.personName} could not be made`,
      body: why,
      link: `/people/${move.personId}`,
      dedupeKey: `planned-move.${move.id}`,
    },
  ]);
}

async function close(
  tx: Transaction,
  move: DueMove,
  { outcome, refusal }: { outcome: 'applied' | 'refused'; refusal: string | null },
): Promise<void> {
  await tx.query(
    'UPDATE planned_move SET outcome = $2, refusal = $3, closed_at = clock_timestamp() WHERE id = $1',
    [move.id, outcome, refusal],
  );
  recordAudit(tx, [
    {
      ...{ actorId: null, action: `move.${outcome}`, subjectType: 'person' },
      subjectId: move.personId,
      details: { moveId: move.id, changes: move.changes, plannedBy: move.plannedBy },
    },
  ]);
}
