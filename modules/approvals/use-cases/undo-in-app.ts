import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { ApprovalDeps } from '../deps';
import { readVisibleRequest } from '../queries';
import { undoDecision } from './undo-decision';

/** One of many decisions to take back. */
interface UndoItem {
  /** The request's id. */
  id: string;
  decisionId: string;
}

/** What became of one of them; `error` is whatever taking it back alone would have thrown. */
type UndoResult =
  { id: string; status: 'undone' } | { id: string; status: 'refused'; error: unknown };

/**
 * The app's door to `undoDecision`. Somebody who may not even see the request is told that there is none.
 * @throws DomainError as `undoDecision`
 */
export async function undoInApp(
  deps: ApprovalDeps,
  input: { approvalId: string; decisionId: string; principal: Principal },
): Promise<void> {
  const { approvalId, decisionId, principal } = input;
  await readVisibleRequest(deps.db, principal, approvalId);
  await undoDecision(deps, { channel: 'app', approvalId, decisionId, actorId: principal.id });
}

/**
 * Takes many decisions back as the person would one by one, in their order, each in its own transaction: what one is
 * refused for does not touch the others.
 */
export async function undoInBulk(
  deps: ApprovalDeps,
  input: { items: UndoItem[]; principal: Principal },
): Promise<UndoResult[]> {
  const results: UndoResult[] = [];
  for (const { id, decisionId } of input.items) {
    try {
      await undoInApp(deps, { approvalId: id, decisionId, principal: input.principal });
      results.push({ id, status: 'undone' });
    } catch (error) {
      // With nothing taken back the whole call can be made again; later, what was must be told.
      const isFirst = results.every(({ status }) => status === 'refused');
      if (isFirst && !(error instanceof DomainError)) throw error;
      results.push({ id, status: 'refused', error });
    }
  }
  return results;
}
