import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import type { ChartPerson } from '../../domain/wire/organisation';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from './policy';
import { visiblePerson } from './queries';

/** Nobody reads further than this side by side: the directory is the place to look then. */
const MOST_SIDE_BY_SIDE = 2000;

/**
 * One level of the organisation chart, by name: who reports to somebody, or, without somebody, who stands at the top of
 * what the principal may see. Active people only.
 * @throws DomainError not-found when `managerId` is out of scope
 */
export async function listReports(
  db: Queryable,
  principal: Principal,
  managerId?: string,
): Promise<ChartPerson[]> {
  if (managerId !== undefined) await visiblePerson(db, principal, managerId);
  return db.query<ChartPerson>(...chartLevel(principal, managerId));
}

function chartLevel(principal: Principal, managerId: string | undefined): [string, unknown[]] {
  const parameters: unknown[] = [];
  const visible = visibleEmployees(scope(principal, 'person'), 'employee.id', parameters);
  const place =
    managerId === undefined
      ? '(e.manager_id IS NULL OR NOT EXISTS (SELECT FROM seen s WHERE s.id = e.manager_id))'
      : `e.manager_id = $${parameters.push(managerId)}`;
  const sql = `WITH seen AS MATERIALIZED (
      SELECT id, name, department_id, manager_id, grade FROM employee WHERE active AND ${visible})
    SELECT e.id, e.name, d.name AS department, e.grade,
      (SELECT count(*) FROM seen r WHERE r.manager_id = e.id)::int AS reports
    FROM seen e LEFT JOIN department d ON d.id = e.department_id
    WHERE ${place} ORDER BY e.name, e.id LIMIT ${MOST_SIDE_BY_SIDE}`;
  return [sql, parameters];
}

/**
 * The way down to somebody in the chart: the ids of those above them as far as the principal may see, the top first,
 * then their own.
 * @throws DomainError not-found when they are out of scope, or not active
 */
export async function findChartPath(
  db: Queryable,
  principal: Principal,
  personId: string,
): Promise<string[]> {
  const { active } = await visiblePerson(db, principal, personId);
  if (!active) throw new DomainError('not-found', 'Whoever is not active stands in no chart.');
  const parameters: unknown[] = [personId];
  const visible = visibleEmployees(scope(principal, 'person'), 'e.id', parameters);
  const rows = await db.query<{ id: string }>(
    `WITH RECURSIVE line AS (
       SELECT id, manager_id, 0 AS depth FROM employee WHERE id = $1
       UNION ALL
       SELECT e.id, e.manager_id, line.depth + 1 FROM employee e JOIN line ON e.id = line.manager_id
       WHERE e.active AND ${visible}
     )
     SELECT id FROM line ORDER BY depth DESC`,
    parameters,
  );
  return rows.map(({ id }) => id);
}
