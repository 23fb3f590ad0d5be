import { settledOutcome, stepOutcome } from '../../domain/approvals/progress';
import type { Transaction } from '../../platform/database/database';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import type { ApprovalDeps } from './deps';
import { openTasks, type Progress, type RequestRow, type StepRow } from './store';

/**
 * Settles the open steps of a stage by the decisions recorded on them, whoever has heard of them: in the rows, and in
 * `progress`. The caller has locked the request. A request that is closed is left as it is.
 */
export function settleSteps(
  deps: ApprovalDeps,
  tx: Transaction,
  context: { request: RequestRow; progress: Progress; stage: number },
): void {
  const { request, progress, stage } = context;
  if (request.status !== 'pending') return;
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
