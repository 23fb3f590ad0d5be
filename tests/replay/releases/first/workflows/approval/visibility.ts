import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Plan } from '../../domain/approvals/plan';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { StageView } from '../../domain/approvals/workflow-contract';
import { searchAttributes } from './messages';

/** Tells the Temporal Web UI who is awaited: role names and links to people, never their names. */
export function showWaiting(view: StageView, plan: Plan): void {
  const open = view.steps.filter((step) => step.status === 'open');
  const due = Math.min(...open.map((step) => step.escalateAt ?? step.expiresAt));
  upsertSearchAttributes([
    { key: searchAttributes.waitingOn, value: open.flatMap((step) => step.approverIds) },
    { key: searchAttributes.dueAt, value: new Date(due) },
  ]);
  setCurrentDetails(
    open
      .map((step) => {
        const name = plan.steps.find((planned) => planned.key === step.key)?.name ?? step.key;
        const people = step.approverIds.map((id) => `[${id}](/people/${id})`).join(', ');
        return `Waiting on **${name}**: ${people || 'nobody can sign; an admin has been told'}`;
      })
      .join('\n\n'),
  );
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
