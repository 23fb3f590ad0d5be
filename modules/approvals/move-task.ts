import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../platform/database/database';
import { revokeEmailLinks } from '../mail/use-cases/issue-email-links';
import type { KnownPerson } from '../people/queries';
import { askApprovers, type Occasion } from './ask-approvers';
import type { ApprovalDeps } from './deps';
import type { Progress, RequestRow, TaskRow } from './store';

/**
 * Closes an open task and gives a new one on the same step to another person, who is rung and mailed; the links of the
 * old task die with it. The caller has locked the request.
 */
export function moveTask(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    task: TaskRow;
    to: KnownPerson;
    status: 'reassigned' | 'escalated';
    occasion: Occasion;
  },
): void {
  const { request, task, to, status } = input;
  const step = input.progress.steps.find(({ id }) => id === task.stepId);
  if (!step) throw new Error(`task ${task.id} has no step in this round`);
  revokeEmailLinks(tx, [task.id]);
  const id = randomUUID();
  tx.send(
    `WITH moved AS (
       UPDATE approval_task SET status = $5, closed_at = clock_timestamp() WHERE id = $4
     ), touched AS (
       UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $2
     )
     INSERT INTO approval_task (id, request_id, step_id, approver_id, reason) VALUES ($1, $2, $3, $6, $5)`,
    [id, request.id, step.id, task.id, status, to.id],
  );
  askApprovers(deps, tx, {
    request,
    tasks: [{ id, step, approver: to }],
    occasion: input.occasion,
    decisions: input.progress.decisions,
    ...(status === 'escalated' ? { escalatedFromName: task.approverName } : {}),
  });
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}
