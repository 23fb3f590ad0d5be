import { createHash } from 'node:crypto';
import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import type { ImportedPerson, KnownOrganisation } from '../../../domain/people-import/check-cells';
import { checkImport } from '../../../domain/people-import/check-import';
import type { ImportCheck } from '../../../domain/wire/people-import';
import type { Queryable } from '../../../platform/database/database';
import { readOrganisation } from '../read-organisation';

const SAMPLE = 20;

/**
 * What a file of people would do, and everything that is wrong with it; nothing is written.
 * @throws DomainError forbidden
 */
export async function checkPeopleFile(
  deps: { db: Queryable },
  principal: Principal,
  file: Buffer,
): Promise<ImportCheck> {
  requireHumanResources(principal);
  const known = await readOrganisation(deps.db);
  const { rows, people, problems } = checkImport(file, known);
  return {
    rows,
    badRows: new Set(problems.map(({ line }) => line)).size,
    problems,
    sample: sampleOf(people, known),
    sha256: sumOf(file),
  };
}

/** What tells one file from another. */
export function sumOf(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex');
}

function sampleOf(people: ImportedPerson[], known: KnownOrganisation): ImportCheck['sample'] {
  const names = new Map(
    [...known.departments.values(), ...known.locations.values()].flatMap((one) =>
      one === null ? [] : [[one.id, one.name] as const],
    ),
  );
  return [...people]
    .sort((a, b) => a.line - b.line)
    .slice(0, SAMPLE)
    .map(({ line, name, email, joinedOn, departmentId, manager, locationId, grade }) => ({
      ...{ line, name, email, joinedOn, manager, grade },
      department: names.get(departmentId ?? '') ?? null,
      location: names.get(locationId ?? '') ?? null,
    }));
}
