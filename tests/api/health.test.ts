import { startTestApi, type TestApi } from '../support/api';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { startTestInbox, type TestInbox } from '../support/stack';

let api: TestApi;
let inbox: TestInbox;
let cable: TcpProxy;

beforeAll(async () => {
  inbox = await startTestInbox();
  api = await startTestApi({
    env: { SMTP_URL: inbox.smtpUrl },
    async by(address) {
      const url = new URL(address);
      cable = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
      url.port = String(cable.port);
      return url.href;
    },
  });
});
afterAll(async () => {
  await api.stop();
  await cable.pull();
  await inbox.stop();
});

const beat = (ago: string) =>
  api.db.query(
    `INSERT INTO process_heartbeat (role, instance, beat_at) VALUES ('worker', 'test', now() - $1::interval)
     ON CONFLICT (role, instance) DO UPDATE SET beat_at = excluded.beat_at`,
    [ago],
  );

test('everything is up', async () => {
  await beat('1 second');
  expect(await api.anonymous.get('/health')).toMatchObject({
    status: 200,
    body: {
      status: 'ok',
      checks: { postgres: 'up', temporal: 'up', worker: 'up', smtp: 'up' },
    },
  });
});

test('a part that is down is named, and the API goes on', async () => {
  await beat('11 seconds');
  expect(await api.anonymous.get('/health')).toMatchObject({
    status: 200,
    body: { status: 'degraded', checks: { postgres: 'up', worker: 'down', smtp: 'up' } },
  });
  const lonely = await startTestApi({
    env: { SMTP_URL: 'smtp://127.0.0.1:1', TEMPORAL_ADDRESS: '127.0.0.1:1' },
  });
  try {
    expect(await lonely.anonymous.get('/health')).toMatchObject({
      status: 200,
      body: { checks: { postgres: 'up', temporal: 'down', worker: 'down', smtp: 'down' } },
    });
  } finally {
    await lonely.stop();
  }
});

test('without PostgreSQL everything says 503 and comes back by itself', async () => {
  const admin = await api.as('admin');
  await cable.pull();
  expect(await admin.get('/health')).toMatchObject({
    status: 503,
    body: { status: 'degraded', checks: { postgres: 'down', worker: 'down', temporal: 'up' } },
  });
  for (const path of ['/me', '/people']) {
    const answer = await admin.get(path);
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('2');
  }
  await cable.plugIn();
  expect(await admin.get('/me')).toMatchObject({ status: 200 });
});
