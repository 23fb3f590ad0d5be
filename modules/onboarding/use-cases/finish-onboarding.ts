import { isThrough } from '../../../domain/onboarding/next-work';
import type { OnboardingWorkflowInput } from '../../../domain/onboarding/workflow-contract';
import type { Purpose, TaskStatus } from '../../../domain/onboarding/vocabulary';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { newsForHr } from '../tell-hr';

interface Ended {
  personId: string;
  personName: string;
  purpose: Purpose;
}

/** Ends an onboarding of which nothing blocking is left, and says so; any other stays as it is. Again changes nothing. */
export async function finishOnboarding(
  deps: { db: Database; bus: Bus },
  { onboardingId }: OnboardingWorkflowInput,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    // The lock keeps tasks as they are read: whoever settles one takes it, too.
    await tx.query('SELECT 1 FROM onboarding WHERE id = $1 FOR NO KEY UPDATE', [onboardingId]);
    const tasks = await tx.query<{ status: TaskStatus; blocking: boolean }>(
      'SELECT status, blocking FROM onboarding_task WHERE onboarding_id = $1',
      [onboardingId],
    );
    if (!isThrough(tasks)) return;
    const [ended] = await tx.query<Ended>(
      `UPDATE onboarding o SET status = 'finished', ended_at = clock_timestamp() FROM employee p
       WHERE o.id = $1 AND o.status = 'running' AND p.id = o.person_id
       RETURNING p.id AS "personId", p.name AS "personName", o.purpose`,
      [onboardingId],
    );
    if (ended) await tell(deps, tx, { onboardingId, ended });
  });
}

async function tell(
  deps: { bus: Bus },
  tx: Transaction,
  { onboardingId, ended }: { onboardingId: string; ended: Ended },
): Promise<void> {
  const { personId, personName, purpose } = ended;
  recordAudit(tx, [
    {
      actorId: null,
      action: `${purpose}.finished`,
      subjectType: 'person',
      subjectId: personId,
      details: { onboardingId },
    },
  ]);
  const isStart = purpose === 'onboarding';
  const key = `onboarding.${onboardingId}.finished`;
  const news = await newsForHr(tx, {
    ...{ onboardingId, type: 'onboarding-finished', dedupeKey: key },
    title: `The ${isStart ? 'onboarding' : 'off-boarding'} of ${personName} is complete`,
    body: 'Nothing blocking is left.',
  });
  const own = {
    ...{ userId: personId, type: 'onboarding-finished', dedupeKey: key },
    title: isStart ? 'Your onboarding is complete' : 'Your off-boarding is complete',
    link: `/onboardings/${onboardingId}`,
  };
  notifyPeople(deps, tx, [...news.filter(({ userId }) => userId !== personId), own]);
}
