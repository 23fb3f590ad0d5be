import type { Principal } from '../../../domain/access/principal';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { cannotBeChanged, effectsOf, kindOf } from '../kinds';
import { outboxInsert } from '../outbox';
import { readVisibleRequest } from '../queries';
import { END_ROUND } from '../rounds';
import { isSettled, lockRequest, type Progress, type RequestRow } from '../store';

/** How long a requester has to send a request again before it expires. */
const RESUBMIT_WITHIN = `interval '30 days'`;

/**
 * Gives a request back to its requester with what is to be changed, instead of deciding. The round ends; it goes on when
 * the requester sends the request again (`reviseRequest`), and expires if they do not.
 * @throws DomainError not-found, request-closed, own-request, not-an-approver (not asked at present), already-decided
 */
export async function sendBack(
  deps: ApprovalDeps,
  input: { approvalId: string; principal: Principal; text: string },
): Promise<void> {
  const { approvalId, principal, text } = input;
  await readVisibleRequest(deps.db, principal, approvalId);
  await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, approvalId);
    maySendBack(request, progress, principal);
    if (!effectsOf(deps, request.kind).revise) throw cannotBeChanged(request);
    sendBackLocked(deps, tx, { request, by: principal, text });
  });
}

/** Gives a locked pending request back to its requester, whoever `by` is. */
export function sendBackLocked(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  input: { request: RequestRow; by: { id: string; name: string }; text: string },
): void {
  const { request, by, text } = input;
  const commentId = addComment(tx, { request, authorId: by.id, text, kind: 'send-back' });
  endRound(tx, { request, actorId: by.id, commentId });
  tellRequester(deps, tx, { request, by, text });
  tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}

function maySendBack(request: RequestRow, progress: Progress, principal: Principal): void {
  if (request.status !== 'pending') {
    throw new DomainError('request-closed', `This request is ${request.status}`);
  }
  if (request.requesterId === principal.id) {
    throw new DomainError('own-request', 'You cannot send back your own request');
  }
  const task = progress.tasks.find(
    ({ approverId, status }) => approverId === principal.id && status === 'open',
  );
  const step = progress.steps.find(({ id }) => id === task?.stepId);
  if (!step)
    throw new DomainError('not-an-approver', 'This request does not wait for your decision');
  if (isSettled(progress, step)) {
    throw new DomainError('already-decided', 'This request was decided already');
  }
}

function endRound(
  tx: Transaction,
  input: { request: RequestRow; actorId: string; commentId: string },
): void {
  const { request, actorId, commentId } = input;
  const parameters: unknown[] = [request.id];
  const audit = auditInsert(
    [
      {
        actorId,
        action: 'approval.sent-back',
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: { commentId, round: request.round },
      },
    ],
    parameters,
  );
  const outbox = outboxInsert(
    { topic: 'signal-approval', requestId: request.id, signal: SIGNALS.requestChanged },
    parameters,
  );
  tx.send(
    `WITH ${END_ROUND}, audit AS (${audit}), outbox AS (${outbox})
     UPDATE approval_request SET sent_back_at = clock_timestamp(), resubmit_by = clock_timestamp() + ${RESUBMIT_WITHIN},
       information_asked_at = NULL, information_asked_by = NULL, revision = revision + 1,
       changed_at = clock_timestamp() WHERE id = $1`,
    parameters,
  );
}

function tellRequester(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  input: { request: RequestRow; by: { id: string; name: string }; text: string },
): void {
  const { request, by, text } = input;
  const key = `sent-back.${request.id}.r${request.round}`;
  notifyPeople(deps, tx, [
    {
      userId: request.requesterId,
      type: 'approval-sent-back',
      title: `${by.name} sent your request back`,
      body: `${request.title} · ${text}`,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: key,
    },
  ]);
  queueMail(deps, tx, [
    {
      template: 'sent-back',
      to: { userId: request.requesterId, address: request.requesterEmail },
      messageKey: key,
      approvalId: request.id,
      rings: key,
      props: {
        requestId: request.id,
        kindLabel: kindOf(request.kind).label,
        requesterName: request.requesterName,
        title: request.title,
        byName: by.name,
        text,
      },
    },
  ]);
}
