import { DomainError } from '../../domain/errors';
import type { PersonRef } from '../../domain/wire/common';
import type { MoveChanges, PlannedMove } from '../../domain/wire/planned-moves';
import type { Queryable } from '../../platform/database/database';

/** A list is not longer than this. */
const MOST_SHOWN = 500;

interface MoveRow {
  id: string;
  person: PersonRef;
  effectiveOn: string;
  keys: (keyof MoveChanges)[];
  manager: PersonRef | null;
  department: { id: string; name: string } | null;
  location: { id: string; name: string } | null;
  grade: string | null;
  outcome: 'applied' | 'cancelled' | 'refused' | null;
  plannedBy: PersonRef;
  plannedAt: Date;
  closedAt: Date | null;
  refusal: string | null;
}

const ref = (alias: string) =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

/**
 * Planned moves: those to come by their day, then those that are over, the latest first. For HR and admins: who may read
 * them is the caller's to check.
 * @param wanted.open only those still to come, and those that could not be
 */
export async function listPlannedMoves(
  db: Queryable,
  wanted: { personId?: string; id?: string; open?: boolean },
): Promise<PlannedMove[]> {
  const rows = await db.query<MoveRow>(
    `SELECT m.id, ${ref('p')} AS person, m.effective_on AS "effectiveOn", m.changes AS keys, ${ref('b')} AS manager,
       ${ref('d')} AS department, ${ref('l')} AS location, m.grade, m.outcome, ${ref('c')} AS "plannedBy",
       m.planned_at AS "plannedAt", m.closed_at AS "closedAt", m.refusal
     FROM planned_move m JOIN employee p ON p.id = m.person_id JOIN employee c ON c.id = m.planned_by
     LEFT JOIN employee b ON b.id = m.manager_id LEFT JOIN department d ON d.id = m.department_id
     LEFT JOIN location l ON l.id = m.location_id
     WHERE ($1::uuid IS NULL OR m.person_id = $1) AND ($2::uuid IS NULL OR m.id = $2)
       AND (NOT $3 OR m.outcome IS NULL OR m.outcome = 'refused')
     ORDER BY m.outcome IS NOT NULL, CASE WHEN m.outcome IS NULL THEN m.effective_on END, m.closed_at DESC, m.id
     LIMIT ${MOST_SHOWN}`,
    [wanted.personId ?? null, wanted.id ?? null, wanted.open ?? false],
  );
  return rows.map(presentMove);
}

/** One of them. @throws DomainError not-found */
export async function findPlannedMove(db: Queryable, id: string): Promise<PlannedMove> {
  const [found] = await listPlannedMoves(db, { id });
  if (!found) throw noSuchMove();
  return found;
}

/** What is answered where there is no such planned move. */
export function noSuchMove(): DomainError {
  return new DomainError('not-found', 'There is no such planned change.');
}

function presentMove(row: MoveRow): PlannedMove {
  const { keys, manager, department, location, grade, outcome, plannedAt, closedAt, ...move } = row;
  const changes = {
    ...(keys.includes('managerId') ? { manager } : {}),
    ...(keys.includes('departmentId') ? { department } : {}),
    ...(keys.includes('locationId') ? { location } : {}),
    ...(keys.includes('grade') ? { grade } : {}),
  };
  return {
    ...move,
    changes,
    state: outcome ?? 'planned',
    plannedAt: plannedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}
