import { z } from 'zod';
import { hostileCell } from '../csv-import/hostile-cell';
import { parseDate } from '../dates/calendar';
import { zoneNamed } from '../dates/zones';
import { ROLES, type Role } from '../roles';
import { IMPORT_COLUMNS, type ImportColumn, type ImportRow } from './columns';
import type { RowProblem } from './read-csv';

/** What is there already. Keys of all maps are in lower case. */
export interface KnownOrganisation {
  /** Whether the person is active, by address. */
  people: ReadonlyMap<string, { active: boolean }>;
  /** By name; null for a name that several have but for upper and lower case. */
  departments: ReadonlyMap<string, { id: string; name: string } | null>;
  locations: ReadonlyMap<string, { id: string; name: string; zone: string } | null>;
  /** Of the default location. */
  defaultZone: string;
}

/** Somebody a file adds. `manager` is an address: of somebody there already, or of somebody in the file. */
export interface ImportedPerson {
  line: number;
  name: string;
  email: string;
  joinedOn: string;
  departmentId: string | null;
  manager: string | null;
  locationId: string | null;
  grade: string | null;
  roles: Role[];
  zone: string;
}

const addressSchema = z.email();
const LONGEST: Partial<Record<ImportColumn, number>> = { name: 200, email: 320, grade: 20 };
/** Which open doors to other people's records: an admin gives them to one person at a time. */
const NOT_BY_FILE = new Set<Role>(['hr', 'finance', 'admin']);

type Refuse = (column: ImportColumn, message: string) => void;

interface Context {
  cells: ImportRow['cells'];
  line: number;
  known: KnownOrganisation;
  /** The first line of each address in the file. */
  lines: ReadonlyMap<string, number>;
  refuse: Refuse;
}

/** Everything that is wrong with one line; the person only if nothing is. */
export function checkCells(
  { line, cells }: ImportRow,
  known: KnownOrganisation,
  lines: ReadonlyMap<string, number>,
): { person?: ImportedPerson; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const refused = new Set<ImportColumn>();
  const refuse: Refuse = (column, message) => {
    // One thing at a time for a cell: what comes later follows from what is wrong already.
    if (refused.has(column)) return;
    refused.add(column);
    problems.push({ line, column: IMPORT_COLUMNS[column], message });
  };
  const context = { cells, line, known, lines, refuse };
  refuseHostileCells(context);
  refuseBadPerson(context);
  refuseBadPlace(context);
  refuseBadManager(context);
  const roles = readRoles(context);
  if (problems.length > 0) return { problems };
  return { person: personOf(context, roles), problems };
}

function refuseHostileCells({ cells, refuse }: Context): void {
  for (const [name, cell] of Object.entries(cells)) {
    const column = name as ImportColumn;
    const message = hostileCell(cell, LONGEST[column] ?? 200);
    if (message !== undefined) refuse(column, message);
  }
}

function refuseBadPerson({ cells, line, known, lines, refuse }: Context): void {
  const address = cells.email.toLowerCase();
  const first = lines.get(address);
  if (!cells.name) refuse('name', 'Enter a name.');
  if (!addressSchema.safeParse(address).success) {
    refuse('email', cells.email ? 'This is no e-mail address.' : 'Enter an e-mail address.');
  } else if (known.people.has(address)) {
    refuse('email', 'There is already somebody with this address.');
  } else if (first !== undefined && first < line) {
    refuse('email', `The same address stands on line ${first}.`);
  }
  if (parseDate(cells.joinedOn) === undefined) {
    refuse('joinedOn', 'Write the date as year-month-day, such as 2026-02-25.');
  }
}

function refuseBadPlace({ cells, known, refuse }: Context): void {
  const { department, location, zone } = cells;
  const missing = whyNotFound(known.departments, department, 'department');
  if (missing) refuse('department', missing);
  const nowhere = whyNotFound(known.locations, location, 'location');
  if (nowhere) refuse('location', nowhere);
  if (zone && zoneNamed(zone) === undefined)
    refuse('zone', 'Use a time zone such as Asia/Kolkata.');
}

function whyNotFound(
  known: ReadonlyMap<string, unknown>,
  name: string,
  what: string,
): string | undefined {
  if (!name) return undefined;
  const found = known.get(name.toLowerCase());
  if (found === undefined) return `There is no ${what} of this name.`;
  return found === null ? `More than one ${what} has this name: rename one of them.` : undefined;
}

function refuseBadManager({ cells, known, lines, refuse }: Context): void {
  const manager = cells.manager.toLowerCase();
  if (!manager) return;
  const there = known.people.get(manager);
  if (manager === cells.email.toLowerCase()) refuse('manager', 'Nobody reports to themselves.');
  else if (!there && !lines.has(manager)) {
    refuse('manager', 'Nobody has this address, here or in the file. Use the manager’s e-mail.');
  } else if (there && !there.active) refuse('manager', 'This person is not active any more.');
}

function readRoles({ cells, refuse }: Context): Role[] {
  const named = cells.roles
    .toLowerCase()
    .split(/[,;|]/)
    .map((role) => role.trim().replace(/\s+/g, '-'))
    .filter((role) => role !== '');
  for (const role of named) {
    if (!ROLES.some((known) => known === role)) {
      refuse('roles', `There is no role “${role}”.`);
    } else if (NOT_BY_FILE.has(role as Role)) {
      refuse('roles', `The role “${role}” is an admin’s to give, on the person’s page.`);
    }
  }
  return [...new Set(['employee', ...named])] as Role[];
}

function personOf({ cells, line, known }: Context, roles: Role[]): ImportedPerson {
  const location = known.locations.get(cells.location.toLowerCase());
  return {
    line,
    name: cells.name,
    email: cells.email.toLowerCase(),
    joinedOn: cells.joinedOn,
    departmentId: known.departments.get(cells.department.toLowerCase())?.id ?? null,
    manager: cells.manager.toLowerCase() || null,
    locationId: location?.id ?? null,
    grade: cells.grade || null,
    roles,
    zone: zoneNamed(cells.zone) ?? location?.zone ?? known.defaultZone,
  };
}
