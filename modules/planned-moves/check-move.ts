import type { FieldProblem } from '../../domain/errors';
import type { MoveChanges } from '../../domain/wire/planned-moves';
import type { Transaction } from '../../platform/database/database';

/** A move as it is planned or carried out. */
interface Move {
  personId: string;
  changes: MoveChanges;
  plannedBy: string;
}

const WIDENS = 'Whoever plans this would see more people by it: an admin has to.';
const PROBLEMS = {
  own: { path: 'managerId', message: 'Nobody reports to themselves.' },
  manager: { path: 'managerId', message: 'There is no such active person.' },
  department: { path: 'departmentId', message: 'There is no such department.' },
  location: { path: 'locationId', message: 'There is no such location.' },
  widensLine: { path: 'managerId', message: WIDENS },
  widensDepartment: { path: 'departmentId', message: WIDENS },
};

/**
 * What speaks against a move now: somebody or something that is not there, or that whoever planned it would see more
 * people by it without being an admin. Asked when it is planned and again on its day.
 */
export async function problemsOfMove(tx: Transaction, move: Move): Promise<FieldProblem[]> {
  const { managerId = null, departmentId = null, locationId = null } = move.changes;
  const [found] = await tx.query<Record<keyof typeof PROBLEMS, boolean>>(
    `SELECT coalesce($1::uuid = $5::uuid, false) AS own,
       $1::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM employee WHERE id = $1 AND active) AS manager,
       $2::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM department WHERE id = $2) AS department,
       $3::uuid IS NOT NULL AND NOT EXISTS (SELECT FROM location WHERE id = $3) AS location,
       coalesce($1::uuid = $4::uuid OR $1 IN (SELECT reports_of($4)), false) AND NOT planner.admin AS "widensLine",
       coalesce($2::uuid IN (SELECT departments_headed_by($4)), false) AND NOT planner.admin AS "widensDepartment"
     FROM (SELECT EXISTS (SELECT FROM employee WHERE id = $4 AND 'admin' = ANY(roles)) AS admin) AS planner`,
    [managerId, departmentId, locationId, move.plannedBy, move.personId],
  );
  const names = Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[];
  return names.filter((name) => found?.[name]).map((name) => PROBLEMS[name]);
}
