import type { Database, Transaction } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { TemporalGateway } from '../../platform/temporal/gateway';
import { labelOf } from './kinds';
import type { OutboxMessage } from './outbox';
import { readRequest } from './store';

/** The running relay of one process. */
export interface OutboxRelay {
  /** A message was committed here: deliver it now. */
  wake: () => void;
  stop(): Promise<void>;
}

interface RelayDeps {
  db: Database;
  temporal: TemporalGateway;
  logger: Logger;
}

interface OutboxRow {
  id: string;
  payload: OutboxMessage;
  attempts: number;
}

const BATCH = 16;
const SWEEP_MS = 1_000;
const LONGEST_WAIT_S = 5;

/**
 * Carries committed messages to Temporal. Every process with one competes for the rows (SKIP LOCKED), so what a killed
 * process left is taken up within a second by another; a row is deleted only after Temporal has it.
 */
export function startOutboxRelay(deps: RelayDeps): OutboxRelay {
  let woken = true;
  let stopped = false;
  let rest: { end: () => void } | null = null;
  const wake = () => {
    woken = true;
    rest?.end();
  };
  const loop = async () => {
    while (!stopped) {
      woken = false;
      const count = await deliverBatch(deps).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'outbox: round failed');
        return 0;
      });
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
    wake,
    stop: async () => {
      stopped = true;
      rest?.end();
      await running;
    },
  };
}

/** Delivers what is due; answers how many rows were looked at. */
async function deliverBatch(deps: RelayDeps): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const rows = await tx.query<OutboxRow>(
      `SELECT id, payload, attempts FROM outbox_message WHERE available_at <= now()
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    );
    if (rows.length === 0) return 0;
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
    await settle(tx, delivered, failed);
    return rows.length;
  });
}

async function settle(tx: Transaction, delivered: string[], failed: string[]): Promise<void> {
  await tx.query('DELETE FROM outbox_message WHERE id = ANY($1::bigint[])', [delivered]);
  if (failed.length === 0) return;
  await tx.query(
    `UPDATE outbox_message SET attempts = attempts + 1,
       available_at = now() + least(power(2, attempts) * 0.5, ${LONGEST_WAIT_S}) * interval '1 second'
     WHERE id = ANY($1::bigint[])`,
    [failed],
  );
}

async function deliver(deps: RelayDeps, row: OutboxRow): Promise<boolean> {
  try {
    await hand(deps, row.payload);
    return true;
  } catch (error) {
    const { topic, requestId } = row.payload;
    deps.logger.warn({ err: error, topic, requestId, attempts: row.attempts }, 'outbox: retrying');
    return false;
  }
}

async function hand({ db, temporal }: RelayDeps, message: OutboxMessage): Promise<void> {
  const request = await readRequest(db, message.requestId);
  if (message.topic === 'signal-approval') {
    const wasTold = await temporal.signalApproval({
      workflowId: request.workflowId,
      signal: message.signal,
      arguments: message.argument === undefined ? [] : [message.argument],
    });
    // No open run: either all is done, or Temporal has lost it and a new run reads the rows.
    if (wasTold || request.status !== 'pending') return;
  }
  if (request.status !== 'pending') return;
  await temporal.startApproval({
    workflowId: request.workflowId,
    requestId: request.id,
    kind: request.kind,
    plan: request.plan,
    department: request.departmentName,
    summary: `${labelOf(request.kind)}, policy version ${request.policyVersion}`,
  });
}
