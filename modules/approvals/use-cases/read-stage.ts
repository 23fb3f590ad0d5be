import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { ApprovalDeps } from '../deps';
import { readProgress, readRequest, stageView } from '../store';

/** A stage as its rows stand now. */
export async function readStage(
  deps: Pick<ApprovalDeps, 'db'>,
  input: { requestId: string; stage: number },
): Promise<StageView> {
  const request = await readRequest(deps.db, input.requestId);
  return stageView(request, await readProgress(deps.db, request.id), input.stage);
}
