import type { ApprovalKind } from '../../domain/approvals/kind';
import type { Policy } from '../../domain/approvals/policy';
import { policyProblems } from '../../domain/approvals/policy-problems';
import type { KindRouting } from '../../domain/approvals/routing';
import type { FieldProblem } from '../../domain/errors';
import type { Queryable } from '../../platform/database/database';
import { idsIn, namedThings, type NamedAs, type NamedThing } from './policy-names';

const CALLED: Record<NamedAs, string> = {
  person: 'person',
  department: 'department',
  project: 'project',
  group: 'group',
};

/** What requests of a kind can be routed by, as its example shows. */
export function routedBy(kind: ApprovalKind): Set<keyof KindRouting> {
  const said = kind.routing(kind.exampleDetails);
  const given = Object.keys(said) as (keyof KindRouting)[];
  return new Set(given.filter((fact) => said[fact] !== undefined));
}

/** Everything publishing would be refused for: what is wrong in itself, and what it names that is not there. */
export async function checkPolicy(
  db: Queryable,
  kind: ApprovalKind,
  policy: Policy,
): Promise<FieldProblem[]> {
  const [references, empty] = await Promise.all([
    referenceProblems(db, policy),
    emptyGroups(db, policy),
  ]);
  return [...policyProblems(policy, routedBy(kind)), ...references, ...empty];
}

async function referenceProblems(db: Queryable, policy: Policy): Promise<FieldProblem[]> {
  const named = idsIn(policy);
  const known = await namedThings(
    db,
    named.map(({ id }) => id),
  );
  return named.flatMap(({ as, id, path }) => {
    const message = complaint(as, known.get(id));
    return message === undefined ? [] : [{ path, message }];
  });
}

function complaint(as: NamedAs, thing: NamedThing | undefined): string | undefined {
  if (thing?.as !== as) return `There is no such ${CALLED[as]}`;
  return thing.active ? undefined : `${thing.name} is not active`;
}

async function emptyGroups(db: Queryable, policy: Policy): Promise<FieldProblem[]> {
  const groups = idsIn(policy).filter(({ as }) => as === 'group');
  if (groups.length === 0) return [];
  const manned = await db.query<{ id: string }>(
    `SELECT DISTINCT m.group_id AS id FROM approval_group_member m JOIN employee e ON e.id = m.employee_id AND e.active
     WHERE m.group_id = ANY($1::uuid[])`,
    [groups.map(({ id }) => id)],
  );
  const ids = new Set(manned.map(({ id }) => id));
  return groups
    .filter(({ id }) => !ids.has(id))
    .map(({ path }) => ({ path, message: 'Nobody active is in this group' }));
}
