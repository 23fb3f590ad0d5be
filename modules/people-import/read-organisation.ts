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
    departments: new Map(departments.map((one) => [one.name.toLowerCase(), one])),
    locations: new Map(locations.map((place) => [place.name.toLowerCase(), place])),
    defaultZone: locations.find(({ isDefault }) => isDefault)?.zone ?? ZONE_OF_NOWHERE,
  };
}
