import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { formatMoney, parseMoney } from '../../../domain/money/money';
import type { BatchWire, CompanyAccount, NewBatch } from '../../../domain/wire/expenses';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findBatch, readCompanyAccount } from '../reimbursement-queries';

interface Payable {
  claimId: string;
  employeeId: string;
  employeeName: string;
  /** In minor units; text, as bigint comes. */
  open: string;
  accountId: string | null;
}

/**
 * Puts reimbursements into a batch to be paid together, whole or in part: what is in a batch is in no other one. Each
 * goes to the account its person has in use now.
 * @throws DomainError invalid-input (a day that is over), and at each item: no such reimbursement, one's own, no bank
 *   account, more than is open
 */
export async function makeBatch(
  deps: { db: Database; clock: Clock },
  input: { principal: Principal; wanted: NewBatch },
): Promise<BatchWire> {
  const { principal, wanted } = input;
  if (wanted.payOn < dateIn(principal.zone, deps.clock.now()))
    throw invalidInput([{ path: 'payOn', message: 'This date is in the past' }]);
  const id = await deps.db.transaction(async (tx) => {
    const payables = await lockPayables(tx, wanted);
    const items = checkedItems(wanted, payables, principal);
    const [batch] = await tx.query<{ id: string }>(
      'INSERT INTO reimbursement_batch (currency, pay_on, created_by) VALUES ($1, $2, $3) RETURNING id',
      [COMPANY_CURRENCY, wanted.payOn, principal.id],
    );
    if (!batch) throw new Error('the batch was not written');
    tx.send(
      `INSERT INTO reimbursement_batch_item (batch_id, claim_id, account_id, amount_minor)
       SELECT $1, i."claimId", i."accountId", i.minor
       FROM jsonb_to_recordset($2::jsonb) AS i ("claimId" uuid, "accountId" uuid, minor bigint)`,
      [batch.id, JSON.stringify(items)],
    );
    audit(tx, { principal, id: batch.id, action: 'made', details: { items: items.length } });
    return batch.id;
  });
  return findBatch(deps.db, id);
}

async function lockPayables(tx: Transaction, { items }: NewBatch): Promise<Map<string, Payable>> {
  const rows = await tx.query<Payable>(
    `SELECT b.claim_id AS "claimId", b.employee_id AS "employeeId", e.name AS "employeeName",
       s.amount_minor - s.settled_minor - s.batched_minor - s.paid_minor AS open,
       (SELECT k.id FROM employee_bank_account k
        WHERE k.employee_id = b.employee_id AND k.status = 'approved' AND k.effective_until IS NULL) AS "accountId"
     FROM reimbursement b JOIN reimbursement_state s ON s.claim_id = b.claim_id JOIN employee e ON e.id = b.employee_id
     WHERE b.claim_id = ANY($1::uuid[]) AND b.currency = $2 AND s.taken_back_on IS NULL ORDER BY b.claim_id FOR UPDATE OF s`,
    [items.map(({ claimId }) => claimId), COMPANY_CURRENCY],
  );
  return new Map(rows.map((row) => [row.claimId, row]));
}

function checkedItems(wanted: NewBatch, payables: Map<string, Payable>, principal: Principal) {
  const problems: FieldProblem[] = [];
  const items = wanted.items.flatMap(({ claimId, amount }, index) => {
    const payable = payables.get(claimId);
    const open = BigInt(payable?.open ?? 0);
    const minor = amount ? parseMoney(amount).minor : open;
    const problem = problemOf(payable, { minor, open, principal });
    if (!problem) return [{ claimId, accountId: payable?.accountId, minor: minor.toString() }];
    problems.push({ path: `items.${index}.${problem.member}`, message: problem.message });
    return [];
  });
  if (problems.length > 0) throw invalidInput(problems);
  return items;
}

function problemOf(
  payable: Payable | undefined,
  { minor, open, principal }: { minor: bigint; open: bigint; principal: Principal },
): { member: string; message: string } | null {
  const ofClaim = (message: string) => ({ member: 'claimId', message });
  if (!payable) return ofClaim('Nothing is owed for this claim');
  if (payable.employeeId === principal.id)
    return ofClaim('Your own claim is for a colleague to pay');
  if (open === 0n) return ofClaim('Nothing of it is open any more');
  if (!payable.accountId) return ofClaim(`${payable.employeeName} has no approved bank account`);
  if (minor <= open) return null;
  const left = formatMoney({ minor: open, currency: COMPANY_CURRENCY });
  return { member: 'amount.amount', message: `Only ${left} of it is open` };
}

/**
 * Ends a batch: `paid` once the bank has paid it, which moves the status of its reimbursements, or `cancelled`, which
 * opens them again. A batch that is ended that way already stays so: again changes nothing.
 * @throws DomainError not-found, conflict (ended the other way)
 */
export async function closeBatch(
  deps: { db: Database },
  input: { principal: Principal; id: string; as: 'paid' | 'cancelled' },
): Promise<BatchWire> {
  const { principal, id, as } = input;
  await deps.db.transaction(async (tx) => {
    const [closed] = await tx.query(
      `UPDATE reimbursement_batch SET status = $2, closed_at = now(), closed_by = $3
       WHERE id = $1 AND status = 'open' RETURNING id`,
      [id, as, principal.id],
    );
    if (closed) audit(tx, { principal, id, action: as, details: {} });
  });
  const batch = await findBatch(deps.db, id);
  if (batch.status !== as)
    throw new DomainError('conflict', `${batch.number} is ${batch.status} already`);
  return batch;
}

/** Sets where reimbursements are paid from. Files of batches made before say the new account, too. */
export async function setCompanyAccount(
  deps: { db: Database },
  input: { principal: Principal; account: CompanyAccount },
) {
  const { principal, account } = input;
  await deps.db.transaction((tx) => {
    tx.send(
      `INSERT INTO company_account (holder, ifsc, account_number, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (is_only) DO UPDATE SET holder = excluded.holder, ifsc = excluded.ifsc,
         account_number = excluded.account_number, set_by = excluded.set_by, set_at = now()`,
      [account.holder, account.ifsc, account.accountNumber, principal.id],
    );
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: 'company-account.set',
        subjectType: 'person',
        subjectId: principal.id,
        channel: 'app',
      },
    ]);
  });
  return readCompanyAccount(deps.db);
}

function audit(
  tx: Transaction,
  of: { principal: Principal; id: string; action: string; details: Record<string, unknown> },
): void {
  recordAudit(tx, [
    {
      actorId: of.principal.id,
      action: `reimbursement-batch.${of.action}`,
      subjectType: 'reimbursement-batch',
      subjectId: of.id,
      channel: 'app',
      details: of.details,
    },
  ]);
}
