import type { Undoability } from '../../domain/approvals/undo';
import { DomainError } from '../../domain/errors';
import type { RequestRow } from './store';

/** Says why a decision was not taken back. */
export function refuseUndo(
  reason: Undoability,
  { request, decision }: { request: RequestRow; decision: { effectiveAt: Date | null } },
): DomainError {
  switch (reason) {
    case 'not-yours':
      return new DomainError('forbidden', 'Only whoever made a decision can take it back');
    case 'already-undone':
      return new DomainError('already-undone', 'This decision was taken back already');
    case 'too-late':
      return tooLate(decision.effectiveAt);
    case 'request-closed':
      return new DomainError('request-closed', `This request is ${request.status}`, {
        status: request.status,
        closedAt: request.closedAt?.toISOString(),
      });
    default:
      return new DomainError(
        'conflict',
        'There is nothing left to take back: the request was changed, sent back, or decided without this',
      );
  }
}

function tooLate(effectiveAt: Date | null): DomainError {
  if (effectiveAt === null) {
    return new DomainError('too-late-to-undo', 'This decision took effect at once');
  }
  const at = effectiveAt.toISOString();
  return new DomainError('too-late-to-undo', `It is too late: the decision took effect on ${at}`, {
    effectiveAt: at,
  });
}
