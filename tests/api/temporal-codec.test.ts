import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { Client, Connection } from '@temporalio/client';
import { temporal as proto } from '@temporalio/proto';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { ConfigError, readConfig, type Config } from '../../platform/config/config';
import { clientDataConverter, workerDataConverter } from '../../platform/temporal/data-converter';
import { createPayloadCodec } from '../../platform/temporal/payload-codec';
import { codecKey } from '../../platform/config/codec-keys';
import { spawnRole, startApp, testEnvironment } from '../support/app';
import { approvalWhen, askForLeave, asked, closed, personasOf } from '../support/personas';
import { startTestTemporal, testStack, type TestNamespace } from '../support/stack';

jest.setTimeout(180_000);

const CANARIES = [
  ...['canary-input', 'canary-memo', 'canary-signal', 'canary-update', 'canary-update-result'],
  ...['canary-activity-input', 'canary-activity-result', 'canary-failure-message'],
  ...['canary-failure-detail', 'canary-workflow-failure', 'canary-result', 'canary-summary'],
];
const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

let temporal: TestNamespace;
let connection: Connection;
let native: NativeConnection;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  temporal = await startTestTemporal();
  connection = await Connection.connect({ address: temporal.address });
  native = await NativeConnection.connect({ address: temporal.address });
});
afterAll(async () => {
  await native?.close();
  await connection?.close();
});

function configOf(env: Record<string, string>): Config {
  const parts = { port: 1, databaseUrl: 'postgres://u@h/d', smtpUrl: 'smtp://127.0.0.1:1' };
  return readConfig({ ...testEnvironment({ ...parts, temporal }), ...env });
}

/** Runs the canaries through a worker of ours; returns the raw histories, in every spelling their bytes have. */
async function canaryRun(env: Record<string, string>): Promise<string> {
  const config = configOf(env);
  const taskQueue = `canaries-${randomUUID()}`;
  const worker = await Worker.create({
    ...{ connection: native, namespace: temporal.namespace, taskQueue },
    workflowsPath: join(__dirname, '..', 'fixtures', 'canaries', 'workflows.ts'),
    dataConverter: workerDataConverter(config),
    activities: {
      work: () => Promise.resolve('canary-activity-result'),
      fail: (word: string) =>
        Promise.reject(ApplicationFailure.nonRetryable('canary-failure-message', 'Refused', word)),
    },
  });
  const client = new Client({
    ...{ connection, namespace: temporal.namespace },
    dataConverter: clientDataConverter(config),
  });
  return worker.runUntil(async () => {
    const texts: string[] = [];
    for (const fails of [false, true]) {
      const handle = await client.workflow.start('canaryWorkflow', {
        ...{ taskQueue, workflowId: randomUUID() },
        args: [{ input: 'canary-input', fails }],
        memo: { word: 'canary-memo' },
        staticSummary: 'canary-summary',
      });
      await handle.signal('say', 'canary-signal');
      expect(await handle.executeUpdate('change', { args: ['canary-update'] })).toBe(
        'canary-update-result',
      );
      if (fails) {
        await expect(handle.result()).rejects.toMatchObject({
          cause: { message: 'canary-workflow-failure' },
        });
      } else {
        expect(await handle.result()).toBe('canary-result canary-activity-result canary-signal');
        expect(await handle.query('read')).toBe('canary-signal');
      }
      texts.push(await rawHistory(handle.workflowId), await rawDescription(handle.workflowId));
    }
    return texts.join('\n');
  });
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** What the server stores of a run, undecoded: the bytes of the messages, in which text stands as it is. */
async function rawHistory(workflowId: string, namespace = temporal.namespace): Promise<string> {
  const { history } = await connection.workflowService.getWorkflowExecutionHistory({
    ...{ namespace, execution: { workflowId } },
  });
  return latin1(proto.api.history.v1.History.encode(history!).finish());
}

async function rawDescription(workflowId: string): Promise<string> {
  const described = await connection.workflowService.describeWorkflowExecution({
    ...{ namespace: temporal.namespace, execution: { workflowId } },
  });
  const { DescribeWorkflowExecutionResponse: Description } = proto.api.workflowservice.v1;
  return latin1(Description.encode(described).finish());
}

/** Replays what the server has of a run, by the keys of an installation. */
async function replay(workflowId: string, environment: Record<string, string>): Promise<void> {
  const { history } = await connection.workflowService.getWorkflowExecutionHistory({
    ...{ namespace: environment.TEMPORAL_NAMESPACE, execution: { workflowId } },
  });
  const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');
  const dataConverter = workerDataConverter(readConfig(environment));
  await Worker.runReplayHistory({ workflowsPath, dataConverter }, history!);
}

const found = (text: string) => CANARIES.filter((canary) => text.includes(canary));

/** The server's own files. */
function storedBytes(): string {
  const file = join(testStack().folder, 'temporal', 'temporal.db');
  return ['', '-wal'].map((end) => readFileSync(file + end).toString('latin1')).join('');
}

test('with a key, not one of twelve canaries stands in clear in what Temporal stores; without, all do', async () => {
  const hidden = await canaryRun({ TEMPORAL_CODEC_KEY: newKey('a') });
  expect(hidden).toContain('binary/encrypted');
  expect(found(hidden)).toEqual([]);
  // Nothing has run in clear yet on this server, so its files hold none either.
  expect(found(storedBytes())).toEqual([]);
  const clear = await canaryRun({});
  expect(found(clear)).toEqual(CANARIES);
});

test('a rotation leaves what runs readable, and a key that is gone is named', async () => {
  const [first, second] = [newKey('first'), newKey('second')];
  const value = [{ metadata: {}, data: Buffer.from('kept') }];
  const before = createPayloadCodec({ current: codecKey.parse(first), previous: [] });
  const after = createPayloadCodec({
    current: codecKey.parse(second),
    previous: [codecKey.parse(first)],
  });
  const encrypted = await before.encode(value);
  expect((await after.decode(encrypted))[0]!.data).toEqual(Buffer.from('kept'));
  await expect(before.decode(await after.encode(value))).rejects.toThrow(
    /the key "second", which is neither TEMPORAL_CODEC_KEY/,
  );
  // Switched off again: new payloads in clear, old ones read.
  const off = createPayloadCodec({ current: undefined, previous: [codecKey.parse(first)] });
  expect(await off.encode(value)).toEqual(value);
  expect((await off.decode(encrypted))[0]!.data).toEqual(Buffer.from('kept'));
  expect(await before.decode(value)).toEqual(value);
});

test('bytes that only claim to be encrypted are handed on, and the same value never encrypts alike', async () => {
  const codec = createPayloadCodec({ current: codecKey.parse(newKey('a')), previous: [] });
  const [one] = await codec.encode([{ metadata: {}, data: Buffer.from('x') }]);
  const [other] = await codec.encode([{ metadata: {}, data: Buffer.from('x') }]);
  expect(one!.data).not.toEqual(other!.data);
  const turned = Buffer.from(one!.data!);
  turned[15]! ^= 1;
  for (const data of [turned, Buffer.alloc(0), Buffer.alloc(40)]) {
    const forged = { ...one, data };
    expect(await codec.decode([forged])).toEqual([forged]);
  }
});

describe('a key that is too weak', () => {
  const zeros = `a:${Buffer.alloc(32).toString('base64')}`;
  test.each([
    ['no id', randomBytes(32).toString('base64')],
    ['16 bytes', `a:${randomBytes(16).toString('base64')}`],
    ['33 bytes', `a:${randomBytes(33).toString('base64')}`],
    ['zeros', zeros],
    ['a word', 'a:password'],
  ])('is refused: %s', (_name, key) => {
    for (const name of ['TEMPORAL_CODEC_KEY', 'TEMPORAL_CODEC_KEYS_PREVIOUS']) {
      const read = () => configOf({ [name]: key });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(name);
      expect(read).not.toThrow(key.split(':').at(-1));
    }
  });

  test('is refused when it names an id twice', () => {
    const env = { TEMPORAL_CODEC_KEY: newKey('a'), TEMPORAL_CODEC_KEYS_PREVIOUS: newKey('a') };
    expect(() => configOf(env)).toThrow('names a key id twice');
  });

  test.each([
    ['TEMPORAL_CODEC_KEY', zeros],
    ['EMAIL_LINK_SECRET', 'short'],
    ['SESSION_SECRET', 'a'.repeat(64)],
  ])('stops the API and the worker: %s', async (name, value) => {
    const parts = { port: 1, databaseUrl: 'postgres://u@h/d', smtpUrl: 'smtp://127.0.0.1:1' };
    const environment = { ...testEnvironment({ ...parts, temporal }), [name]: value };
    for (const role of ['api', 'worker'] as const) {
      const running = spawnRole(role, environment);
      expect(await running.exited).toBe('exit code 1');
      expect(running.output()).toContain(`${name}: must`);
      expect(running.output()).not.toContain(value);
    }
  });
});

test('approvals run through with the codec on, across a rotation, and nothing is readable in their histories', async () => {
  const [first, second] = [newKey('first'), newKey('second')];
  const app = await startApp({ demo: true, env: { TEMPORAL_CODEC_KEY: first } });
  try {
    const people = personasOf(app);
    const rep = await people.as('sales.rep');
    const { approvalId } = await askForLeave(rep);
    const { workflowId } = await approvalWhen(rep, approvalId, asked('reporting-manager'));
    await Promise.all([app.api.stop(), app.worker!.stop()]);
    app.environment.TEMPORAL_CODEC_KEY = second;
    app.environment.TEMPORAL_CODEC_KEYS_PREVIOUS = first;
    await app.startApi();
    await app.startWorker();
    const manager = await people.as('sales.manager');
    const decision = { verdict: 'approve' };
    expect((await manager.post(`/approvals/${approvalId}/decisions`, decision)).status).toBe(200);
    await approvalWhen(rep, approvalId, closed);
    const stored = await rawHistory(workflowId, app.environment.TEMPORAL_NAMESPACE);
    expect(stored).toContain('binary/encrypted');
    // Search attributes stay in clear, so that runs can be found; nothing else is plain JSON.
    expect(stored).not.toContain('reporting-manager');
    expect(stored).not.toContain('policyVersion');
    await replay(workflowId, app.environment);
    await expect(
      replay(workflowId, { ...app.environment, TEMPORAL_CODEC_KEYS_PREVIOUS: '' }),
    ).rejects.toThrow('Replay failed');
  } finally {
    await app.stop();
  }
});
