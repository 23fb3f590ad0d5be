import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { inBackground } from '../../embedded/processes';
import { createArrivals } from '../arrivals';
import type { OneApproval } from '../load';
import { FLOOR_QUEUE, type FloorMessage } from './contract';

/** The floor, ready to be measured. */
export interface Floor {
  workerPid: number;
  /** One run from start to close, as a requester and an approver would drive it. */
  approveOnce(): Promise<OneApproval>;
  stop(): Promise<void>;
}

/** Starts the floor's worker on the same Temporal server. */
export async function startFloor(temporal: { address: string; namespace: string }): Promise<Floor> {
  const script = join(__dirname, 'worker.js');
  const [execPath, execArgv] = inBackground(process.execPath, []);
  const worker = fork(script, {
    // With the same standing as the product's worker.
    ...{ execPath, execArgv, detached: true },
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
    },
  });
  const arrivals = createArrivals();
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('exit', () => reject(new Error('the floor worker ended')));
    worker.on('message', (message: FloorMessage) => {
      if (message === 'ready') resolve();
      else arrivals.note(`${message.reached} ${message.workflowId}`);
    });
  });
  await ready;
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  return {
    workerPid: worker.pid as number,
    approveOnce: () => approveOnce(client, arrivals),
    async stop() {
      const ended = once(worker, 'exit');
      worker.disconnect();
      await ended;
      await connection.close();
    },
  };
}

async function approveOnce(
  client: Client,
  arrivals: ReturnType<typeof createArrivals>,
): Promise<OneApproval> {
  const workflowId = `floor/${randomUUID()}`;
  const startedAt = performance.now();
  const handle = await client.workflow.start('floorWorkflow', {
    taskQueue: FLOOR_QUEUE,
    workflowId,
  });
  await arrivals.of(`open ${workflowId}`);
  const clickedAt = performance.now();
  await handle.signal('decided');
  return { startedAt, clickedAt, closedAt: await arrivals.of(`close ${workflowId}`) };
}
