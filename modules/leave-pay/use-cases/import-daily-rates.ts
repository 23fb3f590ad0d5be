import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { refusedFile } from '../../../domain/csv-import/check-file';
import { DomainError } from '../../../domain/errors';
import { checkRateFile, type KnownPeople, type RateOfFile } from '../../../domain/leave/rate-file';
import type { RateCheck, WrittenFile } from '../../../domain/wire/csv-import';
import type { Database, Queryable } from '../../../platform/database/database';
import { sumOf } from '../../people-import/use-cases/check-people-file';
import { enterRate } from './set-daily-rate';

const SAMPLE = 20;

/**
 * What a file of daily rates would do, and everything that is wrong with it; nothing is written.
 * @throws DomainError forbidden
 */
export async function checkDailyRates(
  { db }: { db: Queryable },
  principal: Principal,
  file: Buffer,
): Promise<RateCheck> {
  requireHumanResources(principal);
  const people = await readPeople(db);
  const { rows, items, problems } = checkRateFile(file, { people, by: principal.id });
  return {
    ...(await effectOf(db, items)),
    ...{ rows, problems, badRows: new Set(problems.map(({ line }) => line)).size },
    sample: items
      .slice(0, SAMPLE)
      .map(({ line, name, validFrom, rate }) => ({ line, name, validFrom, rate })),
    sha256: sumOf(file),
  };
}

/**
 * Enters all rates of a file, or none, each as if it were entered by hand.
 * @param input.sha256 of the file that was checked
 * @throws DomainError forbidden, conflict (another file), invalid-input (everything that is wrong, `line.column`)
 */
export async function importDailyRates(
  { db }: { db: Database },
  principal: Principal,
  { file, sha256 }: { file: Buffer; sha256: string },
): Promise<WrittenFile> {
  requireHumanResources(principal);
  if (sumOf(file) !== sha256)
    throw new DomainError('conflict', 'This is not the file that was checked. Check it again.');
  return db.transaction(async (tx) => {
    const people = await readPeople(tx);
    const { items, problems } = checkRateFile(file, { people, by: principal.id });
    if (problems.length > 0) throw refusedFile(problems);
    const written = await effectOf(tx, items);
    // In one order, so that two files wait for one another and never each for the other.
    const ordered = [...items].sort((a, b) => (a.employeeId < b.employeeId ? -1 : 1));
    for (const { employeeId, validFrom, rate } of ordered)
      await enterRate(tx, principal, { employeeId, validFrom, rate });
    return written;
  });
}

async function readPeople(db: Queryable): Promise<KnownPeople> {
  const rows = await db.query<{ email: string; id: string; name: string }>(
    'SELECT lower(email::text) AS email, id, name FROM employee',
  );
  return new Map(rows.map(({ email, ...person }) => [email, person]));
}

async function effectOf(db: Queryable, items: RateOfFile[]): Promise<WrittenFile> {
  const [row] = await db.query<{ changed: number }>(
    `SELECT count(*)::integer AS changed FROM daily_rate d
     JOIN jsonb_to_recordset($1::jsonb) AS r ("employeeId" uuid, "validFrom" date)
       ON r."employeeId" = d.employee_id AND r."validFrom" = d.valid_from`,
    [JSON.stringify(items)],
  );
  const changed = row?.changed ?? 0;
  return { added: items.length - changed, changed };
}
