import type { Queryable } from '../../platform/database/database';
import type { Role } from '../../domain/roles';

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
}

const KNOWN = `e.id, e.name, e.email::text AS email, e.active, e.manager_id AS "managerId",
  e.department_id AS "departmentId", e.zone`;

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
