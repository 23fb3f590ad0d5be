import type { Queryable, Transaction } from '../../../platform/database/database';
import type { ApprovalDeps } from '../deps';
import type { Requester } from '../kind-effects';
import { lockRequest, settledBySignatures } from '../store';
import { reviseLocked } from './revise-request';
import { sendBackLocked } from './send-back';

/** What restarting signatures is made from. */
export type RestartDeps = ApprovalDeps;

/** What somebody changed of the record that a request is about. */
interface RecordChange {
  approvalId: string;
  by: { id: string; name: string };
  /** What was changed, as the signers read it. */
  note: string;
  /** What keeps the request from being signed as the record now is; null when it may go on. */
  obstacle: string | null;
  /** What the request would be sent as, from what it was completed to. */
  asRequest(details: unknown): Record<string, unknown>;
}

/**
 * What follows for a pending request when its record was changed, in the transaction that changed it: what was signed is
 * void. It is asked for again from its first step as the record now is, or, where that cannot be signed, given back to its
 * requester with the obstacle. One that waits for its requester already, is closed, or has its last signature stays as it is.
 * @throws DomainError whatever the kind refuses of the request as it becomes
 */
export async function restartSignatures(
  deps: RestartDeps,
  tx: Transaction,
  change: RecordChange,
): Promise<void> {
  const { approvalId, by, note, obstacle } = change;
  const { request, progress } = await lockRequest(tx, approvalId);
  if (request.status !== 'pending' || request.resubmitBy !== null) return;
  if (settledBySignatures(progress)) return;
  if (obstacle !== null) {
    sendBackLocked(deps, tx, { request, by, text: `${note}. ${obstacle}` });
    return;
  }
  const requester = await requesterOf(tx, request.requesterId);
  const data = change.asRequest(request.data);
  await reviseLocked(deps, tx, { request, progress, requester, data, by, note });
}

async function requesterOf(db: Queryable, id: string): Promise<Requester> {
  const [row] = await db.query<Requester>(
    'SELECT id, name, department_id AS "departmentId", zone FROM employee WHERE id = $1',
    [id],
  );
  if (!row) throw new Error(`There is no employee ${id}`);
  return row;
}
