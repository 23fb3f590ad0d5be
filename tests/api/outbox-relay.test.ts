import { setTimeout as sleep } from 'node:timers/promises';
import { startOutboxRelay } from '../../modules/approvals/outbox-relay';
import { until } from '../support/socket-client';
import { startTestApi, type TestApi } from '../support/api';

let api: TestApi;
let relay: ReturnType<typeof startOutboxRelay>;

beforeAll(async () => {
  api = await startTestApi();
  relay = startOutboxRelay(api.deps);
});
afterAll(async () => {
  await relay.stop();
  await api.stop();
});

const ROWS_AT_ONCE = 20;

const waiting = async () =>
  (await api.db.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox_message'))[0]!
    .count;

test('a crowd is let in first, for five seconds at most; then its messages go out all the same', async () => {
  const consultant = await api.as('consultant');
  const { approvalId } = (
    await consultant.post('/expense-claims', {
      title: 'Visit',
      lines: [
        {
          date: '2026-11-02',
          category: 'travel',
          amount: { amount: '10.50', currency: 'INR' },
          description: 'Train',
        },
      ],
    })
  ).body as { approvalId: string };
  // A lone message does not wait for the sweep.
  await until(async () => (await waiting()) === 0, 900);

  const begin = Date.now();
  let posted = 0;
  let mostWaiting = 0;
  let heldBackMs = 0;
  while (Date.now() - begin < 9_000) {
    await api.db.query(
      `INSERT INTO outbox_message (topic, payload)
       SELECT 'start-approval', jsonb_build_object('topic', 'start-approval', 'requestId', $1::text)
       FROM generate_series(1, $2)`,
      [approvalId, ROWS_AT_ONCE],
    );
    posted += ROWS_AT_ONCE;
    api.deps.bus.publish({ topic: 'outbox' });
    const left = await waiting();
    mostWaiting = Math.max(mostWaiting, left);
    if (left === posted) heldBackMs = Date.now() - begin;
    await sleep(30);
  }
  expect(heldBackMs).toBeGreaterThan(4_000);
  expect(heldBackMs).toBeLessThan(8_900);
  expect(mostWaiting).toBeGreaterThan(20 * ROWS_AT_ONCE);
  await until(async () => (await waiting()) === 0, 60_000);
}, 60_000);
