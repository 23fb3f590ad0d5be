import type { Principal } from '../../../domain/access/principal';
import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { peopleByIds } from '../../people/queries';
import { resumeClock, stopClock } from '../clock';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { attachFiles } from '../files';
import { kindOf } from '../kinds';
import { postToOutbox } from '../outbox';
import { readVisibleRequest } from '../queries';
import { lockRequest, touchRequest, type Progress, type RequestRow } from '../store';

/**
 * Adds a comment, or asks the requester for information (open to those whose decision is awaited, and admins).
 * A question stops the clock of the request; the next thing its requester writes is the answer and lets it run again.
 * Everybody else in the conversation is rung; a question is mailed to the requester, an answer to whoever asked.
 * @throws DomainError not-found, not-an-approver (a question by somebody who is not asked), request-closed (a question),
 *   invalid-input (files that are not the person's to show)
 */
export async function commentOnRequest(
  deps: ApprovalDeps,
  input: {
    approvalId: string;
    principal: Principal;
    text: string;
    kind: 'comment' | 'information-request';
    /** Files of the person's own that were uploaded for this comment. */
    files?: string[];
  },
): Promise<void> {
  const { approvalId, principal } = input;
  await readVisibleRequest(deps.db, principal, approvalId);
  await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, approvalId);
    if (input.kind === 'information-request') mayAsk(principal, request, progress);
    const kind: Said = isAnswer(input, request) ? 'answer' : input.kind;
    const author = { authorId: principal.id, text: input.text, kind };
    const commentId = addComment(tx, { request, ...author });
    await attachFiles(tx, {
      requestId: request.id,
      uploaderId: principal.id,
      fileIds: input.files ?? [],
      place: { commentId },
    });
    touchRequest(tx, request.id);
    if (kind !== 'comment')
      await moveClock(deps, tx, { request, progress, askedBy: principal.id, kind });
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: ACTIONS[kind],
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: { commentId },
      },
    ]);
    await tellOthers(deps, tx, { ...input, kind, request, progress, commentId });
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
  });
}

type Said = 'comment' | 'information-request' | 'answer';

const ACTIONS: Record<Said, string> = {
  comment: 'approval.commented',
  'information-request': 'approval.information-requested',
  answer: 'approval.answered',
};

function isAnswer(input: { principal: Principal; kind: Said }, request: RequestRow): boolean {
  return (
    input.kind === 'comment' &&
    request.status === 'pending' &&
    request.informationAskedAt !== null &&
    request.requesterId === input.principal.id
  );
}

/** The run sleeps until an instant that no longer holds: it has to look again. */
async function moveClock(
  deps: Pick<ApprovalDeps, 'bus' | 'clock'>,
  tx: Transaction,
  input: { request: RequestRow; progress: Progress; askedBy: string; kind: Said },
): Promise<void> {
  const { request, progress, askedBy, kind } = input;
  if (kind === 'answer') await resumeClock(deps, tx, { request, progress });
  else stopClock(tx, { requestId: request.id, askedBy });
  postToOutbox(deps, tx, {
    topic: 'signal-approval',
    requestId: request.id,
    signal: SIGNALS.requestChanged,
  });
}

function mayAsk(principal: Principal, request: RequestRow, progress: Progress): void {
  if (request.status !== 'pending') {
    throw new DomainError('request-closed', `This request is ${request.status}`);
  }
  const asked = progress.tasks.some(
    (task) => task.approverId === principal.id && task.status === 'open',
  );
  if (request.requesterId === principal.id || !(asked || principal.roles.includes('admin'))) {
    throw new DomainError('not-an-approver', 'Only those whose decision is awaited can ask for it');
  }
}

/** Who is written to beside being rung, or nobody. */
const MAILED: Record<Said, (request: RequestRow) => string | null> = {
  comment: () => null,
  'information-request': ({ requesterId }) => requesterId,
  answer: ({ informationAskedBy }) => informationAskedBy,
};

const DID: Record<Said, string> = {
  comment: 'commented',
  'information-request': 'asks for more information',
  answer: 'answered',
};

async function tellOthers(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  context: {
    principal: Principal;
    text: string;
    kind: Said;
    request: RequestRow;
    progress: Progress;
    commentId: string;
  },
): Promise<void> {
  const { principal, request, kind, commentId } = context;
  const concerned = new Set([
    request.requesterId,
    ...context.progress.tasks.map(({ approverId }) => approverId),
  ]);
  concerned.delete(principal.id);
  const people = await peopleByIds(tx, concerned);
  const recipients = [...people.values()].filter((person) => person.active);
  notifyPeople(
    deps,
    tx,
    recipients.map((person) => ({
      userId: person.id,
      type: kind,
      title: `${principal.name} ${DID[kind]}`,
      body: request.title,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `${kind}.${commentId}`,
    })),
  );
  const mailedId = MAILED[kind](request);
  const mailed = recipients.filter(({ id }) => id === mailedId);
  queueMail(
    deps,
    tx,
    mailed.map((person) => ({
      template: kind === 'answer' ? 'information-answered' : 'information-requested',
      to: { userId: person.id, address: person.email },
      messageKey: `information.${commentId}`,
      approvalId: request.id,
      rings: `${kind}.${commentId}`,
      props: {
        requestId: request.id,
        kindLabel: kindOf(request.kind).label,
        requesterName: request.requesterName,
        title: request.title,
        byName: principal.name,
        text: context.text,
      },
    })),
  );
}
