import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import { LIST_SORTS, type SortColumn, type SortOf } from '../../domain/lists/sorting';
import type { DepartmentKind, Role } from '../../domain/roles';
import type { Page } from '../../domain/wire/common';
import type { Person } from '../../domain/wire/people';
import { containing } from '../../platform/database/containing';
import type { Queryable } from '../../platform/database/database';
import type { OrderKey } from '../../platform/database/list-order';
import { readListPage } from '../../platform/database/list-page';
import { visibleEmployees } from './policy';

/** A person as the engine, the mails and the presenters need them. Never sent to a client as it is. */
export interface KnownPerson {
  id: string;
  name: string;
  email: string;
  active: boolean;
  managerId: string | null;
  departmentId: string | null;
  /** IANA zone, `Asia/Kolkata`. */
  zone: string;
  /** Null for the default location. */
  locationId: string | null;
  /** When the morning digest is wanted, `08:30` in the zone; null for a mail per request. */
  digestAt: string | null;
}

const KNOWN = `e.id, e.name, e.email::text AS email, e.active, e.manager_id AS "managerId",
  e.department_id AS "departmentId", e.zone, e.location_id AS "locationId", to_char(e.digest_at, 'HH24:MI') AS "digestAt"`;

/** Whoever the person reports to today, active or not; null at the top of the line or for an unknown id. */
export async function reportingManagerOf(
  db: Queryable,
  employeeId: string,
): Promise<KnownPerson | null> {
  const rows = await db.query<KnownPerson>(
    `SELECT ${KNOWN} FROM employee e WHERE e.id = (SELECT manager_id FROM employee WHERE id = $1)`,
    [employeeId],
  );
  return rows[0] ?? null;
}

/** The head of a department today, active or not; null when it has none or is not known. */
export async function departmentHeadOf(
  db: Queryable,
  departmentId: string,
): Promise<KnownPerson | null> {
  const rows = await db.query<KnownPerson>(
    `SELECT ${KNOWN} FROM employee e JOIN department d ON d.head_id = e.id WHERE d.id = $1`,
    [departmentId],
  );
  return rows[0] ?? null;
}

/** Everybody active who holds a role, by name. */
export async function activeHoldersOf(db: Queryable, role: Role): Promise<KnownPerson[]> {
  return db.query<KnownPerson>(
    `SELECT ${KNOWN} FROM employee e WHERE e.active AND e.roles @> ARRAY[$1::text] ORDER BY e.name, e.id`,
    [role],
  );
}

/**
 * The HR people of somebody: those assigned to their department, or to the nearest one above it that has any; without
 * such, everybody active who holds the role.
 */
export async function hrOf(db: Queryable, employeeId: string): Promise<KnownPerson[]> {
  const assigned = await db.query<KnownPerson>(
    `SELECT ${KNOWN} FROM employee e WHERE e.id IN (SELECT assigned_hr_of($1)) ORDER BY e.name, e.id`,
    [employeeId],
  );
  return assigned.length > 0 ? assigned : activeHoldersOf(db, 'hr');
}

/** Everybody who is active, by name, with their department's name. */
export async function activePeople(
  db: Queryable,
): Promise<(KnownPerson & { department: string | null })[]> {
  return db.query(
    `SELECT ${KNOWN}, d.name AS department FROM employee e LEFT JOIN department d ON d.id = e.department_id
     WHERE e.active ORDER BY e.name, e.id`,
  );
}

/** People by id, active or not; ids that are not known are absent from the map. */
export async function peopleByIds(
  db: Queryable,
  ids: Iterable<string>,
): Promise<Map<string, KnownPerson>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.query<KnownPerson>(
    `SELECT ${KNOWN} FROM employee e WHERE e.id = ANY($1::uuid[])`,
    [wanted],
  );
  return new Map(rows.map((person) => [person.id, person]));
}

/** Everybody above a person, nearest first, active or not. Empty at the top of the line. */
export async function lineAbove(db: Queryable, employeeId: string): Promise<KnownPerson[]> {
  return db.query<KnownPerson>(
    `WITH RECURSIVE line AS (
       SELECT manager_id AS id, 1 AS depth FROM employee WHERE id = $1
       UNION ALL
       SELECT e.manager_id, line.depth + 1 FROM employee e JOIN line ON e.id = line.id
     )
     SELECT ${KNOWN} FROM line JOIN employee e ON e.id = line.id ORDER BY line.depth`,
    [employeeId],
  );
}

/** What narrows the list of people. */
interface PeopleFilter {
  limit: number;
  cursor?: string;
  /** Part of a name or an e-mail address. */
  q?: string;
  /** One department alone, without those below it. */
  departmentId?: string;
  locationId?: string;
  managerId?: string;
  role?: Role;
  active?: boolean;
  sort?: SortOf<'people'>;
}

interface PersonRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  grade: string | null;
  zone: string;
  joinedOn: string;
  active: boolean;
  departmentId: string | null;
  departmentName: string | null;
  departmentKind: DepartmentKind | null;
  managerId: string | null;
  managerName: string | null;
  locationId: string | null;
  locationName: string | null;
}

const FIELDS = `e.id, e.name, e.email::text AS email, e.roles, e.grade, e.zone, e.joined_on AS "joinedOn", e.active,
    d.id AS "departmentId", d.name AS "departmentName", d.kind AS "departmentKind",
    m.id AS "managerId", m.name AS "managerName", l.id AS "locationId", l.name AS "locationName"`;

const FROM = `FROM employee e
  LEFT JOIN department d ON d.id = e.department_id
  LEFT JOIN employee m ON m.id = e.manager_id
  LEFT JOIN location l ON l.id = e.location_id`;

const ORDERS: Record<SortColumn<'people'>, OrderKey> = {
  name: ['e.name', 'text'],
  email: ['e.email', 'citext'],
  joined: ['e.joined_on', 'date'],
};

/** Who holds more than the role of everybody is found among those few, in any order; there is an index of them. */
const holding = (bound: string, role: Role | undefined) =>
  `e.roles @> ARRAY[${bound}::text]${role === 'employee' ? '' : ` AND e.roles <> ARRAY['employee']`}`;

const narrowing = (filter: PeopleFilter): [(bound: string) => string, unknown][] => [
  [(bound) => `e.department_id = ${bound}`, filter.departmentId],
  [(bound) => `e.location_id = ${bound}`, filter.locationId],
  [(bound) => `e.manager_id = ${bound}`, filter.managerId],
  [(bound) => holding(bound, filter.role), filter.role],
  [(bound) => `e.active = ${bound}`, filter.active],
];

/** The people a person may see, by name unless sorted otherwise. A broken cursor is refused as invalid input. */
export async function listPeople(
  db: Queryable,
  principal: Principal,
  filter: PeopleFilter,
): Promise<Page<Person>> {
  const parameters: unknown[] = [];
  const bound = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [visibleEmployees(scope(principal, 'person'), 'e.id', parameters)];
  if (filter.q) {
    const pattern = bound(containing(filter.q));
    conditions.push(`(e.name ILIKE ${pattern} OR e.email::text ILIKE ${pattern})`);
  }
  for (const [condition, value] of narrowing(filter)) {
    if (value !== undefined) conditions.push(condition(bound(value)));
  }
  return readListPage(db, filter, {
    ...{ orders: ORDERS, usual: LIST_SORTS.people.usual, id: 'e.id' },
    ...{ fields: FIELDS, from: FROM, conditions, parameters },
    present: presentPerson,
  });
}

/**
 * One person, if the principal may see them.
 * @throws DomainError not-found for unknown people and for those out of scope alike
 */
export async function visiblePerson(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<Person> {
  const parameters: unknown[] = [id];
  const visible = visibleEmployees(scope(principal, 'person'), 'e.id', parameters);
  const rows = await db.query<PersonRow>(
    `SELECT ${FIELDS} ${FROM} WHERE e.id = $1 AND ${visible}`,
    parameters,
  );
  if (!rows[0]) throw new DomainError('not-found', 'There is no such person.');
  return presentPerson(rows[0]);
}

function presentPerson(row: PersonRow): Person {
  const { departmentId, departmentName, departmentKind, managerId, managerName, ...rest } = row;
  const { locationId, locationName, ...person } = rest;
  return {
    ...person,
    department:
      departmentId === null || departmentKind === null
        ? null
        : { id: departmentId, name: departmentName ?? '', kind: departmentKind },
    manager: managerId === null ? null : { id: managerId, name: managerName ?? '' },
    location: locationId === null ? null : { id: locationId, name: locationName ?? '' },
  };
}
