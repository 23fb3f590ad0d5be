import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { BankLineDetail, NewBankEntry, NewBankReceipt } from '../../../domain/wire/bank';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { enterEntry } from '../../finance/use-cases/enter-by-hand';
import { requireBooks } from '../../finance/policy';
import { recordReceipt } from '../../receivables/use-cases/take-receipt';
import { inBooks } from '../account-queries';
import { findBankLine } from '../line-queries';
import { lockOpenLine, writeMatch, type OpenLine } from './match-lines';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Posts what no document is of, a fee or interest, on the day of the bank, and matches the line with it.
 * @throws DomainError forbidden, not-found, invalid-input (an account one cannot post to, or the line's own), conflict
 *   (matched, or the month is closed)
 */
export async function postLine(
  { db }: { db: Database },
  input: { principal: Principal; id: string; entry: NewBankEntry },
): Promise<BankLineDetail> {
  const { principal, id, entry } = input;
  requireBooks(principal);
  await db.transaction(async (tx) => {
    const line = await lockOpenLine(tx, id);
    const { accountId, departmentId, memo } = entry;
    if (accountId === line.accountId)
      throw invalidInput([
        { path: 'lines.0.accountId', message: 'This is the account the line itself is of' },
      ]);
    const amount = inBooks(line.minor < 0n ? -line.minor : line.minor);
    const [here, there] =
      line.minor > 0n
        ? ([{ debit: amount }, { credit: amount }] as const)
        : ([{ credit: amount }, { debit: amount }] as const);
    const entryId = await enterEntry(tx, {
      principal,
      entry: {
        ...{ on: line.on, memo },
        // What was chosen comes first: its problems are at `lines.0`.
        lines: [
          { accountId, departmentId, ...there },
          { accountId: line.accountId, ...here },
        ],
      },
    });
    await writeMatch(tx, { principal, lineId: id, lines: [{ entryId, ordinal: 2 }] });
  });
  return findBankLine(db, principal, id);
}

/**
 * Records what came in as the receipt of a customer, settles what it is said to settle, and matches the line with it.
 * @throws DomainError forbidden, not-found, invalid-input (as a receipt), conflict (money that went out, another account than
 * receipts are posted to, matched already, or a month that is closed)
 */
export async function receiveLine(
  deps: Deps,
  input: { principal: Principal; id: string; receipt: NewBankReceipt },
): Promise<BankLineDetail> {
  const { principal, id, receipt } = input;
  requireBooks(principal);
  await deps.db.transaction(async (tx) => {
    const line = await lockOpenLine(tx, id);
    if (line.minor < 0n)
      throw new DomainError('conflict', 'This went out: only what came in is a receipt');
    await requireBankOfReceipts(tx, line);
    const receiptId = await recordReceipt(tx, {
      principal,
      receipt: {
        ...receipt,
        ...{ receivedOn: line.on, method: 'bank-transfer', amount: inBooks(line.minor) },
        reference: (line.reference || line.description).slice(0, 100),
      },
    });
    // It is posted now and not at the end, so that there is a line to match with.
    tx.send('SET CONSTRAINTS customer_receipt_is_posted IMMEDIATE');
    const lines = await tx.query<{ entryId: string; ordinal: number }>(
      `SELECT j.entry_id AS "entryId", j.ordinal FROM journal_entry e JOIN journal_line j ON j.entry_id = e.id
       WHERE e.source_kind = 'customer-receipt' AND e.source_id = $1 AND j.account_id = $2`,
      [receiptId, line.accountId],
    );
    await writeMatch(tx, { principal, lineId: id, lines });
  });
  return findBankLine(deps.db, principal, id);
}

async function requireBankOfReceipts(tx: Transaction, { accountId }: OpenLine): Promise<void> {
  const [bank] = await tx.query<{ id: string; code: string }>(
    `SELECT a.id, a.code FROM account_use u JOIN account a ON a.id = u.account_id WHERE u.use = 'bank'`,
  );
  if (bank?.id === accountId) return;
  throw new DomainError(
    'conflict',
    `Receipts are posted to the account ${bank?.code ?? 'of the use bank'}, not to this one`,
  );
}
