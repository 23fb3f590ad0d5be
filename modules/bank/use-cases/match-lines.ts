import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { formatMoney } from '../../../domain/money/money';
import type { BankLineDetail, MatchedAll, NewMatch } from '../../../domain/wire/bank';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { requireBooks } from '../../finance/policy';
import { findBankAccount } from '../account-queries';
import { findBankLine, readProposals } from '../line-queries';

/** A line of the bank that is matched with nothing yet. */
export interface OpenLine {
  id: string;
  accountId: string;
  on: string;
  minor: bigint;
  description: string;
  reference: string;
}

/**
 * The line of the bank, locked until the transaction ends: two who match it meet here.
 * @throws DomainError not-found, conflict (matched already)
 */
export async function lockOpenLine(tx: Transaction, id: string): Promise<OpenLine> {
  const [line] = await tx.query<Omit<OpenLine, 'minor'> & { minor: string }>(
    `SELECT id, account_id AS "accountId", booked_on AS "on", amount_minor AS minor, description, reference
     FROM bank_statement_line WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!line) throw new DomainError('not-found', 'There is no such line of a bank');
  // A statement of its own: one that waited for the lock sees what the other wrote.
  const [matched] = await tx.query('SELECT 1 FROM bank_match WHERE line_id = $1', [id]);
  if (matched) throw new DomainError('conflict', 'This line is matched already');
  return { ...line, minor: BigInt(line.minor) };
}

/**
 * Matches a line of the bank with lines of the journal that come to it, to the smallest unit.
 * @throws DomainError forbidden, not-found, invalid-input (they come to something else, or are of another account),
 * conflict (one of them is matched already)
 */
export async function matchLine(
  { db }: { db: Database },
  input: { principal: Principal; id: string; match: NewMatch },
): Promise<BankLineDetail> {
  const { principal, id, match } = input;
  requireBooks(principal);
  await db.transaction(async (tx) => {
    const line = await lockOpenLine(tx, id);
    await requireSum(tx, line, match);
    await writeMatch(tx, { principal, lineId: id, lines: match.lines });
  });
  return findBankLine(db, principal, id);
}

async function requireSum(tx: Transaction, line: OpenLine, { lines }: NewMatch): Promise<void> {
  const found = await tx.query<{ at: number; minor: string | null; isOfAccount: boolean }>(
    `SELECT l.at - 1 AS at, (j.debit_minor - j.credit_minor)::text AS minor, j.account_id = $2 AS "isOfAccount"
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS l (value, at)
     LEFT JOIN journal_line j ON j.entry_id = (l.value ->> 'entryId')::uuid AND j.ordinal = (l.value ->> 'ordinal')::integer
     ORDER BY l.at`,
    [JSON.stringify(lines), line.accountId],
  );
  const strangers = found.filter(({ isOfAccount }) => !isOfAccount);
  if (strangers.length > 0)
    throw invalidInput(
      strangers.map(({ at, minor }) => ({
        path: `lines.${at}`,
        message:
          minor === null
            ? 'There is no such line of the journal'
            : 'This line is of another account',
      })),
    );
  const names = new Set(lines.map(({ entryId, ordinal }) => `${entryId} ${ordinal}`));
  if (names.size < lines.length)
    throw invalidInput([{ path: 'lines', message: 'A line is named twice' }]);
  const sum = found.reduce((total, { minor }) => total + BigInt(minor ?? 0), 0n);
  if (sum !== line.minor)
    throw invalidInput([
      {
        path: 'lines',
        message: `These lines come to ${money(sum)}, the bank’s to ${money(line.minor)}: a difference of ${money(line.minor - sum)}`,
      },
    ]);
}

const money = (minor: bigint) => formatMoney({ minor, currency: COMPANY_CURRENCY });

/**
 * Writes a match in the caller's transaction; the database refuses what does not come to the line when it commits.
 * @throws DomainError conflict (a line of the journal is matched already)
 */
export async function writeMatch(
  tx: Transaction,
  of: { principal: Principal; lineId: string; lines: NewMatch['lines'] },
): Promise<void> {
  const { principal, lineId, lines } = of;
  tx.send('INSERT INTO bank_match (line_id, matched_by) VALUES ($1, $2)', [lineId, principal.id]);
  await tx
    .query(
      `INSERT INTO bank_match_line (line_id, entry_id, ordinal)
       SELECT $1, r."entryId", r.ordinal FROM jsonb_to_recordset($2::jsonb) AS r ("entryId" uuid, ordinal integer)`,
      [lineId, JSON.stringify(lines)],
    )
    .catch((error: unknown) => {
      if (violatedConstraint(error) !== 'bank_match_line_once') throw error;
      throw new DomainError(
        'conflict',
        'A line of the journal is matched with another line of the bank already',
      );
    });
  audit(tx, { principal, id: lineId, action: 'matched' });
}

/** Takes a match back: its lines are open again on both sides. @throws DomainError forbidden, not-found, conflict (not matched) */
export async function undoMatch(
  { db }: { db: Database },
  { principal, id }: { principal: Principal; id: string },
): Promise<BankLineDetail> {
  requireBooks(principal);
  await findBankLine(db, principal, id);
  await db.transaction(async (tx) => {
    const undone = await tx.query('DELETE FROM bank_match WHERE line_id = $1 RETURNING line_id', [
      id,
    ]);
    if (undone.length === 0) throw new DomainError('conflict', 'This line is matched with nothing');
    audit(tx, { principal, id, action: 'unmatched' });
  });
  return findBankLine(db, principal, id);
}

/**
 * Matches all lines of an account whose only proposal is certain: exact, and the only one seen from either side.
 * @throws DomainError forbidden, not-found
 */
export async function matchAllCertain(
  { db }: { db: Database },
  { principal, accountId }: { principal: Principal; accountId: string },
): Promise<MatchedAll> {
  requireBooks(principal);
  await findBankAccount(db, accountId);
  return db.transaction(async (tx) => {
    // Whoever matches a line of this account meets it here: what they leave is found below.
    await tx.query(
      'SELECT 1 FROM bank_statement_line WHERE account_id = $1 ORDER BY id FOR UPDATE',
      [accountId],
    );
    const { proposals, books } = await readProposals(tx, accountId);
    let matched = 0;
    for (const [lineId, [proposal]] of proposals) {
      if (!proposal?.certain) continue;
      const lines = proposal.bookLineIds.flatMap((id) => books.get(id) ?? []);
      await writeMatch(tx, {
        ...{ principal, lineId },
        lines: lines.map(({ entryId, ordinal }) => ({ entryId, ordinal })),
      });
      matched++;
    }
    return { matched, open: proposals.size - matched };
  });
}

function audit(tx: Transaction, of: { principal: Principal; id: string; action: string }): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `bank-line.${of.action}`, channel: 'app' },
      ...{ subjectType: 'bank-line', subjectId: of.id },
    },
  ]);
}
