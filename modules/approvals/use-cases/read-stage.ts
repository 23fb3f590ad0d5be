import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { settleSteps } from '../settle-steps';
import { lockRequest, stageView } from '../store';

/** A stage as its rows stand now, after moving the steps that decisions have come to settle meanwhile. */
export async function readStage(
  deps: Pick<ApprovalDeps, 'db' | 'bus'>,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    if (request.status === 'pending') {
      settleSteps(deps, tx, { request, progress, stage: input.stage });
    }
    // All that is in effect is applied now: handing it out would wake the run for nothing.
    return { ...stageView(request, progress, input.stage), decisionIds: [] };
  });
}
