import { settledOutcome, stepOutcome } from '../../../domain/approvals/progress';
import type { StageView } from '../../../domain/approvals/workflow-contract';
import type { Transaction } from '../../../platform/database/database';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import type { ApprovalDeps } from '../deps';
import {
  lockRequest,
  openTasks,
  stageView,
  type Progress,
  type RequestRow,
  type StepRow,
} from '../store';

/**
 * Moves the open steps of a stage that recorded decisions settle. The rows decide, not the message: an id that is no
 * decision of this request changes nothing.
 */
export async function applyDecisions(
  deps: ApprovalDeps,
  input: { requestId: string; stage: number; decisionIds: string[] },
): Promise<StageView> {
  return deps.db.transaction(async (tx) => {
    const { request, progress } = await lockRequest(tx, input.requestId);
    const known = progress.decisions.filter(({ id }) => input.decisionIds.includes(id));
    if (request.status === 'pending' && known.length > 0) {
      settleSteps(deps, tx, { request, progress, stage: input.stage });
    }
    const view = stageView(request, progress, input.stage);
    // What was just looked at is applied: handing it out again would wake the run for nothing.
    return { ...view, decisionIds: [] };
  });
}

function settleSteps(
  deps: ApprovalDeps,
  tx: Transaction,
  context: { request: RequestRow; progress: Progress; stage: number },
): void {
  const { request, progress, stage } = context;
  const settled: StepRow[] = [];
  for (const step of progress.steps) {
    if (step.stage !== stage || step.status !== 'open') continue;
    const verdicts = progress.decisions
      .filter((decision) => decision.stepId === step.id)
      .map((decision) => decision.verdict);
    const awaited = openTasks(progress, step.id).length;
    const outcome = stepOutcome({ quorum: step.quorum, verdicts, awaited });
    if (outcome === 'open') continue;
    step.status = outcome;
    settled.push(step);
  }
  if (settled.length === 0) return;
  tx.send(
    `WITH moved AS (
       UPDATE approval_step s SET status = o.status, closed_at = clock_timestamp()
       FROM jsonb_to_recordset($2::jsonb) AS o (id uuid, status text) WHERE s.id = o.id
     )
     UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1`,
    [request.id, JSON.stringify(settled.map(({ id, status }) => ({ id, status })))],
  );
  tellRequester(deps, tx, { request, progress, settled });
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}

/** A signature that leaves others to come is news for the requester; the last one is told by closing. */
function tellRequester(
  deps: ApprovalDeps,
  tx: Transaction,
  { request, progress, settled }: { request: RequestRow; progress: Progress; settled: StepRow[] },
): void {
  if (settledOutcome(progress.steps.map((step) => step.status)) !== null) return;
  notifyPeople(
    deps,
    tx,
    settled.map((step) => ({
      userId: request.requesterId,
      type: 'approval-step-approved',
      title: `${step.name} approved your request`,
      body: request.title,
      link: `/approvals/${request.id}`,
      approvalId: request.id,
      dedupeKey: `step-approved.${step.id}`,
    })),
  );
}
