import { DEPARTMENTS, PEOPLE, type DemoPerson } from './company';
import { openPlaces, type Workplace } from './places';
import { seededRandom, type Random } from './random';
import { isoInstant, type DemoRows } from './rows';

/** A person with the ids that their rows have. */
export interface Colleague extends DemoPerson {
  id: string;
  email: string;
  departmentId: string;
  managerId: string | null;
}

/** Everybody, findable by login. */
export interface Staff {
  all: Colleague[];
  by(login: string): Colleague;
  departmentId(name: string): string;
  /** Heads are set once everybody is there: the two tables point at one another. */
  heads: { departmentId: string; headId: string }[];
}

/** Of its own, so that places took nothing from the numbers everything else is made of. */
const PLACES_SEED = 20_261_124;

const FOUNDED = Date.UTC(2019, 3, 1, 4, 0);

/** Adds departments, places and people. */
export function hireEverybody(rows: DemoRows, random: Random, passwordHash: string): Staff {
  const places = openPlaces(rows, seededRandom(PLACES_SEED));

  const departments = new Map(DEPARTMENTS.map(({ name }) => [name, random.uuid()]));
  for (const { name, kind } of DEPARTMENTS)
    rows.add('department', {
      id: departments.get(name),
      name,
      kind,
      created_at: isoInstant(FOUNDED),
    });

  const staff = new Map<string, Colleague>();
  for (const person of PEOPLE) {
    const manager = person.reportsTo === null ? undefined : staff.get(person.reportsTo);
    staff.set(person.login, {
      ...person,
      id: random.uuid(),
      email: `${person.login}@netra.example`,
      departmentId: departments.get(person.department)!,
      managerId: manager?.id ?? null,
    });
  }
  for (const person of staff.values()) {
    const place = places.get(person.worksIn)!;
    rows.add('employee', employeeRow(person, { place, passwordHash }));
  }

  return {
    all: [...staff.values()],
    by: (login) => staff.get(login)!,
    departmentId: (name) => departments.get(name)!,
    heads: DEPARTMENTS.map(({ name, head }) => ({
      departmentId: departments.get(name)!,
      headId: staff.get(head)!.id,
    })),
  };
}

function employeeRow(
  person: Colleague,
  { place, passwordHash }: { place: Workplace; passwordHash: string },
) {
  const joined = isoInstant(Date.parse(`${person.joinedOn}T09:00:00+05:30`));
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    password_hash: passwordHash,
    password_set_at: joined,
    department_id: person.departmentId,
    manager_id: person.managerId,
    roles: person.roles,
    grade: person.grade,
    zone: place.zone,
    location_id: place.id,
    joined_on: person.joinedOn,
    active: true,
    token_version: 1,
    created_at: joined,
    updated_at: joined,
  };
}
