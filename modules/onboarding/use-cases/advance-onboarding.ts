import { DomainError } from '../../../domain/errors';
import { dateIn } from '../../../domain/dates/today';
import { momentsOf, REMINDER_DAYS, workingDateFrom } from '../../../domain/onboarding/due-dates';
import type {
  OnboardingView,
  OnboardingWorkflowInput,
  ProbationView,
  TaskView,
} from '../../../domain/onboarding/workflow-contract';
import type { WorkingHours } from '../../../domain/calendars/working-calendar';
import { REVIEW_LEAD_DAYS } from '../../../domain/probation/rules';
import type { Database, Queryable } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { workingHours, type Located } from '../../calendars/queries';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { holderOf } from '../policy';
import { newsForHr } from '../tell-hr';
import { TOLD_COLUMNS, tellOwners, type ToldTask } from '../tell-owners';

interface ReadRow extends Located {
  status: string;
  /** Null for who is on no probation. */
  probationEndsOn: string | null;
  isReviewOpen: boolean;
}

interface TaskRow extends Omit<TaskView, 'opensAt' | 'remindAt'> {
  dueOn: string;
  openedAt: Date | null;
}

/** How an onboarding stands, for its workflow, by the calendar of the person's place today. @throws DomainError not-found */
export async function readOnboarding(
  db: Queryable,
  { onboardingId }: OnboardingWorkflowInput,
): Promise<OnboardingView> {
  const [row] = await db.query<ReadRow>(
    `SELECT o.status, p.zone, p.location_id AS "locationId", b.ends_on AS "probationEndsOn",
       b.review_opened_at IS NOT NULL AS "isReviewOpen"
     FROM onboarding o JOIN employee p ON p.id = o.person_id
     LEFT JOIN probation b ON b.onboarding_id = o.id AND b.status = 'running' AND p.active AND o.status <> 'cancelled'
     WHERE o.id = $1`,
    [onboardingId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such onboarding.');
  const hours = (await workingHours(db)).of(row);
  const probation = probationView(hours, row);
  if (row.status !== 'running') return { isOver: true, ...probation };
  const tasks = await db.query<TaskRow>(
    `SELECT id, status, blocking, reminders, due_on AS "dueOn", opened_at AS "openedAt" FROM onboarding_task
     WHERE onboarding_id = $1 ORDER BY due_on, position`,
    [onboardingId],
  );
  const view = ({ dueOn, openedAt, ...task }: TaskRow): TaskView => {
    // One that opened late, as the onboarding was started late, is not late from the first day on.
    const opened = openedAt ? dateIn(row.zone, openedAt) : dueOn;
    const { remindAt } = momentsOf(hours, opened > dueOn ? opened : dueOn);
    return { ...task, opensAt: momentsOf(hours, dueOn).opensAt, remindAt };
  };
  return { isOver: false, tasks: tasks.map(view), ...probation };
}

function probationView(
  hours: WorkingHours,
  { probationEndsOn, isReviewOpen }: ReadRow,
): { probation?: ProbationView } {
  if (probationEndsOn === null) return {};
  const day = workingDateFrom(hours, probationEndsOn, -REVIEW_LEAD_DAYS);
  return { probation: { opensAt: isReviewOpen ? null : momentsOf(hours, day).opensAt } };
}

/** Locks an onboarding that is running for the transaction: whether it is. Everything that changes one does so first. */
const LOCK_RUNNING = `SELECT 1 FROM onboarding WHERE id = $1 AND status = 'running' FOR NO KEY UPDATE`;

/**
 * Opens tasks that wait, each for whoever holds its role now, and tells the owners; where nobody does, HR is told. Again
 * changes nothing.
 */
export async function openTasks(
  deps: { db: Database; bus: Bus },
  { onboardingId, taskIds }: OnboardingWorkflowInput & { taskIds: string[] },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if ((await tx.query(LOCK_RUNNING, [onboardingId])).length === 0) return;
    const opened = await tx.query<ToldTask | (ToldTask & { ownerId: null })>(
      `UPDATE onboarding_task k SET status = 'open', opened_at = clock_timestamp(), owner_id = ${holderOf('k', 'o')}
       FROM onboarding o WHERE o.id = k.onboarding_id AND o.id = $1 AND k.id = ANY($2::uuid[]) AND k.status = 'waiting'
       RETURNING ${TOLD_COLUMNS}`,
      [onboardingId, taskIds],
    );
    const tasks = opened.filter(({ ownerId }) => ownerId !== null);
    await tellOwners(deps, tx, { occasion: 'opened', tasks });
    const orphans = opened.filter(({ ownerId }) => ownerId === null);
    const news = orphans.map(({ id, title }) =>
      newsForHr(tx, {
        ...{ onboardingId, type: 'onboarding-nobody', body: title },
        title: 'A task has nobody to do it',
        dedupeKey: `onboarding-task.${id}.nobody`,
      }),
    );
    notifyPeople(deps, tx, (await Promise.all(news)).flat());
  });
}

/**
 * Reminds the owners of open tasks, and tells HR with the last reminder. Owners whose documents wait for HR are spared: it
 * is HR that hears of it. A round that is out, or has been overtaken by a
 * later one, is not repeated.
 */
export async function remindOwners(
  deps: { db: Database; bus: Bus },
  input: OnboardingWorkflowInput & { reminders: { taskId: string; round: number }[] },
): Promise<void> {
  const { onboardingId, reminders } = input;
  await deps.db.transaction(async (tx) => {
    if ((await tx.query(LOCK_RUNNING, [onboardingId])).length === 0) return;
    const late = await tx.query<ToldTask & { round: number; waitsForHr: boolean }>(
      `UPDATE onboarding_task k SET reminders = r.round
       FROM jsonb_to_recordset($2::jsonb) AS r ("taskId" uuid, round integer)
       WHERE k.id = r."taskId" AND k.onboarding_id = $1 AND k.status = 'open' AND k.reminders < r.round
       RETURNING ${TOLD_COLUMNS}, k.reminders AS round,
         EXISTS (SELECT FROM onboarding_document d WHERE d.task_id = k.id AND d.status = 'waiting') AS "waitsForHr"`,
      [onboardingId, JSON.stringify(reminders)],
    );
    const owned = late.filter(({ ownerId, waitsForHr }) => ownerId !== null && !waitsForHr);
    for (const round of [...new Set(owned.map((task) => task.round))]) {
      const tasks = owned.filter((task) => task.round === round);
      await tellOwners(deps, tx, { occasion: 'reminder', round, tasks });
    }
    const news = late
      .filter(({ round, waitsForHr }) => waitsForHr || round >= REMINDER_DAYS.length)
      .map(({ id, title, round, waitsForHr }) =>
        newsForHr(tx, {
          ...{ onboardingId, type: 'onboarding-overdue', body: title },
          title: waitsForHr
            ? 'A document still waits for HR'
            : 'A task is still open after its last reminder',
          dedupeKey: `onboarding-task.${id}.${waitsForHr ? `waits.${round}` : 'overdue'}`,
        }),
      );
    notifyPeople(deps, tx, (await Promise.all(news)).flat());
  });
}
