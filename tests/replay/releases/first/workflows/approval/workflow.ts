import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { nextAlarm, stageOutcome, stagesOf } from '../../domain/approvals/progress';
import type { Plan } from '../../domain/approvals/plan';
import type {
  ApprovalActivities,
  ApprovalWorkflowInput,
  ApprovalWorkflowResult,
  StageView,
} from '../../domain/approvals/workflow-contract';
import type { Outcome } from '../../domain/approvals/vocabulary';
import { createInbox, type Inbox } from './inbox';
import { approvalStateQuery, decisionRecordedSignal, requestChangedSignal } from './messages';
import { showClosed, showWaiting } from './visibility';

const RETRY = { initialInterval: '200 ms', maximumInterval: '5 s', backoffCoefficient: 2 } as const;

// The steps every request takes are short transactions: as local activities they are done within the workflow task that
// needs them, instead of being scheduled, polled and answered. They are in the history all the same, as markers.
const { openStage, readStage, applyDecisions, closeRequest } =
  proxyLocalActivities<ApprovalActivities>({
    startToCloseTimeout: '5 s',
    localRetryThreshold: '10 s',
    retry: RETRY,
  });

// What the clock asks for is rare, and worth a line of its own in the Temporal Web UI.
const { remindStep, escalateStep, expireStep } = proxyActivities<ApprovalActivities>({
  startToCloseTimeout: '10 s',
  retry: RETRY,
  // Each is one short transaction: there is nothing in it to cancel, and closing finds what it wrote.
  cancellationType: ActivityCancellationType.ABANDON,
});

const RING = { remind: remindStep, escalate: escalateStep, expire: expireStep };

/** A click counts if it was received in time; this leaves its transaction the time to commit. */
const EXPIRY_GRACE_MS = 2_000;

interface Run {
  requestId: string;
  plan: Plan;
  inbox: Inbox;
  stage: number;
}

/** Asks, waits, moves on and closes: the life of one request, whatever its kind. */
export async function approvalWorkflow(
  input: ApprovalWorkflowInput,
): Promise<ApprovalWorkflowResult> {
  const run: Run = { ...input, inbox: createInbox(), stage: 0 };
  let view: StageView | null = null;
  setHandler(decisionRecordedSignal, (id) => run.inbox.addDecision(id));
  setHandler(requestChangedSignal, () => run.inbox.addChange());
  setHandler(approvalStateQuery, () => ({ stage: run.stage, view }));

  try {
    for (const stage of stagesOf(input.plan).keys()) {
      run.stage = stage;
      view = await openStage({ requestId: run.requestId, stage });
      let outcome = outcomeOf(view);
      while (outcome === 'open') {
        view = await nextView(run, view);
        outcome = outcomeOf(view);
      }
      if (outcome !== 'approved') return await close(run, outcome);
    }
    return await close(run, 'approved');
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return await CancellationScope.nonCancellable(() => close(run, 'cancelled'));
  }
}

/** What the rows say: another door may have closed the request meanwhile. */
function outcomeOf(view: StageView): Outcome | 'open' {
  if (view.status !== 'pending') return view.status;
  return stageOutcome(view.steps.map((step) => step.status));
}

/** Sleeps until a message or an alarm, does what it asks, and returns the rows as they stand then. */
async function nextView(run: Run, view: StageView): Promise<StageView> {
  const { requestId, stage, inbox } = run;
  inbox.addDecisions(view.decisionIds);
  const alarm = nextAlarm(view.steps.filter((step) => step.status === 'open'));
  if (alarm === null) throw new Error('an open stage has no deadline');
  const at = alarm.at + (alarm.alarm === 'expire' ? EXPIRY_GRACE_MS : 0);
  if (!inbox.hasNews()) showWaiting(view, run.plan);
  const woken = await condition(() => inbox.hasNews(), Math.max(1, at - Date.now()));
  if (!woken) return RING[alarm.alarm]({ requestId, stage, stepKey: alarm.stepKey });
  const { decisionIds } = inbox.take();
  return decisionIds.length > 0
    ? applyDecisions({ requestId, stage, decisionIds })
    : readStage({ requestId, stage });
}

/** Applies the effect and closes, unless another door did: what the rows say is what the run returns. */
async function close(run: Run, outcome: Outcome): Promise<ApprovalWorkflowResult> {
  const { status } = await closeRequest({ requestId: run.requestId, outcome });
  showClosed(status);
  return { status };
}
