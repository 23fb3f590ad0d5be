import type { Principal } from '../../../domain/access/principal';
import { scope } from '../../../domain/access/scope';
import { DomainError } from '../../../domain/errors';
import type { ReceiptWire } from '../../../domain/wire/expenses';
import type { Database, Queryable } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import {
  receiveEarly,
  sweepEarly,
  type EarlyFile,
  type EarlyUploads,
} from '../../../platform/files/early-uploads';
import type { Upload } from '../../../platform/files/receive-upload';
import { readStored } from '../../../platform/files/stored-content';
import { visibleRequests } from '../../approvals/policy';
import { visibleEmployees } from '../../people/policy';

interface FileDeps {
  db: Database;
  files: FileStore;
}

const RECEIPTS: EarlyUploads = {
  table: 'expense_receipt',
  belongsTo: 'claim_id',
  most: 100,
  noun: 'receipt',
  tooMany: 'Claim the receipts that you have uploaded first.',
};
const COLUMNS = `r.id, r.name, r.media_type AS type, r.size, r.sha256, r.created_at AS at`;

/** Takes in receipts of claims that are still to be sent. @see receiveEarly */
export async function uploadReceipts(
  deps: FileDeps,
  input: { employeeId: string; upload: Upload },
): Promise<ReceiptWire[]> {
  return (await receiveEarly(deps, RECEIPTS, input)).map(present);
}

/**
 * A receipt with its content: for whoever uploaded it, and, once it is on a claim, for those who may see the claim or are
 * or were asked to sign it.
 * @throws DomainError not-found, conflict (`damage`: the content in the store is another, or gone)
 */
export async function readReceipt(
  deps: FileDeps,
  input: { id: string; principal: Principal },
): Promise<{ file: ReceiptWire; content: Buffer }> {
  const file = await findReceipt(deps.db, input);
  return { file, content: await readStored(deps.files, file) };
}

async function findReceipt(
  db: Queryable,
  { id, principal }: { id: string; principal: Principal },
): Promise<ReceiptWire> {
  const parameters: unknown[] = [id, principal.id];
  const ofClaim = visibleEmployees(scope(principal, 'expense'), 'r.employee_id', parameters);
  const ofApproval = visibleRequests(principal, 'a', parameters);
  const [row] = await db.query<EarlyFile>(
    `SELECT ${COLUMNS} FROM expense_receipt r WHERE r.id = $1 AND (r.employee_id = $2
       OR (r.claim_id IS NOT NULL AND (${ofClaim} OR EXISTS (SELECT FROM approval_request a
         WHERE a.kind = 'expense-claim' AND a.subject_id = r.claim_id AND ${ofApproval}))))`,
    parameters,
  );
  if (!row) throw noSuchReceipt();
  return present(row);
}

/** Takes back a receipt of one's own that is on no line. @throws DomainError not-found, also once it is claimed */
export async function discardReceipt(
  deps: FileDeps,
  input: { id: string; employeeId: string },
): Promise<void> {
  const gone = await deps.db.query<{ id: string }>(
    'DELETE FROM expense_receipt WHERE id = $1 AND employee_id = $2 AND claim_id IS NULL RETURNING id',
    [input.id, input.employeeId],
  );
  if (gone.length === 0) throw noSuchReceipt();
  await deps.files.remove(gone.map(({ id }) => id));
}

/** Forgets receipts that are on no line. @see sweepEarly */
export const sweepReceipts = (deps: FileDeps): Promise<number> => sweepEarly(deps, RECEIPTS);

function noSuchReceipt(): DomainError {
  return new DomainError('not-found', 'There is no such receipt');
}

function present({ at, ...row }: EarlyFile): ReceiptWire {
  return { ...row, at: at.toISOString() };
}
