import { isSameSignature } from '../../domain/approvals/substitution';
import type { Verdict } from '../../domain/approvals/vocabulary';
import type { Transaction } from '../../platform/database/database';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import type { ApprovalDeps } from './deps';
import type { RequestRow, TaskRow } from './store';

/**
 * Who was away hears what was decided for them, and a substitute that they need not any more. Telling them twice is
 * telling them once.
 * @param told.others tasks that were not needed any more; those that are not the same signature are passed over
 */
export function tellOtherHalf(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  told: { request: RequestRow; task: TaskRow; verdict: Verdict; others: TaskRow[] },
): void {
  const { request, task } = told;
  const did = told.verdict === 'approve' ? 'approved' : 'rejected';
  const halves = told.others.filter((other) => isSameSignature(task, other));
  notifyPeople(
    deps,
    tx,
    halves.map((other) => ({
      userId: other.approverId,
      type: 'approval-decided-for-you',
      title: `${task.approverName} ${did} ${request.requesterName}'s request${
        task.onBehalfOfId === other.approverId ? ' for you' : ''
      }`,
      body: request.title,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `decided.${other.id}`,
    })),
  );
}
