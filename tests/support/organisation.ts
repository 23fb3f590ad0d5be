import type { Database } from '../../platform/database/database';

/** A person of the organisation, as their row says. */
interface Member {
  id: string;
  name: string;
  manager: string | null;
  department: string | null;
  roles: string[];
  active: boolean;
}
interface Unit {
  id: string;
  name: string;
  parent: string | null;
  head: string | null;
  kind: string;
}

/** Who is below whom and who heads what, walked row by row: it knows nothing of how the application reckons a scope. */
export interface Organisation {
  members: Member[];
  units: Unit[];
  /** Somebody and everybody below them. */
  line: (id: string) => Set<string>;
  /** Departments that somebody heads, with those within. */
  headed: (id: string) => Set<string>;
  /** Whose records somebody sees, unless one of these roles lets them see all. */
  people: (id: string, ...sees: string[]) => Set<string>;
  holds: (id: string, ...roles: string[]) => boolean;
}

/** Reads the organisation as it is now. */
export async function readOrganisation(db: Database): Promise<Organisation> {
  const members = await db.query<Member>(
    'SELECT id, name, manager_id AS manager, department_id AS department, roles, active FROM employee',
  );
  const units = await db.query<Unit>(
    'SELECT id, name, parent_id AS parent, head_id AS head, kind FROM department',
  );
  const memberOf = new Map(members.map((member) => [member.id, member]));
  const holds: Organisation['holds'] = (id, ...roles) =>
    roles.some((role) => memberOf.get(id)?.roles.includes(role));
  const line = (id: string) =>
    closure([id], (above) => members.filter(({ manager }) => manager === above));
  const headed = (id: string) =>
    closure(
      units.filter(({ head }) => head === id).map((unit) => unit.id),
      (above) => units.filter(({ parent }) => parent === above),
    );
  const people: Organisation['people'] = (id, ...sees) => {
    if (holds(id, ...sees)) return new Set(memberOf.keys());
    const own = headed(id);
    const within = members.filter(({ department }) => department !== null && own.has(department));
    return new Set([...line(id), ...within.map((member) => member.id)]);
  };
  return { members, units, line, headed, people, holds };
}

/** What is reached from the first ones by going on and on. */
function closure(first: string[], next: (id: string) => { id: string }[]): Set<string> {
  const reached = new Set<string>();
  for (const todo = [...first]; todo.length > 0;) {
    const id = todo.pop()!;
    if (reached.has(id)) continue;
    reached.add(id);
    todo.push(...next(id).map((one) => one.id));
  }
  return reached;
}
