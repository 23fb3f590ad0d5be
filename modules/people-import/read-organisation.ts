import type { KnownOrganisation } from '../../domain/people-import/check-cells';
import type { Queryable } from '../../platform/database/database';

interface OrganisationRow {
  people: { email: string; active: boolean }[];
  departments: { id: string; name: string }[];
  locations: { id: string; name: string; zone: string; isDefault: boolean }[];
}

/** Where people stand who are in no location that says. */
const ZONE_OF_NOWHERE = 'Asia/Kolkata';

/** Everything a file of people can point at, in one statement. */
export async function readOrganisation(db: Queryable): Promise<KnownOrganisation> {
  const [row] = await db.query<OrganisationRow>(
    `SELECT
       (SELECT coalesce(json_agg(json_build_object('email', lower(email::text), 'active', active)), '[]') FROM employee)
         AS people,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name)), '[]') FROM department) AS departments,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'zone', zone, 'isDefault', is_default)), '[]')
        FROM location) AS locations`,
  );
  const { people, departments, locations } = row as OrganisationRow;
  return {
    people: new Map(people.map(({ email, active }) => [email, { active }])),
    departments: byName(departments),
    locations: byName(locations),
    defaultZone: locations.find(({ isDefault }) => isDefault)?.zone ?? ZONE_OF_NOWHERE,
  };
}

/** By name in lower case; null where that is the name of several, which no file can choose between. */
function byName<One extends { name: string }>(all: One[]): Map<string, One | null> {
  const found = new Map<string, One | null>();
  for (const one of all) {
    const name = one.name.toLowerCase();
    found.set(name, found.has(name) ? null : one);
  }
  return found;
}
