import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { settleSteps } from '../settle-steps';
import { lockRequest, stageView } from '../store';

/**
 * A stage as its rows stand now, moved by every decision recorded on it: a run hears of each decision once only, and may
 * have heard of it before it came to this stage.
 */
export async function readStage(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    settleSteps(deps, tx, { request, progress, stage: input.stage });
    return stageView(request, progress, input.stage);
  });
}
