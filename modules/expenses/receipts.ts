import type { FieldProblem } from '../../domain/errors';
import { invalidInput } from '../../domain/errors';
import type { Queryable, Transaction } from '../../platform/database/database';

/** A receipt of somebody's, as far as a claim goes by it. */
export interface KnownReceipt {
  id: string;
  name: string;
  sha256: string;
}

interface Holder {
  employeeId: string;
  /** The claim that may have them already: one that is being changed. */
  claimId?: string;
  lines: { receipts?: string[] }[];
}

const idsOf = ({ lines }: Holder) => lines.flatMap(({ receipts = [] }) => receipts);

/**
 * The receipts that lines name, by id, and what is wrong with those that are not the person's to put there: somebody
 * else's, on another claim, or named twice.
 */
export async function receiptsFor(
  db: Queryable,
  holder: Holder,
): Promise<{ receipts: Map<string, KnownReceipt>; problems: FieldProblem[] }> {
  const ids = idsOf(holder);
  if (ids.length === 0) return { receipts: new Map(), problems: [] };
  const rows = await db.query<KnownReceipt>(
    `SELECT id, name, sha256 FROM expense_receipt
     WHERE id = ANY($1::uuid[]) AND employee_id = $2 AND (claim_id IS NULL OR claim_id = $3)`,
    [ids, holder.employeeId, holder.claimId ?? null],
  );
  const receipts = new Map(rows.map((row) => [row.id, row]));
  const problems = holder.lines.flatMap(({ receipts: named = [] }, index) =>
    named.every((id) => receipts.has(id) && ids.indexOf(id) === ids.lastIndexOf(id))
      ? []
      : [{ path: `lines.${index}.receipts`, message: NOT_YOURS }],
  );
  return { receipts, problems };
}

const NOT_YOURS = 'Name receipts that you uploaded and that are on no other line';

/**
 * Puts receipts on the lines of a claim, in the caller's transaction; those it had before are free again.
 * @throws DomainError invalid-input when one was put elsewhere a moment ago
 */
export async function placeReceipts(
  tx: Transaction,
  holder: Holder & { claimId: string },
): Promise<void> {
  tx.send('UPDATE expense_receipt SET claim_id = NULL, line = NULL WHERE claim_id = $1', [
    holder.claimId,
  ]);
  const places = holder.lines.flatMap(({ receipts = [] }, index) =>
    receipts.map((id) => ({ id, line: index + 1 })),
  );
  if (places.length === 0) return;
  const placed = await tx.query<{ id: string }>(
    `UPDATE expense_receipt r SET claim_id = $1, line = p.line
     FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, line integer)
     WHERE r.id = p.id AND r.employee_id = $3 AND r.claim_id IS NULL RETURNING r.id`,
    [holder.claimId, JSON.stringify(places), holder.employeeId],
  );
  if (placed.length === places.length) return;
  const free = new Set(placed.map(({ id }) => id));
  const taken = places.filter(({ id }) => !free.has(id));
  throw invalidInput(
    taken.map(({ line }) => ({ path: `lines.${line - 1}.receipts`, message: NOT_YOURS })),
  );
}
