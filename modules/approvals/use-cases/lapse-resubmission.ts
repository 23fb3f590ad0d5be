import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { lockRequest, stageView } from '../store';
import { closeLocked } from './close-request';

/** Expires a request that was sent back and not sent again in time; one that moved meanwhile is only read. */
export async function lapseResubmission(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const { resubmitBy, status } = request;
    const hasLapsed = resubmitBy !== null && resubmitBy <= deps.clock.now();
    if (status !== 'pending' || !hasLapsed) return stageView(request, progress, input.stage);
    await closeLocked(deps, tx, { request, progress, outcome: 'expired', actorId: null });
    return { ...stageView(request, progress, input.stage), status: 'expired' };
  });
}
