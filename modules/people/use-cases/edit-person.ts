import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import { zoneNamed } from '../../../domain/dates/zones';
import type { EditPerson, Person } from '../../../domain/wire/people';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { lockPerson, requireAdmin, requireAnotherAdmin } from '../administration';
import { visiblePerson } from '../queries';

const COLUMNS: Record<keyof EditPerson, string> = {
  name: 'name',
  departmentId: 'department_id',
  managerId: 'manager_id',
  roles: 'roles',
  zone: 'zone',
  grade: 'grade',
};

/**
 * Changes what an admin may change about a person; members that are absent stay as they are.
 * @throws DomainError forbidden, not-found, invalid-input (a reporting line that would close on itself, a department
 * or manager that does not exist, an unknown zone), conflict (the last active admin would lose the role)
 */
export async function editPerson(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  id: string,
  changes: EditPerson,
): Promise<Person> {
  requireAdmin(principal);
  const changed = (Object.keys(COLUMNS) as (keyof EditPerson)[]).filter(
    (key) => changes[key] !== undefined,
  );
  if (changed.length > 0) {
    await deps.db.transaction(async (tx) => {
      await lockPerson(tx, id);
      await refuseWrongFields(tx, id, changes);
      if (changes.roles && !changes.roles.includes('admin')) await requireAnotherAdmin(tx, id);
      await write(tx, id, changes, changed);
      recordAudit(tx, [
        {
          actorId: principal.id,
          action: 'person.edited',
          subjectType: 'person',
          subjectId: id,
          details: { changed, ...(changes.roles ? { roles: changes.roles } : {}) },
        },
      ]);
      tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
    });
  }
  return visiblePerson(deps.db, principal, id);
}

async function refuseWrongFields(tx: Transaction, id: string, changes: EditPerson): Promise<void> {
  const rows = await tx.query<{ department: boolean; manager: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM department WHERE id = $1) AS department,
       EXISTS (SELECT 1 FROM employee WHERE id = $2 AND active) AS manager`,
    [changes.departmentId ?? null, changes.managerId ?? null],
  );
  const known = rows[0] ?? { department: false, manager: false };
  const problems: FieldProblem[] = [];
  if (changes.departmentId && !known.department) {
    problems.push({ path: 'departmentId', message: 'There is no such department.' });
  }
  if (changes.managerId === id) {
    problems.push({ path: 'managerId', message: 'Nobody reports to themselves.' });
  } else if (changes.managerId && !known.manager) {
    problems.push({ path: 'managerId', message: 'There is no such active person.' });
  }
  if (changes.zone !== undefined && zoneNamed(changes.zone) === undefined) {
    problems.push({ path: 'zone', message: 'Use a time zone such as "Asia/Kolkata".' });
  }
  if (problems.length > 0) throw invalidInput(problems);
}

async function write(
  tx: Transaction,
  id: string,
  changes: EditPerson,
  changed: (keyof EditPerson)[],
): Promise<void> {
  const assignments = changed.map((key, index) => `${COLUMNS[key]} = $${index + 2}`);
  try {
    await tx.query(
      `UPDATE employee SET ${assignments.join(', ')}, updated_at = now() WHERE id = $1`,
      [id, ...changed.map((key) => stored(key, changes))],
    );
  } catch (error) {
    if (violatedConstraint(error) !== 'employee_reporting_cycle') throw error;
    throw new DomainError('invalid-input', 'The reporting line would close on itself.', {
      errors: [
        {
          path: 'managerId',
          message: 'This person reports, directly or through others, to the one being edited.',
        },
      ],
    });
  }
}

function stored(key: keyof EditPerson, changes: EditPerson): unknown {
  const value = changes[key];
  if (key === 'zone') return zoneNamed(changes.zone ?? '');
  return Array.isArray(value) ? [...new Set<unknown>(value)] : value;
}
