import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Plan } from '../../domain/approvals/plan';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { StageView } from '../../domain/approvals/workflow-contract';
import { searchAttributes } from './messages';

/** Tells the Temporal Web UI who is awaited: role names and links to people, never their names. */
export function showWaiting(view: StageView, plan: Plan): void {
  const open = view.steps.filter((step) => step.status === 'open');
  if (view.sentBackUntil !== undefined) return showSentBack(view.sentBackUntil);
  const due = Math.min(...open.map((step) => step.escalateAt ?? step.expiresAt));
  upsertSearchAttributes([
    { key: searchAttributes.waitingOn, value: open.flatMap((step) => step.approverIds) },
    { key: searchAttributes.dueAt, value: new Date(due) },
  ]);
  setCurrentDetails(
    open
      .map((step) => {
        const planned = plan.steps.find(({ key }) => key === step.key);
        const name = step.name ?? planned?.name ?? step.key;
        const people = step.approverIds.map((id) => `[${id}](/people/${id})`).join(', ');
        return `Waiting on **${name}**: ${people || 'nobody can sign; an admin has been told'}`;
      })
      .join('\n\n'),
  );
}

function showSentBack(until: number): void {
  upsertSearchAttributes([
    { key: searchAttributes.waitingOn, value: [] },
    { key: searchAttributes.dueAt, value: new Date(until) },
  ]);
  setCurrentDetails('Sent back: waiting for the **requester** to send it again');
}

/** Tells the Temporal Web UI that a closed request is still watched. Nobody is waited for, and nothing is due. */
export function showWatched(nextAt: number): void {
  setCurrentDetails(`Closed: **approved**, next check-in at ${new Date(nextAt).toISOString()}`);
}

/** Tells the Temporal Web UI how it ended. */
export function showClosed(status: Outcome): void {
  upsertSearchAttributes([
    { key: searchAttributes.status, value: status },
    { key: searchAttributes.waitingOn, value: [] },
    { key: searchAttributes.dueAt, value: null },
  ]);
  setCurrentDetails(`Closed: **${status}**`);
}
