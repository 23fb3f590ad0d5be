import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../platform/database/database';
import type { WorkingHoursBook } from '../calendars/queries';
import { revokeEmailLinks } from '../mail/use-cases/issue-email-links';
import type { KnownPerson } from '../people/queries';
import { askApprovers, type Occasion } from './ask-approvers';
import type { ApprovalDeps } from './deps';
import {
  openTasks,
  stepOf,
  type Progress,
  type RequestRow,
  type StepRow,
  type TaskRow,
} from './store';

/** A task to be given: to whom, for whom, and why them. */
interface NewTask {
  approver: KnownPerson;
  onBehalfOf?: { id: string; name: string };
  reason: string;
}

/** What a step's tasks turn into. */
interface TaskChange {
  request: RequestRow;
  progress: Progress;
  step: StepRow;
  closing: TaskRow[];
  status: 'reassigned' | 'escalated';
  giving: NewTask[];
  occasion: Occasion;
  /** Whose hours the new approvers are told the due time by, and their digest's time. */
  hours: WorkingHoursBook;
  /** Who had the task before it came up. */
  escalatedFromName?: string;
}

/**
 * Closes an open task and gives a new one on the same step to another person, who is rung and mailed; the links of the
 * old task die with it. The caller has locked the request.
 */
export function moveTask(
  deps: ApprovalDeps,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    task: TaskRow;
    to: KnownPerson;
    status: 'reassigned' | 'escalated';
    occasion: Occasion;
    /** Whose hours the new approver is told the due time by. */
    hours: WorkingHoursBook;
  },
): void {
  const { request, progress, task, to, status, occasion, hours } = input;
  const step = stepOf(progress, task);
  changeTasks(deps, tx, {
    ...{ request, progress, step, status, occasion, hours },
    closing: [task],
    giving: [{ approver: to, reason: status }],
    ...(status === 'escalated' ? { escalatedFromName: task.approverName } : {}),
  });
}

/**
 * Closes open tasks of a step, with their substitutes' and all their links, and gives new ones, whose people are rung
 * and mailed. The caller has locked the request and tells the workflow.
 */
export function changeTasks(deps: ApprovalDeps, tx: Transaction, change: TaskChange): void {
  const { request, progress, step, status } = change;
  const gone = withSubstitutesOf(change.closing, openTasks(progress, step.id)).map(({ id }) => id);
  if (gone.length > 0) close(tx, gone, status);
  const given = change.giving.map((task) => ({ ...task, id: randomUUID() }));
  const rows = given.map(({ id, approver, onBehalfOf, reason }) => ({
    ...{ id, reason, approver_id: approver.id, on_behalf_of: onBehalfOf?.id ?? null },
  }));
  tx.send(
    `WITH touched AS (
       UPDATE approval_request SET revision = revision + 1, changed_at = clock_timestamp() WHERE id = $1
     )
     INSERT INTO approval_task (id, request_id, step_id, approver_id, on_behalf_of, reason)
     SELECT t.id, $1, $2, t.approver_id, t.on_behalf_of, t.reason
     FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, approver_id uuid, on_behalf_of uuid, reason text)`,
    [request.id, step.id, JSON.stringify(rows)],
  );
  askApprovers(deps, tx, {
    request,
    tasks: given.map(({ id, approver, onBehalfOf }) => ({
      ...{ id, step, approver },
      onBehalfOfName: onBehalfOf?.name ?? null,
    })),
    occasion: change.occasion,
    hours: change.hours,
    decisions: progress.decisions,
    ...(change.escalatedFromName === undefined
      ? {}
      : { escalatedFromName: change.escalatedFromName }),
  });
  tx.afterCommit(() => deps.bus.publish({ topic: 'approval', approvalId: request.id }));
}

/** A statement of its own: whoever is given a new task must have lost the old one by then. */
function close(tx: Transaction, taskIds: string[], status: TaskChange['status']): void {
  revokeEmailLinks(tx, taskIds);
  tx.send(
    'UPDATE approval_task SET status = $2, closed_at = clock_timestamp() WHERE id = ANY($1::uuid[])',
    [taskIds, status],
  );
}

/** A substitute is asked beside the person they act for: where that task goes, theirs goes too. */
function withSubstitutesOf(tasks: TaskRow[], open: TaskRow[]): TaskRow[] {
  const owners = new Set(
    tasks.filter((task) => task.onBehalfOfId === null).map((task) => task.approverId),
  );
  const substitutes = open.filter(
    (task) => task.onBehalfOfId !== null && owners.has(task.onBehalfOfId) && !tasks.includes(task),
  );
  return [...tasks, ...substitutes];
}
