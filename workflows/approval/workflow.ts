import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { nextAlarm, stageOutcome, stagesOf } from '../../domain/approvals/progress';
import type { Plan } from '../../domain/approvals/plan';
import type {
  ApprovalActivities,
  ApprovalWorkflowInput,
  ApprovalWorkflowResult,
  ClosedView,
  StageView,
} from '../../domain/approvals/workflow-contract';
import type { Outcome } from '../../domain/approvals/vocabulary';
import { createInbox, type Inbox } from './inbox';
import { approvalStateQuery, decisionRecordedSignal, requestChangedSignal } from './messages';
import { showClosed, showWaiting, showWatched } from './visibility';

const RETRY = { initialInterval: '200 ms', maximumInterval: '5 s', backoffCoefficient: 2 } as const;

// The steps every request takes are short transactions: as local activities they are done within the workflow task that
// needs them, instead of being scheduled, polled and answered. They are in the history all the same, as markers.
const { openStage, readStage, applyDecisions, closeRequest, lapseResubmission } =
  proxyLocalActivities<ApprovalActivities>({
    startToCloseTimeout: '5 s',
    localRetryThreshold: '10 s',
    retry: RETRY,
  });

// What the clock asks for is rare, and worth a line of its own in the Temporal Web UI.
const { remindStep, escalateStep, expireStep, keepWatch } = proxyActivities<ApprovalActivities>({
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
  /** Which time round signatures are collected: a changed request starts again at its first stage. */
  round?: number;
}

/** Asks, waits, moves on and closes: the life of one request, whatever its kind. */
export async function approvalWorkflow(
  input: ApprovalWorkflowInput,
): Promise<ApprovalWorkflowResult> {
  const run: Run = { ...input, inbox: createInbox(), stage: 0 };
  let view: StageView | null = null;
  let closed: ClosedView;
  setHandler(decisionRecordedSignal, (id) => run.inbox.addDecision(id));
  setHandler(requestChangedSignal, () => run.inbox.addChange());
  setHandler(approvalStateQuery, () => ({ stage: run.stage, view }));

  try {
    do {
      view = await openStage({ requestId: run.requestId, stage: run.stage });
      while (outcomeOf(view) === 'open' && !isChanged(run, view)) {
        view = await nextView(run, view);
      }
    } while (moveOn(run, view));
    closed = await close(run, settled(view));
  } catch (error) {
    if (!isCancellation(error)) throw error;
    closed = await CancellationScope.nonCancellable(() => close(run, 'cancelled'));
  }
  if (closed.isWatched && patched('watch')) await watch(input, run.inbox);
  return { status: closed.status };
}

/** What the rows say: another door may have closed the request meanwhile. */
function outcomeOf(view: StageView): Outcome | 'open' {
  if (view.status !== 'pending') return view.status;
  return stageOutcome(view.steps.map((step) => step.status));
}

/** How a stage that is no longer waited for has ended. */
function settled(view: StageView): Outcome {
  const outcome = outcomeOf(view);
  if (outcome === 'open') throw new Error('an open stage cannot close a request');
  return outcome;
}

/** Whether the rows have come to another round than the one this run is in: the signatures so far are void. */
function isChanged(run: Run, view: StageView): boolean {
  run.round ??= view.round ?? 1;
  return view.round !== undefined && view.round > run.round && patched('rounds');
}

/** Turns to the stage that is to be opened next: the first again of a changed request, else the one after an approved one. */
function moveOn(run: Run, view: StageView): boolean {
  if (isChanged(run, view)) {
    run.round = view.round;
    run.stage = 0;
    return view.status === 'pending';
  }
  run.stage += 1;
  return outcomeOf(view) === 'approved' && run.stage < (view.stages ?? stagesOf(run.plan).length);
}

/** Sleeps until a message or an alarm, does what it asks, and returns the rows as they stand then. */
async function nextView(run: Run, view: StageView): Promise<StageView> {
  const { requestId, stage, inbox } = run;
  if (view.sentBackUntil !== undefined) return resubmission(run, view, view.sentBackUntil);
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

/** Waits until the requester has sent a request again; one that is not sent again lapses. */
async function resubmission(run: Run, view: StageView, until: number): Promise<StageView> {
  const { requestId, stage, inbox } = run;
  showWaiting(view, run.plan);
  const woken = await condition(() => inbox.hasNews(), Math.max(1, until - Date.now()));
  inbox.take();
  return woken ? readStage({ requestId, stage }) : lapseResubmission({ requestId, stage });
}

/** Applies the effect and closes, unless another door did: what the rows say is what the run returns. */
async function close(run: Run, outcome: Outcome): Promise<ClosedView> {
  const closed = await closeRequest({ requestId: run.requestId, outcome });
  showClosed(closed.status);
  return closed;
}

/**
 * Goes on after the closing, until nothing is watched any more. To everybody else the request is closed: a cancelled or
 * lost run ends nothing, and the next one goes on by the rows.
 */
async function watch(input: ApprovalWorkflowInput, inbox: Inbox): Promise<void> {
  for (;;) {
    inbox.take();
    const { nextAt } = await keepWatch({ requestId: input.requestId });
    if (nextAt === null) return showClosed('approved');
    showWatched(nextAt);
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<(input: ApprovalWorkflowInput) => Promise<ApprovalWorkflowResult>>(input);
    }
    await condition(() => inbox.hasNews(), Math.max(1, nextAt - Date.now()));
  }
}
