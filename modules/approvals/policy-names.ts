import type { Policy } from '../../domain/approvals/policy';
import type { Naming } from '../../domain/approvals/policy-words';
import type { Queryable } from '../../platform/database/database';

/** What an id in a policy can be. */
export type NamedAs = 'person' | 'department' | 'project' | 'group';

/** Something a policy names, as the database knows it. */
export interface NamedThing {
  as: NamedAs;
  id: string;
  name: string;
  /** False for people who have left; true for all else. */
  active: boolean;
}

/** The ids in a policy, each with what it is meant to be and where it stands. */
export function idsIn(policy: Policy): { as: NamedAs; id: string; path: string }[] {
  return policy.steps.flatMap(({ approver, when }, index) => {
    const path = `steps.${index}`;
    const signers =
      approver.role === 'person'
        ? [{ as: 'person' as const, id: approver.personId, path: `${path}.approver.personId` }]
        : approver.role === 'group'
          ? approver.groups.map(({ id }, at) => ({
              ...{ as: 'group' as const, id, path: `${path}.approver.groups.${at}` },
            }))
          : [];
    const listed = when.flatMap((condition, at) =>
      condition.on === 'department' || condition.on === 'project'
        ? condition.in.map((id) => ({ as: condition.on, id, path: `${path}.when.${at}.in` }))
        : [],
    );
    return [...signers, ...listed];
  });
}

/** What these ids are, by id; ids that are nothing are absent. */
export async function namedThings(db: Queryable, ids: string[]): Promise<Map<string, NamedThing>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<NamedThing>(
    `SELECT 'person' AS "as", id, name, active FROM employee WHERE id = ANY($1::uuid[])
     UNION ALL SELECT 'department', id, name, true FROM department WHERE id = ANY($1::uuid[])
     UNION ALL SELECT 'project', id, name, true FROM project WHERE id = ANY($1::uuid[])
     UNION ALL SELECT 'group', id, name, true FROM approval_group WHERE id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names for the ids in policies and elsewhere. */
export async function namingFor(
  db: Queryable,
  policies: Policy[],
  ids: string[] = [],
): Promise<Naming> {
  const known = await namedThings(db, [...policies.flatMap(idsIn).map(({ id }) => id), ...ids]);
  return (id) => known.get(id)?.name ?? id;
}
