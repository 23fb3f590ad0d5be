import { join } from 'node:path';
import { activityInfo } from '@temporalio/activity';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FLOOR_QUEUE, type FloorActivities, type FloorMessage } from './contract';

/** The floor's worker, a process of its own with the settings of the product's. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS });
  const worker = await Worker.create({
    connection,
    namespace: process.env.TEMPORAL_NAMESPACE,
    taskQueue: FLOOR_QUEUE,
    workflowsPath: join(__dirname, 'workflow.js'),
    activities: activities(),
    maxConcurrentActivityTaskExecutions: 50,
  });
  tell('ready');
  process.once('disconnect', () => worker.shutdown());
  await worker.run();
  await connection.close();
}

function activities(): FloorActivities {
  const reach = (reached: 'open' | 'close') => {
    tell({ workflowId: activityInfo().workflowExecution?.workflowId ?? '', reached });
    return Promise.resolve();
  };
  return {
    open: () => reach('open'),
    apply: () => Promise.resolve(),
    close: () => reach('close'),
  };
}

function tell(message: FloorMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
