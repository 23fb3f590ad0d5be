import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { ApprovalGroupWire, CreateGroup, EditGroup } from '../../../domain/wire/policies';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { peopleByIds } from '../../people/queries';
import type { ApprovalDeps } from '../deps';

type GroupDeps = Pick<ApprovalDeps, 'db'>;

const GROUP = `SELECT g.id, g.name, coalesce(json_agg(json_build_object('id', e.id, 'name', e.name, 'active', e.active)
    ORDER BY e.name, e.id) FILTER (WHERE e.id IS NOT NULL), '[]') AS members
  FROM approval_group g LEFT JOIN approval_group_member m ON m.group_id = g.id
  LEFT JOIN employee e ON e.id = m.employee_id`;

/** All groups with their members, by name. */
export function listGroups(db: Queryable): Promise<ApprovalGroupWire[]> {
  return db.query(`${GROUP} GROUP BY g.id ORDER BY lower(g.name)`);
}

/** Names a group of people who sign. @throws DomainError invalid-input, also for a name that is taken */
export async function createGroup(
  { db }: GroupDeps,
  principal: Principal,
  { name, memberIds }: CreateGroup,
): Promise<ApprovalGroupWire> {
  const id = randomUUID();
  await namingOnce(() =>
    db.transaction(async (tx) => {
      await tx.query('INSERT INTO approval_group (id, name) VALUES ($1, $2)', [id, name]);
      await setMembers(tx, id, memberIds);
      auditGroup(tx, principal, { id, action: 'group.created', memberIds });
    }),
  );
  return oneGroup(db, id);
}

/**
 * Renames a group or sets its members. Steps that are open keep their people; others look when they open.
 * @throws DomainError not-found, invalid-input, also for a name that is taken
 */
export async function editGroup(
  { db }: GroupDeps,
  principal: Principal,
  { id, name, memberIds }: EditGroup & { id: string },
): Promise<ApprovalGroupWire> {
  await namingOnce(() =>
    db.transaction(async (tx) => {
      const known = await tx.query(
        'UPDATE approval_group SET name = coalesce($2, name) WHERE id = $1 RETURNING id',
        [id, name ?? null],
      );
      if (known.length === 0) throw new DomainError('not-found', 'There is no such group');
      if (memberIds) await setMembers(tx, id, memberIds);
      auditGroup(tx, principal, { id, action: 'group.edited', ...(memberIds && { memberIds }) });
    }),
  );
  return oneGroup(db, id);
}

async function setMembers(tx: Transaction, groupId: string, memberIds: string[]): Promise<void> {
  const people = await peopleByIds(tx, memberIds);
  const problems = memberIds.flatMap((id, index) =>
    people.has(id) ? [] : [{ path: `memberIds.${index}`, message: 'There is no such person' }],
  );
  if (problems.length > 0) throw invalidInput(problems);
  tx.send(
    'DELETE FROM approval_group_member WHERE group_id = $1 AND employee_id <> ALL($2::uuid[])',
    [groupId, memberIds],
  );
  tx.send(
    `INSERT INTO approval_group_member (group_id, employee_id) SELECT $1, unnest($2::uuid[])
     ON CONFLICT DO NOTHING`,
    [groupId, memberIds],
  );
}

function auditGroup(
  tx: Transaction,
  principal: Principal,
  { id, action, memberIds }: { id: string; action: string; memberIds?: string[] },
): void {
  recordAudit(tx, [
    {
      ...{ actorId: principal.id, action, subjectType: 'approval-group', subjectId: id },
      details: memberIds ? { memberIds } : {},
    },
  ]);
}

async function oneGroup(db: Queryable, id: string): Promise<ApprovalGroupWire> {
  const [group] = await db.query<ApprovalGroupWire>(`${GROUP} WHERE g.id = $1 GROUP BY g.id`, [id]);
  return group as ApprovalGroupWire;
}

async function namingOnce(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'approval_group_name') throw error;
    throw invalidInput([{ path: 'name', message: 'Another group has this name' }]);
  }
}
