import { randomUUID } from 'node:crypto';
import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { ImportedPerson } from '../../../domain/people-import/check-cells';
import { checkImport } from '../../../domain/people-import/check-import';
import type { RowProblem } from '../../../domain/people-import/read-csv';
import type { Imported, ImportProgress } from '../../../domain/wire/people-import';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { hashPassword } from '../../../platform/tokens/password';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { readOrganisation } from '../read-organisation';
import { sumOf } from './check-people-file';

const AT_ONCE = 500;

interface Context {
  /** Of people by address: new ones, and those who are to lead them. */
  ids: Map<string, string>;
  importId: string;
  passwordHash: string;
  tell?: (progress: ImportProgress) => void;
}

/**
 * Writes everybody in a file, or nobody: it is checked once more in the very transaction that writes.
 * @param input.sha256 of the file that was checked
 * @param input.tell hears how far writing has come; nothing is durable before the answer
 * @throws DomainError forbidden, invalid-input (everything that is wrong, `line.column`), conflict (another file than the
 * one checked, or somebody was added or left while this one was written)
 */
export async function importPeople(
  deps: { db: Database; bus: Bus },
  principal: Principal,
  input: { file: Buffer; sha256: string; tell?: (progress: ImportProgress) => void },
): Promise<Imported> {
  requireHumanResources(principal);
  if (sumOf(input.file) !== input.sha256) {
    throw new DomainError('conflict', 'This is not the file that was checked. Check it again.');
  }
  const importId = randomUUID();
  // Nobody knows the password behind it: whoever is imported signs in once they have been invited.
  const passwordHash = await hashPassword(randomUUID() + randomUUID());
  try {
    const people = await deps.db.transaction(async (tx) => {
      const checked = checkImport(input.file, await readOrganisation(tx));
      if (checked.problems.length > 0) throw refusal(checked.problems);
      const ids = new Map(checked.people.map(({ email }) => [email, randomUUID()]));
      await lockManagers(tx, checked.people, ids);
      await write(tx, checked.people, { ids, importId, passwordHash, tell: input.tell });
      const made = checked.people.map(({ email }) => ids.get(email) ?? '');
      audit(tx, made, { actorId: principal.id, importId, sha256: input.sha256 });
      tx.afterCommit(() => deps.bus.publish({ topic: 'people' }));
      return checked.people.length;
    });
    return { importId, people };
  } catch (error) {
    if (violatedConstraint(error) === 'employee_email_key') throw changedMeanwhile();
    throw error;
  }
}

function refusal(problems: RowProblem[]): DomainError {
  return new DomainError('invalid-input', 'Nobody was written: something is wrong in the file.', {
    errors: problems.map(({ line, column, message }) => ({
      path: column === null ? `${line}` : `${line}.${column}`,
      message: `Line ${line}${column === null ? '' : `, ${column}`}: ${message}`,
    })),
    problems,
  });
}

const changedMeanwhile = () =>
  new DomainError('conflict', 'Somebody was added or left at this moment. Check the file again.');

async function write(tx: Transaction, people: ImportedPerson[], context: Context): Promise<void> {
  // The channels are brought along below, once for each and not once for everybody.
  tx.send(`SELECT set_config('netra.fills_channels', 'yes', true)`);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const part = people.slice(from, from + AT_ONCE);
    await insert(tx, part, context);
    context.tell?.({ done: from + part.length, total: people.length });
  }
  const departments = [...new Set(people.flatMap(({ departmentId }) => departmentId ?? []))];
  for (const department of departments) {
    await tx.query('SELECT follow_channel_of($1, NULL)', [department]);
  }
}

/** Whoever is to lead somebody new stays active until this is written. Their ids join those of the new ones. */
async function lockManagers(
  tx: Transaction,
  people: ImportedPerson[],
  ids: Map<string, string>,
): Promise<void> {
  const outside = new Set(
    people.flatMap(({ manager }) => (manager === null || ids.has(manager) ? [] : [manager])),
  );
  const rows = await tx.query<{ id: string; email: string }>(
    `SELECT id, lower(email::text) AS email FROM employee WHERE email = ANY($1::citext[]) AND active ORDER BY id FOR SHARE`,
    [[...outside]],
  );
  if (rows.length < outside.size) throw changedMeanwhile();
  for (const { id, email } of rows) ids.set(email, id);
}

async function insert(
  tx: Transaction,
  people: ImportedPerson[],
  { ids, importId, passwordHash }: Context,
): Promise<void> {
  const rows = people.map((person) => ({
    id: ids.get(person.email),
    email: person.email,
    name: person.name,
    department_id: person.departmentId,
    manager_id: person.manager === null ? null : ids.get(person.manager),
    location_id: person.locationId,
    grade: person.grade,
    roles: person.roles,
    zone: person.zone,
    joined_on: person.joinedOn,
  }));
  await tx.query(
    `INSERT INTO employee (id, email, name, password_hash, department_id, manager_id, location_id, grade, roles, zone,
       joined_on, password_set_at, import_id)
     SELECT r.id, r.email, r.name, $2, r.department_id, r.manager_id, r.location_id, r.grade, r.roles, r.zone,
       r.joined_on, NULL, $3
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, email citext, name text, department_id uuid, manager_id uuid,
       location_id uuid, grade text, roles text[], zone text, joined_on date)`,
    [JSON.stringify(rows), passwordHash, importId],
  );
  await tx.query(`SELECT count(open_netra_conversation(id)) FROM unnest($1::uuid[]) AS id`, [
    rows.map(({ id }) => id),
  ]);
}

function audit(
  tx: Transaction,
  people: string[],
  { actorId, importId, sha256 }: { actorId: string; importId: string; sha256: string },
): void {
  const details = { people: people.length, sha256 };
  recordAudit(tx, [
    {
      ...{ actorId, action: 'people.imported', subjectType: 'people-import' },
      ...{ subjectId: importId, details },
    },
    ...people.map((subjectId) => ({
      ...{ actorId, action: 'person.added', subjectType: 'person' },
      ...{ subjectId, details: { importId } },
    })),
  ]);
}
