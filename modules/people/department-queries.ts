import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import type { DepartmentKind } from '../../domain/roles';
import type { PersonRef } from '../../domain/wire/common';
import type { DepartmentNode } from '../../domain/wire/organisation';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from './policy';

interface DepartmentRow {
  id: string;
  name: string;
  kind: DepartmentKind;
  headId: string | null;
  headName: string | null;
  parentId: string | null;
  parentName: string | null;
  hr: PersonRef[];
  people: number;
}

/**
 * All departments with their heads, by name: the company's signboard, for everybody who is signed in. People are
 * counted as far as the principal may see them.
 */
export async function listDepartments(
  db: Queryable,
  principal: Principal,
  id?: string,
): Promise<DepartmentNode[]> {
  const parameters: unknown[] = [id ?? null];
  const visible = visibleEmployees(scope(principal, 'person'), 'e.id', parameters);
  const rows = await db.query<DepartmentRow>(
    `SELECT d.id, d.name, d.kind, h.id AS "headId", h.name AS "headName", p.id AS "parentId", p.name AS "parentName",
       (SELECT coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) ORDER BY a.name, a.id), '[]')
        FROM hr_assignment r JOIN employee a ON a.id = r.employee_id WHERE r.department_id = d.id) AS hr,
       coalesce(c.people, 0)::int AS people
     FROM department d LEFT JOIN employee h ON h.id = d.head_id LEFT JOIN department p ON p.id = d.parent_id
     LEFT JOIN (SELECT e.department_id, count(*) AS people FROM employee e
       WHERE e.active AND ${visible} GROUP BY e.department_id) c ON c.department_id = d.id
     WHERE $1::uuid IS NULL OR d.id = $1 ORDER BY d.name`,
    parameters,
  );
  return rows.map(presentDepartment);
}

/** One department. @throws DomainError not-found */
export async function findDepartment(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<DepartmentNode> {
  const [department] = await listDepartments(db, principal, id);
  if (!department) throw noSuchDepartment();
  return department;
}

/** What is answered where there is no such department. */
export function noSuchDepartment(): DomainError {
  return new DomainError('not-found', 'There is no such department.');
}

function presentDepartment(row: DepartmentRow): DepartmentNode {
  const { headId, headName, parentId, parentName, ...department } = row;
  return {
    ...department,
    head: headId === null ? null : { id: headId, name: headName ?? '' },
    parent: parentId === null ? null : { id: parentId, name: parentName ?? '' },
  };
}
