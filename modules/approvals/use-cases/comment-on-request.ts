import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { peopleByIds } from '../../people/queries';
import { addComment, type CommentKind } from '../comments';
import type { ApprovalDeps } from '../deps';
import { attachFiles } from '../files';
import { kindOf } from '../kinds';
import { readVisibleRequest } from '../queries';
import { lockRequest, touchRequest, type Progress, type RequestRow } from '../store';

/**
 * Adds a comment, or asks the requester for information (open to those whose decision is awaited, and admins).
 * Everybody else in the conversation is rung; a question is mailed to the requester, a comment to nobody who was rung
 * while the request is closed.
 * @throws DomainError not-found, not-an-approver (a question by somebody who is not asked), request-closed (a question),
 *   invalid-input (files that are not the person's to show)
 */
export async function commentOnRequest(
  deps: ApprovalDeps,
  input: {
    approvalId: string;
    principal: Principal;
    text: string;
    kind: CommentKind;
    /** Files of the person's own that were uploaded for this comment. */
    files?: string[];
  },
): Promise<void> {
  const { approvalId, principal, kind } = input;
  await readVisibleRequest(deps.db, principal, approvalId);
  await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, approvalId);
    if (kind === 'information-request') mayAsk(principal, request, progress);
    const author = { authorId: principal.id, text: input.text, kind };
    const commentId = addComment(tx, { request, ...author });
    await attachFiles(tx, {
      requestId: request.id,
      uploaderId: principal.id,
      fileIds: input.files ?? [],
      place: { commentId },
    });
    touchRequest(tx, request.id);
    recordAudit(tx, [
      {
        actorId: principal.id,
        action: `approval.${kind === 'comment' ? 'commented' : 'information-requested'}`,
        subjectType: 'approval',
        subjectId: request.id,
        channel: 'app',
        details: { commentId },
      },
    ]);
    await tellOthers(deps, tx, { ...input, request, progress, commentId });
    tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
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

async function tellOthers(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  context: {
    principal: Principal;
    text: string;
    kind: CommentKind;
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
      title:
        kind === 'comment'
          ? `${principal.name} commented`
          : `${principal.name} asks for more information`,
      body: request.title,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `${kind}.${commentId}`,
    })),
  );
  const mailed =
    kind === 'comment' ? [] : recipients.filter(({ id }) => id === request.requesterId);
  queueMail(
    deps,
    tx,
    mailed.map((person) => ({
      template: 'information-requested',
      to: { userId: person.id, address: person.email },
      messageKey: `information.${commentId}`,
      approvalId: request.id,
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
