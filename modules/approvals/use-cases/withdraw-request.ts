import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import { DomainError } from '../../../domain/errors';
import type { Principal } from '../../../domain/access/principal';
import type { ApprovalDeps } from '../deps';
import { postToOutbox } from '../outbox';
import { readVisibleRequest } from '../queries';
import { lockRequest, settledBySignatures } from '../store';
import { closeLocked } from './close-request';

/**
 * Takes a request back: closes it with its effect at once, then tells the workflow, which finds it closed.
 * Signatures that settle the request already stand, even if the workflow has not moved yet.
 * @throws DomainError not-found, forbidden (not the requester), request-closed, already-decided
 */
export async function withdrawRequest(
  deps: ApprovalDeps,
  input: { approvalId: string; principal: Principal; reason?: string },
): Promise<void> {
  const { approvalId, principal } = input;
  await readVisibleRequest(deps.db, principal, approvalId);
  await deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, approvalId);
    if (request.requesterId !== principal.id) {
      throw new DomainError('forbidden', 'Only the requester can withdraw a request');
    }
    if (request.status !== 'pending') {
      throw new DomainError('request-closed', `This request is ${request.status} already`, {
        status: request.status,
        closedAt: request.closedAt?.toISOString(),
      });
    }
    if (settledBySignatures(progress)) {
      throw new DomainError('already-decided', 'This request has its last decision already');
    }
    await closeLocked(deps, tx, {
      request,
      progress,
      outcome: 'withdrawn',
      actorId: principal.id,
      reason: input.reason,
    });
    postToOutbox(deps, tx, {
      topic: 'signal-approval',
      requestId: request.id,
      signal: SIGNALS.requestChanged,
    });
  });
}
