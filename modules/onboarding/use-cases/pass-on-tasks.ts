import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { holderOf } from '../policy';
import { newsForHr } from '../tell-hr';
import { TOLD_COLUMNS, tellOwners, type ToldTask } from '../tell-owners';

interface Moved extends Omit<ToldTask, 'ownerId'> {
  ownerId: string | null;
  fromId: string | null;
  personId: string;
}

/**
 * Hands open tasks whose owner has left their role, or the company, to whoever holds it now, and says so to both the new
 * owner and on the task. Where nobody holds it the task waits without an owner, and HR is told.
 * @returns how many have moved
 */
export async function passOnTasks(deps: { db: Database; bus: Bus }): Promise<number> {
  const stale = await deps.db.query<{ id: string }>(
    `SELECT DISTINCT o.id FROM onboarding o JOIN onboarding_task k ON k.onboarding_id = o.id AND k.status = 'open'
     WHERE o.status = 'running' AND k.owner_id IS DISTINCT FROM ${holderOf('k', 'o')}`,
  );
  let moved = 0;
  for (const { id } of stale) moved += await deps.db.transaction((tx) => passOn(deps, tx, id));
  return moved;
}

async function passOn(deps: { bus: Bus }, tx: Transaction, id: string): Promise<number> {
  await tx.query('SELECT 1 FROM onboarding WHERE id = $1 FOR NO KEY UPDATE', [id]);
  const moved = await tx.query<Moved>(
    `WITH stale AS (
       SELECT k.id, k.owner_id AS from_id, ${holderOf('k', 'o')} AS holder_id, o.person_id
       FROM onboarding o JOIN onboarding_task k ON k.onboarding_id = o.id AND k.status = 'open'
       WHERE o.id = $1 AND o.status = 'running'
     )
     UPDATE onboarding_task k SET owner_id = s.holder_id, taken_over_from = coalesce(s.from_id, k.taken_over_from)
     FROM stale s WHERE k.id = s.id AND s.from_id IS DISTINCT FROM s.holder_id
     RETURNING ${TOLD_COLUMNS}, s.from_id AS "fromId", s.person_id AS "personId",
       (SELECT name FROM employee WHERE id = k.taken_over_from) AS "fromName"`,
    [id],
  );
  recordAudit(
    tx,
    moved.map((task) => ({
      actorId: null,
      action: 'onboarding-task.passed-on',
      subjectType: 'person',
      subjectId: task.personId,
      details: { onboardingId: id, taskId: task.id, from: task.fromId, to: task.ownerId },
    })),
  );
  const tasks = moved.filter((task): task is Moved & ToldTask => task.ownerId !== null);
  await tellOwners(deps, tx, { occasion: 'taken-over', tasks });
  const news = moved
    .filter(({ ownerId }) => ownerId === null)
    .map((task) =>
      newsForHr(tx, {
        ...{ onboardingId: id, type: 'onboarding-nobody', body: task.title },
        title: 'A task has nobody to do it',
        dedupeKey: `onboarding-task.${task.id}.nobody`,
      }),
    );
  notifyPeople(deps, tx, (await Promise.all(news)).flat());
  return moved.length;
}
