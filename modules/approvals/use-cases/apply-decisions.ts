import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { settleSteps } from '../settle-steps';
import { lockRequest, stageView } from '../store';

/**
 * Moves the open steps of a stage that recorded decisions settle. The rows decide, not the message: an id that is no
 * decision of this request changes nothing, and neither does one that can still be taken back.
 */
export async function applyDecisions(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number; decisionIds: string[] },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const known = progress.decisions.filter(({ id }) => input.decisionIds.includes(id));
    if (known.length > 0) settleSteps(deps, tx, { request, progress, stage: input.stage });
    const view = stageView(request, progress, input.stage);
    // What was just looked at is applied: handing it out again would wake the run for nothing.
    return { ...view, decisionIds: [] };
  });
}
