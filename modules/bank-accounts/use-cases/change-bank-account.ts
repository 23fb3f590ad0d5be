import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { Queryable, Transaction } from '../../../platform/database/database';

/** An account somebody wants to be paid to. The number stays in its table: it is in no request, mail or log. */
interface BankAccount {
  accountHolder: string;
  bankName: string;
  ifsc: string;
  accountNumber: string;
}

/**
 * Checks that no other change of the same person waits; reads only.
 * @throws DomainError conflict
 */
export async function checkNoChangeWaits(db: Queryable, employeeId: string): Promise<void> {
  const rows = await db.query(
    `SELECT 1 FROM employee_bank_account WHERE employee_id = $1 AND status = 'pending'`,
    [employeeId],
  );
  if (rows.length > 0) throw changeWaits();
}

/**
 * Writes an account that waits for its approval, in the caller's transaction. Returns its id.
 * @throws DomainError conflict when another one came a moment ago
 */
export async function submitBankAccount(
  tx: Transaction,
  account: BankAccount & { employeeId: string },
): Promise<string> {
  const id = randomUUID();
  const rows = await tx.query(
    `INSERT INTO employee_bank_account (id, holder, bank, ifsc, account_number, employee_id)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (employee_id) WHERE status = 'pending' DO NOTHING RETURNING id`,
    [...columnsOf(id, account), account.employeeId],
  );
  if (rows.length === 0) throw changeWaits();
  return id;
}

/** Rewrites an account that waits, in the caller's transaction. Returns whether its number is another one now. */
export async function reviseBankAccount(
  tx: Transaction,
  account: BankAccount & { id: string },
): Promise<{ isOtherNumber: boolean }> {
  const [before] = await tx.query<{ accountNumber: string }>(
    `SELECT account_number AS "accountNumber" FROM employee_bank_account WHERE id = $1 FOR UPDATE`,
    [account.id],
  );
  tx.send(
    `UPDATE employee_bank_account SET holder = $2, bank = $3, ifsc = $4, account_number = $5
     WHERE id = $1 AND status = 'pending'`,
    columnsOf(account.id, account),
  );
  return { isOtherNumber: before?.accountNumber !== account.accountNumber };
}

/**
 * Ends an account's wait, in the caller's transaction. Approved, it is in use from this moment, and the one before it is
 * kept with its end. A second run writes nothing.
 */
export function closeBankAccount(tx: Transaction, input: { id: string; outcome: Outcome }): void {
  // A statement's parts do not see one another, and the index allows one account in use: so the old one ends first.
  tx.send(
    `UPDATE employee_bank_account old SET effective_until = now()
     FROM employee_bank_account new
     WHERE new.id = $1 AND new.status = 'pending' AND $2 = 'approved'
       AND old.employee_id = new.employee_id AND old.status = 'approved' AND old.effective_until IS NULL`,
    [input.id, input.outcome],
  );
  tx.send(
    `UPDATE employee_bank_account SET status = $2, effective_from = CASE WHEN $2 = 'approved' THEN now() END
     WHERE id = $1 AND status = 'pending'`,
    [input.id, input.outcome],
  );
}

function columnsOf(id: string, account: BankAccount): unknown[] {
  const { accountHolder, bankName, ifsc, accountNumber } = account;
  return [id, accountHolder, bankName, ifsc, accountNumber];
}

function changeWaits(): DomainError {
  return new DomainError('conflict', 'A change of your bank account waits for approval already');
}
