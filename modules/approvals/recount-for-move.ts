import type { Transaction } from '../../platform/database/database';
import { workingHours, type WorkingHoursBook } from '../calendars/queries';
import type { KnownPerson } from '../people/queries';
import { countDeadlines, plannedStep, withDeadlines } from './deadlines';
import type { ApprovalDeps } from './deps';
import { openTasks, type Progress, type RequestRow, type StepRow, type TaskRow } from './store';

/**
 * Counts a step's reminder and due time anew for those who are handed its tasks, by their hours, and writes them; its
 * expiry stays. Colleagues asked beside them never lose time by it: the later due time stands. While the clock stands,
 * or when nobody is handed anything, the times stay.
 * @param input.closing the tasks that go
 * @returns the step and progress with the new times and the hours, as `changeTasks` takes them
 */
export async function recountForMove(
  deps: Pick<ApprovalDeps, 'clock'>,
  tx: Transaction,
  input: {
    request: RequestRow;
    progress: Progress;
    step: StepRow;
    closing: TaskRow[];
    to: KnownPerson[];
  },
): Promise<{ step: StepRow; progress: Progress; hours: WorkingHoursBook }> {
  const { request, progress, step, closing, to } = input;
  const hours = await workingHours(tx);
  if (to.length === 0 || request.informationAskedAt !== null) return { step, progress, hours };
  const now = deps.clock.now().getTime();
  const counted = countDeadlines(plannedStep(request, step.key), {
    ...{ approvers: to, hours, now, level: step.level },
  });
  const stay = openTasks(progress, step.id).some(
    (task) => task.onBehalfOfId === null && !closing.includes(task),
  );
  const later = (fresh: number, old: number | null) => (stay ? Math.max(fresh, old ?? 0) : fresh);
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
  const moved = withDeadlines(progress, step.id, next);
  return { step: moved.steps.find(({ id }) => id === step.id) ?? step, progress: moved, hours };
}
