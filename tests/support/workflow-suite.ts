import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../dev/embedded/temporal-namespace';
import { temporalCliPath, temporalTestServerPath } from '../../dev/embedded/temporal-tools';

const WORKFLOWS = join(__dirname, '..', '..', 'workflows');
const STARTING_MS = 120_000;

/** A Temporal server that skips time, and workers for it. */
interface WorkflowSuite {
  readonly env: TestWorkflowEnvironment;
  /** A worker of all workflows, bundled as the real one has them, with these activities. */
  worker(taskQueue: string, activities: object): Promise<Worker>;
}

/**
 * Prepares a suite of workflows: the server and the bundle are there in its tests, and go after them.
 * @param prepare what else the server needs before the first test
 */
export function workflowSuite(
  prepare: (env: TestWorkflowEnvironment) => Promise<void> = () => Promise.resolve(),
): WorkflowSuite {
  let env: TestWorkflowEnvironment;
  let workflowBundle: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    await temporalCliPath();
    env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: temporalTestServerPath() } },
    });
    await prepare(env);
    workflowBundle = await bundleWorkflowCode({
      payloadConverterPath: join(WORKFLOWS, 'payload-converter.ts'),
      workflowsPath: join(WORKFLOWS, 'index.ts'),
      logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} },
    });
  }, STARTING_MS);

  afterAll(async () => env?.teardown());

  return {
    get env() {
      return env;
    },
    worker: (taskQueue, activities) =>
      Worker.create({
        ...{ connection: env.nativeConnection, taskQueue, workflowBundle },
        activities: { ...activities },
      }),
  };
}

/** Prepares a server for approvals: a start with attributes that it does not know fails. */
export async function addSearchAttributes(env: TestWorkflowEnvironment): Promise<void> {
  await env.connection.operatorService.addSearchAttributes({
    searchAttributes: Object.fromEntries(
      Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [
        name,
        temporal.api.enums.v1.IndexedValueType[`INDEXED_VALUE_TYPE_${type}`],
      ]),
    ),
  });
}
