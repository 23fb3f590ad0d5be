import type { Stuck, StuckRow, StuckProblem } from '../../../domain/wire/stuck';
import type { Queryable } from '../../../platform/database/database';
import type { TemporalGateway } from '../../../platform/temporal/gateway';
import { failedMails } from '../../mail/queries';
import {
  lostRuns,
  runsOfClosed,
  tasksOfInactive,
  undeliveredMessages,
  unmannedSteps,
  unmovedDecisions,
  type Drift,
} from '../drift';

/** Of each problem. After an outage thousands can be stuck at once, and one repair of all starts with the oldest. */
const MOST_SHOWN = 200;

/**
 * Everything that does not go on by itself, by the queries the reconciler uses and what only a person can judge.
 * For admins: who may look is the caller's to check.
 */
export async function findStuck(deps: {
  db: Queryable;
  temporal: Pick<TemporalGateway, 'openApprovalIds' | 'isUp'>;
}): Promise<Stuck> {
  const running = await runsOrNull(deps.temporal);
  const found = [
    ...(running
      ? [await withoutRun(deps.db, running), await withoutRequest(deps.db, running)]
      : []),
    await undecided(deps.db),
    await ofInactive(deps.db),
    await ofNobody(deps.db),
    await undelivered(deps.db),
    await failed(deps.db),
  ];
  return {
    items: found.flatMap((rows) => rows.slice(0, MOST_SHOWN)),
    total: found.reduce((sum, rows) => sum + rows.length, 0),
    runsKnown: running !== null,
  };
}

/** Asked for a sign of life first: a list waits long for a server that is away. */
async function runsOrNull(
  temporal: Pick<TemporalGateway, 'openApprovalIds' | 'isUp'>,
): Promise<Set<string> | null> {
  if (!(await temporal.isUp())) return null;
  return temporal.openApprovalIds().catch(() => null);
}

const row = (
  problem: StuckProblem,
  drift: Drift,
  own: { id?: string; detail?: string } = {},
): StuckRow => ({
  problem,
  id: own.id ?? drift.id,
  approvalId: drift.id,
  title: drift.title,
  detail: own.detail ?? null,
  since: drift.since.toISOString(),
});

async function withoutRun(db: Queryable, running: Set<string>) {
  return (await lostRuns(db, running)).map((drift) => row('lost-run', drift));
}

async function withoutRequest(db: Queryable, running: Set<string>) {
  return (await runsOfClosed(db, running)).map((drift) => row('run-of-closed', drift));
}

async function undecided(db: Queryable) {
  const drifts = await unmovedDecisions(db);
  return drifts.map((drift) => row('unmoved-decision', drift, { id: drift.decisionId }));
}

async function ofInactive(db: Queryable) {
  const drifts = await tasksOfInactive(db);
  return drifts.map((drift) =>
    row('inactive-approver', drift, { id: drift.taskId, detail: drift.approverName }),
  );
}

async function ofNobody(db: Queryable) {
  const drifts = await unmannedSteps(db);
  return drifts.map((drift) =>
    row('nobody-can-sign', drift, { id: drift.stepId, detail: drift.stepName }),
  );
}

async function undelivered(db: Queryable): Promise<StuckRow[]> {
  const messages = await undeliveredMessages(db);
  return messages.map(({ id, requestId, title, attempts, topic, since }) => ({
    problem: 'undelivered-message',
    id,
    approvalId: requestId,
    title,
    detail: `${topic}, ${attempts} attempts`,
    since: since.toISOString(),
  }));
}

async function failed(db: Queryable): Promise<StuckRow[]> {
  const mails = await failedMails(db);
  return mails.map(({ id, approvalId, title, error, since }) => ({
    problem: 'failed-mail',
    id,
    approvalId,
    title,
    detail: error,
    since: since.toISOString(),
  }));
}
