import { DomainError } from '../../../domain/errors';
import { settledOutcome } from '../../../domain/approvals/progress';
import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { ClosedView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { auditInsert } from '../../audit/use-cases/record-audit';
import { approvedLinesOf } from '../approve-in-part';
import { addComment } from '../comments';
import type { ApprovalDeps } from '../deps';
import { effectsOf } from '../kinds';
import { END_ROUND } from '../rounds';
import { lockRequest, type Progress, type RequestRow } from '../store';
import { tellClosed } from '../tell-closed';
import { isWatched } from '../watched';

/**
 * Closes a request with its effect, once: a request that is closed already answers how.
 * An outcome that follows from signatures must be what the steps' rows say.
 */
export async function closeRequest(
  deps: ApprovalDeps,
  input: { requestId: string; outcome: Outcome },
): Promise<ClosedView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    if (request.status !== 'pending')
      return closedView(request.status, await isWatched(tx, request.id));
    const settled = settledOutcome(progress.steps.map((step) => step.status));
    if (input.outcome !== 'cancelled' && input.outcome !== settled) {
      throw new DomainError(
        'conflict',
        `The steps say ${settled ?? 'open'}, not ${input.outcome}: ${request.id}`,
      );
    }
    await closeLocked(deps, tx, { request, progress, outcome: input.outcome, actorId: null });
    return closedView(input.outcome, isToBeWatched(deps, request, input.outcome));
  });
}

function closedView(status: Outcome, goesOn: boolean): ClosedView {
  return { status, ...(goesOn ? { isWatched: true } : {}) };
}

function isToBeWatched(deps: ApprovalDeps, { kind }: RequestRow, outcome: Outcome): boolean {
  return outcome === 'approved' && effectsOf(deps, kind).watch !== undefined;
}

/** Closes a request whose row the caller has locked and found pending. */
export async function closeLocked(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    outcome: Outcome;
    actorId: string | null;
    /** What the person who closed it said; shown in the history. */
    reason?: string;
  },
): Promise<void> {
  const { request, outcome, actorId } = input;
  const effects = effectsOf(deps, request.kind);
  const closing = {
    approvalId: request.id,
    subjectId: request.subjectId,
    requesterId: request.requesterId,
    version: request.version,
    details: request.data,
    outcome,
    ...(outcome === 'approved' ? approvedLinesOf(request, input.progress.decisions) : {}),
  };
  await effects.close(tx, closing);
  const commentId =
    input.reason && actorId
      ? addComment(tx, { request, authorId: actorId, text: input.reason })
      : undefined;
  const parameters: unknown[] = [request.id, outcome, isToBeWatched(deps, request, outcome)];
  const audit = auditInsert(
    [
      {
        actorId,
        action: 'approval.closed',
        subjectType: 'approval',
        subjectId: request.id,
        details: { outcome, ...(commentId ? { commentId } : {}) },
      },
    ],
    parameters,
  );
  tx.send(
    `WITH ${END_ROUND}, audit AS (${audit})
     UPDATE approval_request SET status = $2, closed_at = clock_timestamp(), sent_back_at = NULL, resubmit_by = NULL,
       information_asked_at = NULL, information_asked_by = NULL, revision = revision + 1,
       changed_at = clock_timestamp(), is_watched = $3 WHERE id = $1`,
    parameters,
  );
  tellClosed(deps, tx, { ...input, others: effects.concerned?.(closing) ?? [] });
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}
