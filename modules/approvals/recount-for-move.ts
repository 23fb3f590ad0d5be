import type { Transaction } from '../../platform/database/database';
import { workingHours, type WorkingHoursBook } from '../calendars/queries';
import type { KnownPerson } from '../people/queries';
import { countDeadlines, plannedStep, withDeadlines } from './deadlines';
import type { ApprovalDeps } from './deps';
import { openTasks, type Progress, type RequestRow, type TaskRow } from './store';

/**
 * Counts a step's reminder and due time anew for somebody who is handed a task, by their hours, and writes them; its
 * expiry stays. Colleagues asked beside them never lose time by it: the later due time stands.
 * @returns the progress with the new times and the hours, as `moveTask` takes them
 */
export async function recountForMove(
  deps: Pick<ApprovalDeps, 'clock'>,
  tx: Transaction,
  input: { request: RequestRow; progress: Progress; task: TaskRow; to: KnownPerson },
): Promise<{ progress: Progress; hours: WorkingHoursBook }> {
  const { request, progress, task, to } = input;
  const step = progress.steps.find(({ id }) => id === task.stepId);
  if (!step) throw new Error(`task ${task.id} has no step in this round`);
  const hours = await workingHours(tx);
  const now = deps.clock.now().getTime();
  const counted = countDeadlines(plannedStep(request, step.key), {
    ...{ approvers: [to], hours, now, level: step.level },
  });
  const isAlone = openTasks(progress, step.id).length === 1;
  const later = (fresh: number, old: number | null) =>
    isAlone ? fresh : Math.max(fresh, old ?? 0);
  const next = {
    ...counted,
    remindAt: later(counted.remindAt, step.remindAt),
    dueAt: later(counted.dueAt, step.dueAt),
  };
  tx.send('UPDATE approval_step SET due_at = $2, escalate_at = $2, remind_at = $3 WHERE id = $1', [
    step.id,
    new Date(next.dueAt),
    new Date(next.remindAt),
  ]);
  return { progress: withDeadlines(progress, step.id, next), hours };
}
