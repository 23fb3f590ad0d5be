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
 * invalid-input (a day that is not to come, what does not exist, what would let HR see more)
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
