import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { formatMoney, parseMoney } from '../../../domain/money/money';
import { dateIn } from '../../../domain/dates/today';
import { takenBackElsewhere } from '../../../domain/finance/taking-back';
import type { JournalEntryDetail, NewEntry, Reversal } from '../../../domain/wire/finance';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findEntry } from '../journal-queries';
import { postEntry, requireOpenMonth, type PostedLine } from './post-entry';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Posts an entry that finance writes by hand. Control accounts are for the documents they sum up.
 * @throws DomainError invalid-input (off by something, an account one cannot post to), conflict (the month is closed)
 */
export async function enterByHand(
  deps: { db: Database },
  input: { principal: Principal; entry: NewEntry },
): Promise<JournalEntryDetail> {
  const { principal, entry } = input;
  const id = await deps.db.transaction((tx) => enterEntry(tx, { principal, entry }));
  return findEntry(deps.db, principal, id);
}

/** The same in the caller's transaction. @returns its id @throws as {@link enterByHand} */
export async function enterEntry(
  tx: Transaction,
  { principal, entry }: { principal: Principal; entry: NewEntry },
): Promise<string> {
  const lines = entry.lines.map(toLine);
  requireBalance(lines);
  await requireOpenMonth(tx, entry.on);
  await requireOpenAccounts(tx, entry);
  const posted = await postEntry(tx, {
    source: { kind: 'manual', id: randomUUID(), event: 'entered' },
    ...{ on: entry.on, memo: entry.memo, by: principal.id, lines },
  });
  if (posted === null) throw new Error('a new entry was there already');
  audit(tx, { principal, id: posted, action: 'entered' });
  return posted;
}

function toLine(line: NewEntry['lines'][number]): PostedLine {
  const { accountId, debit, credit, departmentId, projectId } = line;
  return {
    ...{ accountId, departmentId, projectId },
    debit: debit && parseMoney(debit).minor,
    credit: credit && parseMoney(credit).minor,
  };
}

function requireBalance(lines: PostedLine[]): void {
  const off = lines.reduce((sum, { debit = 0n, credit = 0n }) => sum + debit - credit, 0n);
  if (off === 0n) return;
  const amount = formatMoney({ minor: off < 0n ? -off : off, currency: COMPANY_CURRENCY });
  const more = off > 0n ? 'debits' : 'credits';
  throw invalidInput([{ path: 'lines', message: `The ${more} are ${amount} more` }]);
}

/** Names each line whose account, department or project cannot be posted to. */
async function requireOpenAccounts(tx: Transaction, { lines }: NewEntry): Promise<void> {
  const rows = await tx.query<{ at: number; member: string; message: string }>(
    `SELECT l.at - 1 AS at, p.member, p.message
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS l (value, at)
     LEFT JOIN account a ON a.id = (l.value ->> 'accountId')::uuid,
     LATERAL (VALUES
       ('accountId', CASE WHEN a.id IS NULL THEN 'There is no such account' WHEN NOT a.active THEN 'This account is not in use'
         WHEN a.control IS NOT NULL THEN 'This account follows from documents and takes no entry by hand'
         WHEN EXISTS (SELECT 1 FROM account c WHERE c.parent_id = a.id)
           THEN 'This account is the heading of others: choose one of them' END),
       ('departmentId', CASE WHEN l.value ->> 'departmentId' IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM department d WHERE d.id = (l.value ->> 'departmentId')::uuid) THEN 'There is no such department' END),
       ('projectId', CASE WHEN l.value ->> 'projectId' IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM project p WHERE p.id = (l.value ->> 'projectId')::uuid) THEN 'There is no such project' END)
     ) AS p (member, message) WHERE p.message IS NOT NULL ORDER BY l.at`,
    [JSON.stringify(lines)],
  );
  const problems: FieldProblem[] = rows.map(({ at, member, message }) => ({
    ...{ path: `lines.${at}.${member}`, message },
  }));
  if (problems.length > 0) throw invalidInput(problems);
}

/**
 * Takes an entry back by its mirror, once: on a day of its own month or later, or the first day after it that is open.
 * A vendor's bill, or what a claim is owed, is taken back with its entry.
 * @throws DomainError not-found, conflict (taken back already, itself a mirror, of a document that is taken back where it is
 *   kept, or of a bill or a claim whose payments stand), invalid-input (before the entry)
 */
export async function reverseEntry(
  deps: Deps,
  input: { principal: Principal; id: string; reversal: Reversal },
): Promise<JournalEntryDetail> {
  const { principal, id, reversal } = input;
  const original = await findEntry(deps.db, principal, id);
  if (original.reversesId !== null)
    throw new DomainError('conflict', `Entry ${original.number} takes another one back itself`);
  const elsewhere = takenBackElsewhere(original.source.kind);
  if (elsewhere) throw new DomainError('conflict', `${elsewhere.how} (${elsewhere.to})`);
  const today = dateIn(principal.zone, deps.clock.now());
  const wanted = reversal.on ?? (today > original.postedOn ? today : original.postedOn);
  if (wanted < original.postedOn)
    throw invalidInput([{ path: 'on', message: 'This is before the entry itself' }]);
  const mirror = await deps.db.transaction(async (tx) => {
    // Two at once meet here: the second sees the mirror of the first.
    tx.send('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`reversal ${id}`]);
    const [row] = await tx
      .query<{ id: string }>(
        `SELECT reverse_entry(j.id, first_open_day($2::date), $3, $4) AS id FROM journal_entry j
         WHERE j.id = $1 AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = j.id)`,
        [id, wanted, `Reversal of ${original.number}: ${reversal.reason}`, principal.id],
      )
      .catch((error: unknown) => {
        throw paymentStands(violatedConstraint(error)) ?? error;
      });
    if (!row) throw new DomainError('conflict', `Entry ${original.number} was taken back already`);
    audit(tx, { principal, id, action: 'reversed' });
    return row.id;
  });
  return findEntry(deps.db, principal, mirror);
}

const STANDING: Readonly<Record<string, string>> = {
  vendor_bill_unpaid: 'Its payments are taken back first, on the page of the bill (/finance/bills)',
  reimbursement_untouched:
    'What this claim is owed is paid, used up by an advance or in a batch: a batch that is not paid is cancelled first (/expenses/payments)',
};

/** What stands in the way of a mirror, by the constraint that says so. */
function paymentStands(constraint: string | undefined): DomainError | undefined {
  const message = constraint && STANDING[constraint];
  return message ? new DomainError('conflict', message) : undefined;
}

function audit(tx: Transaction, of: { principal: Principal; id: string; action: string }): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `journal-entry.${of.action}`, channel: 'app' },
      ...{ subjectType: 'journal-entry', subjectId: of.id },
    },
  ]);
}
