import type { Principal } from '../../../domain/access/principal';
import { scope } from '../../../domain/access/scope';
import { DomainError, invalidInput } from '../../../domain/errors';
import { isPicture, mediaTypeOf } from '../../../domain/files/file-types';
import type { ReceiptWire } from '../../../domain/wire/expenses';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveUpload, type GoodFile, type Upload } from '../../../platform/files/receive-upload';
import { readStored } from '../../../platform/files/stored-content';
import { visibleRequests } from '../../approvals/policy';
import { visibleEmployees } from '../../people/policy';

interface FileDeps {
  db: Database;
  files: FileStore;
}

interface ReceiptRow {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  at: Date;
}

/** How many receipts somebody may have that are on no line yet. */
const MOST_UNCLAIMED = 100;
const SWEPT_AT_ONCE = 200;
const COLUMNS = `r.id, r.name, r.media_type AS type, r.size, r.sha256, r.created_at AS at`;

/**
 * Takes in receipts of claims that are still to be sent: all of them, or none and nothing left behind.
 * @throws DomainError invalid-input (what a file is, or is called), too-large, conflict (too many that are on no line)
 */
export async function uploadReceipts(
  deps: FileDeps,
  input: { employeeId: string; upload: Upload },
): Promise<ReceiptWire[]> {
  return receiveUpload(deps.files, input.upload, (files) => {
    const wrong = files.filter(({ mediaType }) => !isReceipt(mediaType));
    const message = (name: string) => `“${name}”: A receipt is a picture or a PDF.`;
    if (wrong.length > 0)
      throw invalidInput(wrong.map(({ name }) => ({ path: 'file', message: message(name) })));
    return deps.db.transaction((tx) => writeReceipts(deps, tx, { ...input, files }));
  });
}

const isReceipt = (type: string) => isPicture(type) || type === mediaTypeOf('pdf');

async function writeReceipts(
  deps: FileDeps,
  tx: Transaction,
  { employeeId, files }: { employeeId: string; files: GoodFile[] },
): Promise<ReceiptWire[]> {
  // One upload of a person at a time, or two together would pass the limit that each of them keeps.
  tx.send('SELECT pg_advisory_xact_lock(hashtext($1), 9)', [employeeId]);
  const [unclaimed] = await tx.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM expense_receipt WHERE employee_id = $1 AND claim_id IS NULL',
    [employeeId],
  );
  if ((unclaimed?.count ?? 0) + files.length > MOST_UNCLAIMED)
    throw new DomainError('conflict', 'Claim the receipts that you have uploaded first.');
  const rows = await tx.query<ReceiptRow>(
    `WITH r AS (
       INSERT INTO expense_receipt (id, employee_id, name, media_type, size, sha256)
       SELECT f.id, $1, f.name, f."mediaType", f.size, f.sha256
       FROM jsonb_to_recordset($2::jsonb) AS f (id uuid, name text, "mediaType" text, size integer, sha256 text)
       RETURNING *
     ) SELECT ${COLUMNS} FROM r`,
    [employeeId, JSON.stringify(files)],
  );
  // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
  for (const { id } of files) await deps.files.keep(id);
  const byId = new Map(rows.map((row) => [row.id, present(row)]));
  return files.flatMap(({ id }) => byId.get(id) ?? []);
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
  const [row] = await db.query<ReceiptRow>(
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

/**
 * Forgets receipts that were uploaded over thirty days ago, longer than any draft is kept for, and are on no line. The row
 * first: a crash in between leaves content without a row, never a row without content. Returns how many.
 */
export async function sweepReceipts(deps: FileDeps): Promise<number> {
  const gone = await deps.db.query<{ id: string }>(
    `DELETE FROM expense_receipt WHERE id IN (SELECT id FROM expense_receipt
       WHERE claim_id IS NULL AND created_at < now() - interval '30 days' LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED)
     RETURNING id`,
  );
  await deps.files.remove(gone.map(({ id }) => id));
  return gone.length;
}

function noSuchReceipt(): DomainError {
  return new DomainError('not-found', 'There is no such receipt');
}

function present({ at, ...row }: ReceiptRow): ReceiptWire {
  return { ...row, at: at.toISOString() };
}
