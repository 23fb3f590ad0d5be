import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { MoveChanges, PlanMove, PlannedMove } from '../../../domain/wire/planned-moves';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { problemsOfMove } from '../check-move';
import { findPlannedMove } from '../queries';

/**
 * Plans what changes about a person from a day on. Nothing changes before; until then it can be cancelled.
 * @throws DomainError forbidden, not-found, conflict (inactive, or something is planned for that day already),
 * invalid-input (a day that is not to come, what does not exist, what would let HR see more, what they would
 * have on that day anyway)
 */
export async function planMove(
  deps: { db: Database; clock: Clock },
  principal: Principal,
  input: { personId: string; wanted: PlanMove },
): Promise<PlannedMove> {
  requireHumanResources(principal);
  const { personId, wanted } = input;
  try {
    const id = await deps.db.transaction(async (tx) => {
      await requireMovable(tx, { personId, wanted, now: deps.clock.now() });
      const problems = await problemsOfMove(tx, {
        ...{ personId, changes: wanted.changes, plannedBy: principal.id },
      });
      if (problems.length > 0) {
        throw invalidInput(
          problems.map(({ path, message }) => ({ path: `changes.${path}`, message })),
        );
      }
      await refuseIdle(tx, { personId, wanted });
      return write(tx, { personId, wanted, by: principal.id });
    });
    return await findPlannedMove(deps.db, id);
  } catch (error) {
    if (violatedConstraint(error) !== 'planned_move_one_a_day') throw error;
    const message = 'Something is planned for this person on that day already: cancel it first.';
    throw new DomainError('conflict', message);
  }
}

async function requireMovable(
  tx: Transaction,
  { personId, wanted, now }: { personId: string; wanted: PlanMove; now: Date },
): Promise<void> {
  const [person] = await tx.query<{ active: boolean; zone: string }>(
    'SELECT active, zone FROM employee WHERE id = $1 FOR NO KEY UPDATE',
    [personId],
  );
  if (!person) throw new DomainError('not-found', 'There is no such person.');
  if (!person.active) throw new DomainError('conflict', 'This person is not active any more.');
  if (wanted.effectiveOn > dateIn(person.zone, now)) return;
  throw invalidInput([{ path: 'effectiveOn', message: 'Choose a day that is still to come.' }]);
}

/** What is planned for earlier days will hold by then. */
async function refuseIdle(
  tx: Transaction,
  { personId, wanted }: { personId: string; wanted: PlanMove },
): Promise<void> {
  const planned = (key: keyof MoveChanges, column: string) =>
    `(CASE WHEN x.last -> '${key}' IS NOT NULL THEN x.last ->> '${key}' ELSE e.${column}::text END) AS "${key}"`;
  const [then] = await tx.query<Record<keyof MoveChanges, string | null>>(
    `SELECT ${planned('managerId', 'manager_id')}, ${planned('departmentId', 'department_id')},
       ${planned('locationId', 'location_id')}, ${planned('grade', 'grade')}
     FROM employee e CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_object_agg(key, CASE key WHEN 'managerId' THEN to_jsonb(m.manager_id)
           WHEN 'departmentId' THEN to_jsonb(m.department_id) WHEN 'locationId' THEN to_jsonb(m.location_id)
           ELSE to_jsonb(m.grade) END ORDER BY m.effective_on), '{}') AS last
       FROM planned_move m CROSS JOIN LATERAL unnest(m.changes) AS key
       WHERE m.person_id = e.id AND m.outcome IS NULL AND m.effective_on < $2) x
     WHERE e.id = $1`,
    [personId, wanted.effectiveOn],
  );
  const keys = Object.keys(wanted.changes) as (keyof MoveChanges)[];
  if (keys.some((key) => wanted.changes[key] !== then?.[key])) return;
  throw invalidInput(
    keys.map((key) => ({ path: `changes.${key}`, message: 'This is as it is on that day anyway' })),
  );
}

async function write(
  tx: Transaction,
  { personId, wanted, by }: { personId: string; wanted: PlanMove; by: string },
): Promise<string> {
  const { effectiveOn, changes } = wanted;
  const keys = Object.keys(changes) as (keyof MoveChanges)[];
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO planned_move (person_id, effective_on, changes, manager_id, department_id, location_id, grade, planned_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      ...[personId, effectiveOn, keys, changes.managerId ?? null, changes.departmentId ?? null],
      ...[changes.locationId ?? null, changes.grade ?? null, by],
    ],
  );
  const id = row?.id ?? '';
  recordAudit(tx, [
    {
      ...{ actorId: by, action: 'move.planned', subjectType: 'person', subjectId: personId },
      details: { moveId: id, effectiveOn, changes },
    },
  ]);
  return id;
}
