import type { Principal } from '../../../domain/access/principal';
import { checkStatementFile, type CheckedStatement } from '../../../domain/bank/statement-file';
import { refusedFile } from '../../../domain/csv-import/check-file';
import { dateIn } from '../../../domain/dates/today';
import { DomainError } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { parseMoney } from '../../../domain/money/money';
import type {
  BankStatementWire,
  StatementCheck,
  StatementCheckQuery,
} from '../../../domain/wire/bank';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireBooks } from '../../finance/policy';
import { sumOf } from '../../people-import/use-cases/check-people-file';
import { findBankAccount, inBooks, listStatements } from '../account-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

interface StatementFile {
  principal: Principal;
  of: StatementCheckQuery;
  file: Buffer;
}

const SAMPLE = 20;
const minorOf = (amount: string) => parseMoney({ amount, currency: COMPANY_CURRENCY }).minor;

/**
 * What a file of a statement comes to, and everything that is wrong with it; nothing is written.
 * @throws DomainError forbidden, not-found (no such bank account)
 */
export async function checkStatement(deps: Deps, input: StatementFile): Promise<StatementCheck> {
  requireBooks(input.principal);
  const { rows, lines, problems } = await read(deps, deps.db, input);
  const sum = (side: (minor: bigint) => boolean) =>
    inBooks(
      lines.filter(({ minor }) => side(minor)).reduce((total, { minor }) => total + minor, 0n),
    );
  return {
    ...{ rows, problems, badRows: new Set(problems.map(({ line }) => line)).size },
    sample: lines.slice(0, SAMPLE).map(({ line, on, description, reference, minor }) => ({
      ...{ line, on, description, reference, amount: inBooks(minor) },
    })),
    ...{ paidIn: sum((minor) => minor > 0n), paidOut: sum((minor) => minor < 0n) },
    sha256: sumOf(input.file),
  };
}

async function read(
  { clock }: Deps,
  db: Queryable,
  { principal, of, file }: StatementFile,
): Promise<CheckedStatement> {
  const { to, closing } = await findBankAccount(db, of.account);
  const known = await db.query<{ fingerprint: string }>(
    'SELECT fingerprint FROM bank_statement_line WHERE account_id = $1',
    [of.account],
  );
  return checkStatementFile(file, {
    ...{ opening: minorOf(of.opening), closing: minorOf(of.closing) },
    known: {
      last: to === null || closing === null ? null : { to, closing: BigInt(closing) },
      fingerprints: new Set(known.map(({ fingerprint }) => fingerprint)),
      today: dateIn(principal.zone, clock.now()),
    },
  });
}

/**
 * Takes a statement in, all of it or nothing: it is checked once more in the very transaction that writes.
 * @param input.sha256 of the file that was checked
 * @throws DomainError forbidden, not-found, invalid-input (everything that is wrong, `line.column`), conflict (another file)
 */
export async function importStatement(
  deps: Deps,
  input: StatementFile & { sha256: string },
): Promise<BankStatementWire> {
  const { principal, of, file, sha256 } = input;
  requireBooks(principal);
  if (sumOf(file) !== sha256)
    throw new DomainError('conflict', 'This is not the file that was checked. Check it again.');
  const id = await deps.db.transaction(async (tx) => {
    lockAccount(tx, of.account);
    const { lines, problems } = await read(deps, tx, input);
    if (problems.length > 0) throw refusedFile(problems);
    return write(tx, { principal, of, lines });
  });
  const statements = await listStatements(deps.db, principal, of.account);
  const statement = statements.find((one) => one.id === id);
  if (!statement) throw new DomainError('conflict', 'The statement was removed at this moment');
  return statement;
}

/** Two statements of an account come one after the other: the second sees where the first ended. */
function lockAccount(tx: Transaction, accountId: string): void {
  tx.send('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`bank ${accountId}`]);
}

async function write(
  tx: Transaction,
  of: { principal: Principal; of: StatementCheckQuery; lines: CheckedStatement['lines'] },
): Promise<string> {
  const { principal, lines } = of;
  const { account, opening, closing } = of.of;
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO bank_statement (account_id, from_on, to_on, opening_minor, closing_minor, imported_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [
      ...[account, lines[0]?.on, lines.at(-1)?.on, minorOf(opening).toString()],
      ...[minorOf(closing).toString(), principal.id],
    ],
  );
  if (!row) throw new Error('the statement was not answered');
  const rows = lines.map(({ on, minor, description, reference, fingerprint }) => ({
    ...{ on, minor: minor.toString(), description, reference, fingerprint },
  }));
  tx.send(
    `INSERT INTO bank_statement_line (statement_id, account_id, ordinal, booked_on, amount_minor, description, reference,
       fingerprint)
     SELECT $1, $2, e.at, r."on", r.minor, r.description, r.reference, r.fingerprint
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e (value, at),
       jsonb_to_record(e.value) AS r ("on" date, minor bigint, description text, reference text, fingerprint text)`,
    [row.id, account, JSON.stringify(rows)],
  );
  audit(tx, { principal, id: row.id, action: 'imported', details: { lines: rows.length } });
  return row.id;
}

/**
 * Removes a statement that was taken in by mistake: the last one of its account, with nothing matched.
 * @throws DomainError forbidden, not-found, conflict (a later one builds on it, or a line is matched)
 */
export async function removeStatement(
  { db }: { db: Database },
  { principal, id }: { principal: Principal; id: string },
): Promise<void> {
  requireBooks(principal);
  await db.transaction(async (tx) => {
    const [statement] = await tx.query<{ account: string }>(
      'SELECT account_id AS account FROM bank_statement WHERE id = $1',
      [id],
    );
    if (!statement) throw new DomainError('not-found', 'There is no such statement');
    lockAccount(tx, statement.account);
    const [found] = await tx.query<{ later: boolean; matched: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM bank_statement n WHERE n.account_id = s.account_id AND n.to_on > s.to_on) AS later,
         EXISTS (SELECT 1 FROM bank_match m JOIN bank_statement_line l ON l.id = m.line_id WHERE l.statement_id = s.id)
           AS matched
       FROM bank_statement s WHERE s.id = $1`,
      [id],
    );
    if (found?.later) throw new DomainError('conflict', 'A later statement builds on this one');
    if (found?.matched)
      throw new DomainError('conflict', 'Undo the matches of this statement first');
    tx.send('DELETE FROM bank_statement WHERE id = $1', [id]);
    audit(tx, { principal, id, action: 'removed', details: {} });
  });
}

function audit(
  tx: Transaction,
  of: { principal: Principal; id: string; action: string; details: Record<string, unknown> },
): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `bank-statement.${of.action}`, channel: 'app' },
      ...{ subjectType: 'bank-statement', subjectId: of.id, details: of.details },
    },
  ]);
}
