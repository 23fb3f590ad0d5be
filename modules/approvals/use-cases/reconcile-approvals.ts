import { SIGNALS } from '../../../domain/approvals/workflow-contract';
import type { TemporalGateway } from '../../../platform/temporal/gateway';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { activeHoldersOf } from '../../people/queries';
import type { ApprovalDeps } from '../deps';
import { lostRuns, runsOfClosed, unmovedDecisions, type Drift } from '../drift';
import { postToOutbox, type OutboxMessage } from '../outbox';
import { waitingOnInactive, type InactiveTask } from '../waiting-on-inactive';
import { followCalendar, type Followed } from './follow-people';

/** What one round found and did. */
interface ReconcileReport extends Followed {
  /** Pending requests without a run: started again. */
  restarted: number;
  /** Decisions that moved nothing: their runs were told to look. */
  redelivered: number;
  /** Runs of requests that are closed: told to end. */
  ended: number;
  /** Requests that were found wanting for ten minutes or more: admins were told. */
  stuck: number;
  /** Open tasks of people who have left, after they were to move: admins were told. None, if all is well. */
  waitingOnInactive: number;
}

/**
 * Compares what is true (rows) with what is waited for (runs) and sends whatever is missing once more, by the outbox.
 */
export async function reconcileApprovals(
  deps: ApprovalDeps,
  temporal: Pick<TemporalGateway, 'openApprovalIds'>,
): Promise<ReconcileReport> {
  const [following] = await Promise.allSettled([followCalendar(deps)]);
  const waiting = await waitingOnInactive(deps.db);
  await tellAdmins(deps, waiting.map(ofInactive));
  const running = await temporal.openApprovalIds();
  const lost = await lostRuns(deps.db, running);
  const unmoved = await unmovedDecisions(deps.db);
  const closed = await runsOfClosed(deps.db, running);
  await post(deps, [
    ...lost.map(({ id }): OutboxMessage => ({ topic: 'start-approval', requestId: id })),
    // Told to look, not of the decision: a run that has heard of it would not look.
    ...unmoved.map(({ id }): OutboxMessage => ({
      topic: 'signal-approval',
      requestId: id,
      signal: SIGNALS.requestChanged,
    })),
    ...closed.map(({ id }): OutboxMessage => ({
      topic: 'signal-approval',
      requestId: id,
      signal: SIGNALS.requestChanged,
    })),
  ]);
  const stuck = [...lost, ...unmoved].filter((drift) => drift.isOld);
  await tellAdmins(deps, stuck.map(ofStuck));
  // What follows people keeps nothing of the above from being put right.
  if (following.status === 'rejected') throw following.reason;
  return {
    restarted: lost.length,
    redelivered: unmoved.length,
    ended: closed.length,
    stuck: stuck.length,
    ...following.value,
    waitingOnInactive: waiting.length,
  };
}

async function post(deps: ApprovalDeps, messages: OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await deps.db.transaction((tx) => {
    for (const message of messages) postToOutbox(deps, tx, message);
  });
}

type Notice = Omit<Parameters<typeof notifyPeople>[2][number], 'userId'>;

const ofInactive = (task: InactiveTask): Notice => ({
  type: 'approval-waits-on-inactive',
  title: 'A request waits for somebody who has left',
  body: task.title,
  link: `/approvals/${task.requestId}`,
  approvalId: task.requestId,
  dedupeKey: `inactive.${task.taskId}`,
});

const ofStuck = (drift: Drift): Notice => ({
  type: 'approval-stuck',
  title: 'A request was stuck and has been sent on again',
  body: drift.title,
  link: `/approvals/${drift.id}`,
  approvalId: drift.id,
  dedupeKey: `stuck.${drift.id}`,
});

async function tellAdmins(deps: ApprovalDeps, notices: Notice[]): Promise<void> {
  if (notices.length === 0) return;
  await deps.db.transaction(async (tx) => {
    const admins = await activeHoldersOf(tx, 'admin');
    notifyPeople(
      deps,
      tx,
      admins.flatMap(({ id }) => notices.map((notice) => ({ ...notice, userId: id }))),
    );
  });
}
