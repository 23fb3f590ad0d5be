import { randomUUID } from 'node:crypto';
import { VERDICTS } from '../../../domain/approvals/vocabulary';
import type { Transaction } from '../../../platform/database/database';
import { LINK_LIFETIME_SECONDS, type EmailLinkTokens } from '../../../platform/tokens/email-link';

/** A task whose approver is to get links. */
interface LinkedTask {
  taskId: string;
  stepId: string;
  requestId: string;
  approverId: string;
  round: number;
  version: number;
}

/** The ids of a task's two `email_link` rows: what goes into `props.links` of the mail. */
export interface IssuedLinks {
  approve: string;
  reject: string;
}

/**
 * Writes one link per task and verdict, all in one statement, valid for 24 hours from `now`.
 * Earlier links stay as they are: call {@link revokeEmailLinks} first when they should die.
 * @returns the link ids by task id; the tokens themselves are made when the mail is sent and stored nowhere
 */
export function issueEmailLinks(
  tx: Transaction,
  tokens: EmailLinkTokens,
  tasks: LinkedTask[],
  now: Date,
): Map<string, IssuedLinks> {
  const issued = new Map<string, IssuedLinks>();
  if (tasks.length === 0) return issued;
  const issuedAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const expiresAt = new Date(issuedAt.getTime() + LINK_LIFETIME_SECONDS * 1000);
  const rows = tasks.flatMap((task) => {
    const ids = { approve: randomUUID(), reject: randomUUID() };
    issued.set(task.taskId, ids);
    return VERDICTS.map((verdict) => ({
      id: ids[verdict],
      jti_hash: tokens.hashJti({ id: ids[verdict], keyId: tokens.keyId }).toString('hex'),
      request_id: task.requestId,
      step_id: task.stepId,
      task_id: task.taskId,
      approver_id: task.approverId,
      round: task.round,
      version: task.version,
      verdict,
    }));
  });
  tx.send(
    `INSERT INTO email_link (id, jti_hash, request_id, step_id, task_id, approver_id, round, version, verdict,
       key_id, issued_at, expires_at)
     SELECT l.id, decode(l.jti_hash, 'hex'), l.request_id, l.step_id, l.task_id, l.approver_id, l.round, l.version, l.verdict,
       $2, $3, $4
     FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, jti_hash text, request_id uuid, step_id uuid, task_id uuid,
       approver_id uuid, round integer, version integer, verdict text)`,
    [JSON.stringify(rows), tokens.keyId, issuedAt, expiresAt],
  );
  return issued;
}

/** Kills the unused links of tasks, from the commit of `tx` on. */
export function revokeEmailLinks(tx: Transaction, taskIds: string[]): void {
  tx.send(
    `UPDATE email_link SET revoked_at = clock_timestamp()
     WHERE task_id = ANY($1::uuid[]) AND used_at IS NULL AND revoked_at IS NULL`,
    [taskIds],
  );
}
