import type { PlanStep } from '../../domain/approvals/plan';
import { timeOfLevel } from '../../domain/approvals/progress';
import type { WorkingHours } from '../../domain/calendars/working-calendar';
import { afterPause, type Duration } from '../../domain/durations';
import type { Transaction } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';
import { workingHours } from '../calendars/queries';
import { peopleByIds } from '../people/queries';
import { plannedStep } from './deadlines';
import type { ApprovalDeps } from './deps';
import { openTasks, type Progress, type RequestRow } from './store';

/** Stops the clock of a request because its requester was asked something; one that stands already keeps its start. */
export function stopClock(tx: Transaction, input: { requestId: string; askedBy: string }): void {
  tx.send(
    `UPDATE approval_request SET information_asked_at = coalesce(information_asked_at, clock_timestamp()),
       information_asked_by = coalesce(information_asked_by, $2) WHERE id = $1`,
    [input.requestId, input.askedBy],
  );
}

/** Lets the clock run again: what is open has as long as it had left when the clock stopped, by its approvers' hours. */
export async function resumeClock(
  deps: Pick<ApprovalDeps, 'clock'>,
  tx: Transaction,
  { request, progress }: { request: RequestRow; progress: Progress },
): Promise<void> {
  const [hours, steps, people] = await Promise.all([
    workingHours(tx),
    pausedSteps(tx, request.id),
    peopleByIds(
      tx,
      progress.tasks.map(({ approverId }) => approverId),
    ),
  ]);
  const now = deps.clock.now().getTime();
  const moved = steps.map((step) => {
    const asked = openTasks(progress, step.id).flatMap(
      ({ approverId }) => people.get(approverId) ?? [],
    );
    const pause = {
      from: Math.max(step.openedAt, request.informationAskedAt?.getTime() ?? now),
      to: now,
    };
    return movedStep(step, {
      planned: plannedStep(request, step.key),
      pause,
      approvers: asked.length > 0 ? asked.map((person) => hours.of(person)) : [hours.standard()],
    });
  });
  tx.send(
    `WITH moved AS (
       UPDATE approval_step s SET due_at = m.due_at, remind_at = m.remind_at, escalate_at = m.escalate_at,
         expires_at = m.expires_at
       FROM ${jsonRows('$2', 'id uuid, due_at timestamptz, remind_at timestamptz, escalate_at timestamptz, expires_at timestamptz')} AS m
       WHERE s.id = m.id
     )
     UPDATE approval_request SET information_asked_at = NULL, information_asked_by = NULL WHERE id = $1`,
    [request.id, JSON.stringify(moved)],
  );
}

/** An open step with its instants as they stood when the clock stopped, which a read of its progress hides. */
interface PausedStep {
  id: string;
  key: string;
  level: number;
  openedAt: number;
  dueAt: number | null;
  remindAt: number | null;
  escalateAt: number | null;
  expiresAt: number | null;
}

async function pausedSteps(tx: Transaction, requestId: string): Promise<PausedStep[]> {
  const instant = (column: string) => `extract(epoch FROM ${column})::float8 * 1000`;
  return tx.query<PausedStep>(
    `SELECT s.id, s.key, s.level, ${instant('s.opened_at')} AS "openedAt", ${instant('s.due_at')} AS "dueAt",
       ${instant('s.remind_at')} AS "remindAt", ${instant('s.escalate_at')} AS "escalateAt",
       ${instant('s.expires_at')} AS "expiresAt"
     FROM approval_request r JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'
     WHERE r.id = $1 AND r.information_asked_at IS NOT NULL`,
    [requestId],
  );
}

function movedStep(
  step: PausedStep,
  by: { planned: PlanStep; pause: { from: number; to: number }; approvers: WorkingHours[] },
): Record<string, string | null> {
  const later = (duration: Duration, instant: number | null) =>
    instant === null
      ? null
      : new Date(
          Math.max(...by.approvers.map((hours) => afterPause(duration, instant, by.pause, hours))),
        ).toISOString();
  const due = timeOfLevel(by.planned, step.level);
  return {
    id: step.id,
    due_at: later(due, step.dueAt),
    remind_at: later(by.planned.remindAfter, step.remindAt),
    escalate_at: later(due, step.escalateAt),
    expires_at: later(by.planned.expireAfter, step.expiresAt),
  };
}
