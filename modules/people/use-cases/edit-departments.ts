import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type {
  DepartmentNode,
  EditDepartment,
  NewDepartment,
} from '../../../domain/wire/organisation';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireNoWiderSight } from '../administration';
import { findDepartment, noSuchDepartment } from '../department-queries';

const COLUMNS = { name: 'name', kind: 'kind', parentId: 'parent_id', headId: 'head_id' } as const;

interface Deps {
  db: Database;
  bus: Bus;
}

/**
 * Adds a department.
 * @throws DomainError forbidden, invalid-input (the name is taken, a head, HR person or parent that does not exist)
 */
export async function addDepartment(
  deps: Deps,
  principal: Principal,
  wanted: NewDepartment,
): Promise<DepartmentNode> {
  const id = await change(deps, principal, wanted, async (tx) => {
    const [added] = await tx.query<{ id: string }>(
      'INSERT INTO department (name, kind, parent_id, head_id) VALUES ($1, $2, $3, $4) RETURNING id',
      [wanted.name, wanted.kind, wanted.parentId, wanted.headId],
    );
    return { id: added?.id ?? '', action: 'department.added' };
  });
  return findDepartment(deps.db, principal, id);
}

/**
 * Changes a department; members that are absent stay as they are. Open approvals follow a new head and other HR people.
 * @throws DomainError forbidden (also HR who would see more by it), not-found, invalid-input (the name is taken, a head,
 * HR person or parent that does not exist, a parent that is below it)
 */
export async function editDepartment(
  deps: Deps,
  principal: Principal,
  input: { id: string; changes: EditDepartment },
): Promise<DepartmentNode> {
  const { id, changes } = input;
  await change(deps, principal, changes, async (tx) => {
    const known = await tx.query('SELECT 1 FROM department WHERE id = $1 FOR NO KEY UPDATE', [id]);
    if (known.length === 0) throw noSuchDepartment();
    const changed = columnsOf(changes);
    const assignments = changed.map(([column], index) => `${column} = $${index + 2}`);
    if (changed.length > 0) {
      await tx.query(`UPDATE department SET ${assignments.join(', ')} WHERE id = $1`, [
        id,
        ...changed.map(([, value]) => value),
      ]);
    }
    return { id, action: 'department.edited' };
  });
  return findDepartment(deps.db, principal, id);
}

/** What both do around their own statement. */
async function change(
  deps: Deps,
  principal: Principal,
  wanted: EditDepartment,
  write: (tx: Transaction) => Promise<{ id: string; action: string }>,
): Promise<string> {
  requireHumanResources(principal);
  try {
    return await deps.db.transaction(async (tx) => {
      await refuseUnknown(tx, wanted);
      const { id, action } = await requireNoWiderSight(tx, principal, () => write(tx));
      if (wanted.hrIds) assignHr(tx, { departmentId: id, people: wanted.hrIds, by: principal.id });
      recordAudit(tx, [
        {
          actorId: principal.id,
          action,
          subjectType: 'department',
          subjectId: id,
          details: { changed: Object.keys(wanted), ...idsOf(wanted) },
        },
      ]);
      tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
      return id;
    });
  } catch (error) {
    throw asProblem(error);
  }
}

const columnsOf = (changes: EditDepartment) =>
  (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])
    .filter((key) => changes[key] !== undefined)
    .map((key) => [COLUMNS[key], changes[key]] as const);

// Names are not for the audit trail; who and where is.
const idsOf = ({ parentId, headId, hrIds }: EditDepartment) => ({ parentId, headId, hrIds });

function assignHr(
  tx: Transaction,
  { departmentId, people, by }: { departmentId: string; people: string[]; by: string },
): void {
  tx.send(
    'DELETE FROM hr_assignment WHERE department_id = $1 AND NOT employee_id = ANY($2::uuid[])',
    [departmentId, people],
  );
  tx.send(
    `INSERT INTO hr_assignment (department_id, employee_id, assigned_by)
     SELECT $1, person, $3 FROM unnest($2::uuid[]) AS person ON CONFLICT DO NOTHING`,
    [departmentId, people, by],
  );
}

async function refuseUnknown(tx: Transaction, wanted: EditDepartment): Promise<void> {
  const { parentId = null, headId = null, hrIds = [] } = wanted;
  const [known] = await tx.query<{ parent: boolean; head: boolean; hr: boolean }>(
    `SELECT $1::uuid IS NULL OR EXISTS (SELECT FROM department WHERE id = $1) AS parent,
       $2::uuid IS NULL OR EXISTS (SELECT FROM employee WHERE id = $2 AND active) AS head,
       NOT EXISTS (SELECT FROM unnest($3::uuid[]) AS wanted (id) WHERE NOT EXISTS (
         SELECT FROM employee e WHERE e.id = wanted.id AND e.active AND 'hr' = ANY(e.roles))) AS hr`,
    [parentId, headId, hrIds],
  );
  const problems = [
    !known?.parent && { path: 'parentId', message: 'There is no such department.' },
    !known?.head && { path: 'headId', message: 'There is no such active person.' },
    !known?.hr && { path: 'hrIds', message: 'Choose active people who hold the role HR.' },
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw invalidInput(problems);
}

const PROBLEMS: Record<string, FieldProblem | undefined> = {
  department_name_once: { path: 'name', message: 'Another department has this name.' },
  department_name_key: { path: 'name', message: 'Another department has this name.' },
  department_cycle: { path: 'parentId', message: 'That is this department, or one below it.' },
};

function asProblem(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const problem = PROBLEMS[violatedConstraint(error) ?? ''];
  return problem ? invalidInput([problem]) : error;
}
