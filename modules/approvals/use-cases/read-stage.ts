import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { settleSteps } from '../settle-steps';
import { lockRequest, stageView } from '../store';

/**
 * A stage as its rows stand now, moved by every decision in effect on it: a run hears of each decision once only, may
 * have heard of it before it came to this stage, and is not told when one can no longer be taken back.
 */
export async function readStage(
  deps: Pick<ApprovalDeps, 'db' | 'bus'>,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    settleSteps(deps, tx, { request, progress, stage: input.stage });
    // All that is in effect is applied now: handing it out would wake the run for nothing.
    return { ...stageView(request, progress, input.stage), decisionIds: [] };
  });
}
