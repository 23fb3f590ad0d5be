import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { Bus } from '../../platform/realtime/bus';
import { startRounds } from '../../platform/realtime/rounds';
import type { OnboardingRuns } from '../../platform/temporal/onboarding-runs';
import { passOnTasks } from './use-cases/pass-on-tasks';

interface RelayDeps {
  db: Database;
  bus: Bus;
  runs: OnboardingRuns;
  logger: Logger;
}

const BATCH = 100;
const SWEEP_MS = 1_000;
/** Whoever changes people says so on the bus; a message that is lost costs this long. */
const PEOPLE_SWEEP_MS = 30_000;

/**
 * Tells Temporal of checklists: starts the workflow of one, and has it read its rows again after a change. A row is its
 * own outbox: `revision` is ahead of `relayed_revision` until Temporal knows of it. No lock is held while Temporal is
 * asked. Tasks of people who have left move on from here, too, as soon as the bus tells that somebody has.
 */
export function startOnboardingRelay(deps: RelayDeps): { stop(): Promise<void> } {
  let peopleAt = 0;
  return startRounds({
    bus: deps.bus,
    everyMs: SWEEP_MS,
    concerns(topic) {
      if (topic === 'people') peopleAt = 0;
      return topic === 'outbox' || topic === 'people';
    },
    async round() {
      await relayOnboardings(deps);
      if (Date.now() < peopleAt) return false;
      peopleAt = Date.now() + PEOPLE_SWEEP_MS;
      await passOnTasks(deps);
      return false;
    },
    onError: (error) => deps.logger.warn({ err: error }, 'onboardings: a round has failed'),
  });
}

async function relayOnboardings({ db, runs }: RelayDeps): Promise<void> {
  const rows = await db.query<{ id: string; revision: number; isRunning: boolean }>(
    `SELECT id, revision, status = 'running' OR EXISTS (SELECT FROM probation b
       WHERE b.onboarding_id = o.id AND b.status = 'running' AND o.status <> 'cancelled') AS "isRunning"
     FROM onboarding o WHERE relayed_revision < revision
     ORDER BY started_at LIMIT ${BATCH}`,
  );
  for (const { id, revision, isRunning } of rows) {
    await (isRunning ? runs.startOrTell(id) : runs.tellChanged(id));
    // What has changed in the meantime is told of once more.
    await db.query(
      'UPDATE onboarding SET relayed_revision = greatest(relayed_revision, $2) WHERE id = $1',
      [id, revision],
    );
  }
}
