import { anyFreePort } from '../../dev/embedded/ports';
import { spawnRole, startApp, type RunningApp, type RunningRole } from '../support/app';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until, type SocketClient } from '../support/socket-client';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

jest.setTimeout(120_000);

const PEOPLE = 50;
const PAGES_EACH = 10;

let writer: RealtimeNode;
let app: RunningApp;
let second: RunningRole | undefined;
let balancer: TcpProxy;
/** Where the balancer sends whoever connects from now on. */
const target = { host: '127.0.0.1', port: 0 };
const pages: SocketClient[] = [];

beforeAll(async () => {
  app = await startApp({
    worker: false,
    env: { SESSION_SECRET: 'a session secret of the tests, 0123456789' },
  });
  writer = await startNode({ databaseUrl: app.environment.DATABASE_URL! });
  target.port = Number(app.environment.PORT);
  balancer = await startTcpProxy(target);
}, 60_000);
afterAll(async () => {
  pages.forEach((page) => page.close());
  await balancer?.pull();
  await second?.stop();
  await writer?.close();
  await app?.stop();
});

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function startSecond(): Promise<number> {
  const port = await anyFreePort();
  second = spawnRole('api', { ...app.environment, PORT: String(port) });
  await until(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`).catch(() => undefined);
    return answer?.status === 200;
  }, 30_000);
  return port;
}

test('when a process with 500 open pages is killed in a burst, all are back on another, no ring lost and none twice', async () => {
  const { db } = writer.deps;
  const people = await Promise.all(upTo(PEOPLE).map(() => hire(db)));
  const tokens = await Promise.all(people.map((person) => signInAs(db, person)));
  const other = await startSecond();
  const url = `http://127.0.0.1:${balancer.port}`;
  for (const { token } of tokens) {
    pages.push(
      ...(await Promise.all(
        upTo(PAGES_EACH).map(() => connectSocket(url, { token, reconnection: true })),
      )),
    );
  }
  expect(pages).toHaveLength(PEOPLE * PAGES_EACH);

  const BEFORE = 5;
  const DURING = 40;
  for (const n of upTo(BEFORE)) await writer.ring(people, `before-${n}`);
  await until(() => pages.every(({ notifications }) => notifications.length === BEFORE));
  let killed = 0;
  for (const n of upTo(DURING)) {
    await writer.ring(people, `during-${n}`);
    if (n === 10) {
      target.port = other;
      await app.api.kill();
      killed = Date.now();
    }
    await pause(50);
  }
  await until(() => pages.every(({ socket }) => socket.connected), 10_000);
  expect(Date.now() - killed).toBeLessThanOrEqual(promised(10_000));
  const all = BEFORE + DURING;
  await until(() => pages.every(({ notifications }) => notifications.length >= all), 10_000);
  await pause(1200);
  for (const page of pages) {
    expect(page.disconnects.length).toBe(1);
    expect(page.seqs()).toEqual(upTo(all));
  }
});
