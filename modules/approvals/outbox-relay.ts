import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from '../../domain/approvals/plan';
import type { Database, Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import type { Logger } from '../../platform/logger/logger';
import type { TemporalGateway } from '../../platform/temporal/gateway';
import { labelOf } from './kinds';
import type { OutboxMessage } from './outbox';

interface RelayDeps {
  db: Database;
  bus: Bus;
  temporal: TemporalGateway;
  logger: Logger;
}

interface OutboxRow {
  id: string;
  payload: OutboxMessage;
  attempts: number;
  request: RelayedRequest;
}

/** What a run is started from. */
interface RelayedRequest {
  id: string;
  kind: string;
  plan: Plan;
  policyVersion: number;
  /** Pending, or watched: a run is to be about it. */
  isOpen: boolean;
  workflowId: string;
  departmentName: string | null;
}

/** What a round came to: how many rows were looked at, or that a crowd was let in first. */
type Round = number | 'held back';

const BATCH = 16;
const SWEEP_MS = 1_000;
const LONGEST_WAIT_S = 5;
/** A whole batch committed within this time is a crowd. */
const CROWD_MS = 200;
/** What takes longer to come in than this takes the engine half a minute: waiting longer would win nothing. */
const LONGEST_DEFERRAL_MS = 5_000;

/**
 * Carries committed messages to Temporal. While a crowd comes in it holds back for up to five seconds, so that people are
 * acknowledged at the database's speed and the engine catches up behind them. Every process with one competes for the
 * rows (SKIP LOCKED), so what a killed process left is taken up within a second by another; a row is deleted only after
 * Temporal has it.
 */
export function startOutboxRelay(deps: RelayDeps): { stop(): Promise<void> } {
  let woken = true;
  let stopped = false;
  let rest: { end: () => void } | null = null;
  const unsubscribe = deps.bus.subscribe(({ topic }) => {
    if (topic !== 'outbox') return;
    woken = true;
    rest?.end();
  });
  const loop = async () => {
    let deferredSince: number | null = null;
    while (!stopped) {
      woken = false;
      const mayHoldBack = Date.now() - (deferredSince ?? Date.now()) < LONGEST_DEFERRAL_MS;
      const count = await deliverBatch(deps, mayHoldBack).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'outbox: round failed');
        return 0;
      });
      if (count === 'held back') {
        deferredSince ??= Date.now();
        await sleep(CROWD_MS / 2);
        continue;
      }
      if (count < BATCH) deferredSince = null;
      if (count < BATCH && !woken && !stopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, SWEEP_MS);
          rest = { end: () => (clearTimeout(timer), resolve()) };
        });
        rest = null;
      }
    }
  };
  const running = loop();
  return {
    stop: async () => {
      unsubscribe();
      stopped = true;
      rest?.end();
      await running;
    },
  };
}

/** Delivers what is due. */
async function deliverBatch(deps: RelayDeps, mayHoldBack: boolean): Promise<Round> {
  return deps.db.transaction(async (tx) => {
    const rows = await tx.query<OutboxRow>(TAKE_DUE, [BATCH]);
    if (rows.length === 0) return 0;
    if (mayHoldBack && rows.length === BATCH && (await isCrowded(tx))) return 'held back';
    const delivered: string[] = [];
    const failed: string[] = [];
    // Messages of one request keep their order; requests do not wait for one another.
    const requestIds = [...new Set(rows.map((row) => row.payload.requestId))];
    await Promise.all(
      requestIds.map(async (requestId) => {
        const queue = rows.filter((row) => row.payload.requestId === requestId);
        for (const row of queue) {
          const isDelivered = await deliver(deps, row);
          (isDelivered ? delivered : failed).push(row.id);
          if (!isDelivered) return;
        }
      }),
    );
    settle(tx, delivered, failed);
    return rows.length;
  });
}

const TAKE_DUE = `
  SELECT m.id, m.payload, m.attempts, json_build_object('id', r.id, 'kind', r.kind, 'plan', r.plan,
    'policyVersion', r.policy_version, 'isOpen', r.status = 'pending' OR r.is_watched, 'workflowId', r.workflow_id,
    'departmentName', d.name) AS request
  FROM outbox_message m JOIN approval_request r ON r.id = (m.payload->>'requestId')::uuid
  LEFT JOIN department d ON d.id = r.department_id
  WHERE m.available_at <= now() ORDER BY m.id LIMIT $1 FOR UPDATE OF m SKIP LOCKED`;

/** Whether the newest rows, a batch of them, have only just come. */
async function isCrowded(tx: Transaction): Promise<boolean> {
  const [newest] = await tx.query<{ isFresh: boolean }>(
    `SELECT created_at > clock_timestamp() - make_interval(secs => $1) AS "isFresh"
     FROM outbox_message ORDER BY id DESC OFFSET ${BATCH - 1} LIMIT 1`,
    [CROWD_MS / 1000],
  );
  return newest?.isFresh ?? false;
}

function settle(tx: Transaction, delivered: string[], failed: string[]): void {
  tx.send('DELETE FROM outbox_message WHERE id = ANY($1::bigint[])', [delivered]);
  if (failed.length === 0) return;
  tx.send(
    `UPDATE outbox_message SET attempts = attempts + 1,
       available_at = now() + least(power(2, attempts) * 0.5, ${LONGEST_WAIT_S}) * interval '1 second'
     WHERE id = ANY($1::bigint[])`,
    [failed],
  );
}

async function deliver(deps: RelayDeps, row: OutboxRow): Promise<boolean> {
  try {
    await hand(deps, row);
    return true;
  } catch (error) {
    const { topic, requestId } = row.payload;
    deps.logger.warn({ err: error, topic, requestId, attempts: row.attempts }, 'outbox: retrying');
    return false;
  }
}

async function hand(
  { temporal }: RelayDeps,
  { payload: message, request }: OutboxRow,
): Promise<void> {
  if (message.topic === 'signal-approval') {
    const wasTold = await temporal.signalApproval({
      workflowId: request.workflowId,
      signal: message.signal,
      arguments: message.argument === undefined ? [] : [message.argument],
    });
    // No open run: either all is done, or Temporal has lost it and a new run reads the rows.
    if (wasTold) return;
  }
  if (!request.isOpen) return;
  await temporal.startApproval({
    workflowId: request.workflowId,
    requestId: request.id,
    kind: request.kind,
    plan: request.plan,
    department: request.departmentName,
    summary: `${labelOf(request.kind)}, policy version ${request.policyVersion}`,
  });
}
