import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { codecKey } from '../../platform/config/codec-keys';
import { workerDataConverter } from '../../platform/temporal/data-converter';

jest.setTimeout(60_000);

const HISTORIES = join(__dirname, 'histories');
const NAMES = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));

const WORKFLOWS = join(__dirname, '..', '..', 'workflows');

let workflowBundle: WorkflowBundleWithSourceMap;
let encryptedBundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const plain = {
    workflowsPath: join(WORKFLOWS, 'index.ts'),
    payloadConverterPath: join(WORKFLOWS, 'payload-converter.ts'),
    logger,
  };
  workflowBundle = await bundleWorkflowCode(plain);
  const failureConverterPath = join(WORKFLOWS, 'failure-converter.ts');
  encryptedBundle = await bundleWorkflowCode({ ...plain, failureConverterPath });
});

interface StoredHistory {
  events: { eventType: string; markerRecordedEventAttributes?: object }[];
}

function read(name: string): StoredHistory {
  return JSON.parse(readFileSync(join(HISTORIES, name), 'utf8')) as StoredHistory;
}

test('there is a history of every way a request, a restriction, an onboarding, an incentive run, a report or a run over everybody can end', () => {
  expect(NAMES.sort()).toEqual([
    'approved-after-two-stages.json',
    'approved.json',
    'cancelled.json',
    'changed-in-its-last-stage.json',
    'escalated-then-expired.json',
    'incentive-run-discarded.json',
    'incentive-run-published.json',
    'leave-accrual-of-three-batches.json',
    'leave-year-of-three-batches.json',
    'onboarding-cancelled.json',
    'onboarding-finished-after-weeks.json',
    'onboarding-with-probation.json',
    'parallel-rejected.json',
    'rejected.json',
    'restriction-ended-by-its-time.json',
    'restriction-lifted-early.json',
    'scheduled-report-given-up.json',
    'scheduled-report-mailed.json',
    'sent-back-and-expired.json',
    'sent-back-and-sent-again.json',
    'signalled-with-broken-bytes.json',
    'watched-after-approval.json',
    'withdrawn.json',
  ]);
});

test.each(NAMES)('%s still replays', async (name) => {
  await Worker.runReplayHistory({ workflowBundle }, read(name));
});

test.each(NAMES)('%s, from before there was a key, replays with the codec on', async (name) => {
  const TEMPORAL_CODEC_KEY = codecKey.parse(`new:${randomBytes(32).toString('base64')}`);
  const dataConverter = workerDataConverter({ TEMPORAL_CODEC_KEY });
  await Worker.runReplayHistory({ workflowBundle: encryptedBundle, dataConverter }, read(name));
});

test('a history in which the closing never happened is refused, so replaying proves something', async () => {
  const history = read('approved.json');
  const last = history.events.findLastIndex(({ eventType }) => /MARKER_RECORDED/.test(eventType));
  expect(last).toBeGreaterThan(0);
  history.events.splice(last, 1);
  const renumbered = history.events.map((event, index) => ({ ...event, eventId: `${index + 1}` }));
  await expect(Worker.runReplayHistory({ workflowBundle }, { events: renumbered })).rejects.toThrow(
    /determinism/i,
  );
});
