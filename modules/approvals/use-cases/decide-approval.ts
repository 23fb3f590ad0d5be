import { decidability, type Decidability } from '../../../domain/approvals/decidability';
import type { Channel } from '../../../domain/approvals/vocabulary';
import { DomainError } from '../../../domain/errors';
import type { DecisionWire } from '../../../domain/wire/approvals';
import type { Transaction } from '../../../platform/database/database';
import { linesOfDecision } from '../approve-in-part';
import type { ApprovalDeps } from '../deps';
import { attachFiles } from '../files';
import { presentDecision } from '../present-decision';
import { recordDecision, type Addressed, type DecideInput, type Door } from '../record-decision';
import { refuseDecision } from '../refuse-decision';
import { lockRequest, type Progress, type RequestRow, type TaskRow } from '../store';

/** What a decision was recorded as. */
export interface Decided {
  approvalId: string;
  decision: DecisionWire;
  channel: Channel;
}

/**
 * The one way a decision is recorded, whatever the door.
 * Locks the request, judges by `decidability`, consumes the mailed link if there is one and inserts the decision, all in
 * one transaction; after the commit the workflow is told.
 * @throws DomainError not-found, not-an-approver, own-request, deadline-passed, request-closed (`status`, `closedAt`),
 *   already-decided (`by`, `verdict`, `at`, `channel`), invalid-input (lines or files that do not fit)
 */
export async function decideApproval(deps: ApprovalDeps, input: DecideInput): Promise<Decided> {
  return deps.db.transaction(async (tx) => {
    const addressed = await addressOf(tx, input.door);
    const { request, progress } = await lockRequest(tx, addressed.approvalId);
    const task = taskOf(progress, addressed);
    const verdict = judge({ request, progress, task, addressed, receivedAt: input.receivedAt });
    if (verdict !== 'allowed' || !task) {
      throw refuseDecision(verdict, { request, progress, task });
    }
    const lines = linesOfDecision(request, progress, input);
    const recording = { input, addressed, request, progress, task, lines };
    const decision = await recordDecision(deps, tx, recording);
    const files = await attachFiles(tx, {
      requestId: request.id,
      uploaderId: addressed.approverId,
      fileIds: input.files ?? [],
      place: { decisionId: decision.id },
    });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
    return {
      approvalId: request.id,
      channel: decision.channel,
      decision: { ...presentDecision(decision, progress.steps), ...files },
    };
  });
}

async function addressOf(tx: Transaction, door: Door): Promise<Addressed> {
  if (door.channel === 'app') {
    const { approvalId, approverId } = door;
    return { approvalId, approverId, taskId: null, emailLinkId: null };
  }
  const [link] = await tx.query<{ approvalId: string; approverId: string; taskId: string }>(
    `SELECT request_id AS "approvalId", approver_id AS "approverId", task_id AS "taskId"
     FROM email_link WHERE id = $1`,
    [door.emailLinkId],
  );
  if (!link) throw new DomainError('not-found', 'There is no such link');
  return { ...link, emailLinkId: door.emailLinkId };
}

/** The person's task: the link's own, or in the app the open one, else the latest. */
function taskOf(progress: Progress, addressed: Addressed): TaskRow | null {
  const mine = progress.tasks.filter(
    (task) =>
      task.approverId === addressed.approverId &&
      (addressed.taskId === null || task.id === addressed.taskId),
  );
  return mine.find((task) => task.status === 'open') ?? mine.at(-1) ?? null;
}

function judge(context: {
  request: RequestRow;
  progress: Progress;
  task: TaskRow | null;
  addressed: Addressed;
  receivedAt: Date;
}): Decidability {
  const { request, progress, task } = context;
  return decidability({
    requesterId: request.requesterId,
    approverId: context.addressed.approverId,
    status: request.status,
    receivedAt: context.receivedAt.getTime(),
    task,
    steps: progress.steps,
    decisions: progress.decisions,
    awaited: progress.tasks.filter(({ status }) => status === 'open'),
  });
}
