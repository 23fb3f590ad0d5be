import { settledOutcome } from '../../domain/approvals/progress';
import type { Transaction } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import type { ApprovalDeps } from './deps';
import { inEffect, type Progress, type RequestRow, type StepRow } from './store';
import { tellOtherHalf } from './tell-other-half';

interface Settling {
  request: RequestRow;
  progress: Progress;
  stage: number;
}

/**
 * Moves the open steps of a stage that decisions in effect settle, whoever has heard of them: in the rows, and in
 * `progress`. The caller has locked the request. A request that is closed is left as it is.
 */
export function settleSteps(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  context: Settling,
): void {
  const { request, progress, stage } = context;
  if (request.status !== 'pending') return;
  if (request.plan.undoSeconds !== undefined) tellOtherHalves(deps, tx, context);
  const settled: StepRow[] = [];
  for (const step of progress.steps) {
    if (step.stage !== stage || step.status !== 'open') continue;
    const outcome = inEffect(progress, step);
    if (outcome === 'open') continue;
    step.status = outcome;
    settled.push(step);
  }
  if (settled.length === 0) return;
  tx.send(
    `WITH moved AS (
       UPDATE approval_step s SET status = o.status, closed_at = clock_timestamp()
       FROM ${jsonRows('$2', 'id uuid, status text')} AS o WHERE s.id = o.id
     )
     UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1`,
    [request.id, JSON.stringify(settled.map(({ id, status }) => ({ id, status })))],
  );
  tellRequester(deps, tx, { request, progress, settled });
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}

/** What could be taken back when it was recorded is told once it cannot be any more. */
function tellOtherHalves(
  deps: Pick<ApprovalDeps, 'bus'>,
  tx: Transaction,
  { request, progress, stage }: Settling,
): void {
  const open = progress.steps.filter((step) => step.stage === stage && step.status === 'open');
  const others = progress.tasks.filter(({ status }) => status === 'superseded');
  for (const decision of progress.decisions) {
    const task = progress.tasks.find(({ id }) => id === decision.taskId);
    const isDue = decision.takesEffectAt === null && !decision.override;
    if (!task || !isDue || !open.some(({ id }) => id === decision.stepId)) continue;
    tellOtherHalf(deps, tx, { request, task, verdict: decision.verdict, others });
  }
}

/** A signature that leaves others to come is news for the requester; the last one is told by closing. */
function tellRequester(
  deps: Pick<ApprovalDeps, 'bus'>,
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
