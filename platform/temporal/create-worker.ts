import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { TASK_QUEUE } from '../../domain/approvals/workflow-contract';
import type { Config } from '../config/config';
import type { Logger } from '../logger/logger';
import { connectionOptions } from './connect';
import { workerDataConverter } from './data-converter';

const DIST = join(__dirname, '..', '..');

/** A worker that is polling. */
interface RunningWorker {
  /** Takes no new tasks and waits for those in hand. */
  stop(): Promise<void>;
}

/**
 * Starts serving the task queue with the workflow bundle that the build made; without one (a test run from source)
 * the bundle is made now.
 */
export async function createWorker(options: {
  config: Config;
  logger: Logger;
  activities: object;
}): Promise<RunningWorker> {
  const { config, logger } = options;
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      logger[level === 'ERROR' ? 'error' : 'warn']({ temporal: meta }, message),
    ),
  });
  const connection = await NativeConnection.connect(connectionOptions(config));
  // What runs inside a workflow is bundled, and so is how its failures are written.
  const bundle = config.TEMPORAL_CODEC_KEY ? 'workflow-bundle-encrypted.js' : 'workflow-bundle.js';
  const codePath = join(DIST, bundle);
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    activities: options.activities,
    ...(existsSync(codePath)
      ? { workflowBundle: { codePath } }
      : { workflowsPath: join(DIST, 'workflows', 'index') }),
    dataConverter: workerDataConverter(config),
    maxConcurrentActivityTaskExecutions: 50,
    shutdownGraceTime: '5 s',
  });
  const running = worker.run();
  // A worker that cannot go on must not stay as a process that looks alive.
  running.catch((error: unknown) => {
    logger.fatal({ err: error }, 'the worker stopped');
    process.exit(1);
  });
  return {
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running;
      await connection.close();
    },
  };
}
