import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../../platform/logger/logger';
import type { Bus, BusMessage } from '../../platform/realtime/bus';
import { createBus } from '../../platform/realtime/create-bus';
import { packMessages, unpackMessages } from '../../platform/realtime/envelope';
import { promised } from '../support/promised';
import { hire, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { startTestRedis, type TestRedis } from '../support/redis';
import { connectSocket, until } from '../support/socket-client';
import { asAdmin, startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

const logger = createLogger({ level: 'silent', role: 'test' });
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestPostgres();
});
afterAll(() => database.drop());

interface Listener {
  bus: Bus;
  heard: BusMessage[];
}

function listen(config: { DATABASE_URL: string; REDIS_URL?: string }): Listener {
  const bus = createBus({ config, logger });
  const heard: BusMessage[] = [];
  bus.subscribe((message) => void heard.push(message));
  return { bus, heard };
}

/** Both ways, until each has heard the other. */
async function untilJoined(one: Listener, two: Listener): Promise<void> {
  await until(async () => {
    one.bus.publish({ topic: 'mail' });
    two.bus.publish({ topic: 'outbox' });
    await sleep(20);
    return (
      one.heard.some(({ topic }) => topic === 'outbox') &&
      two.heard.some(({ topic }) => topic === 'mail')
    );
  }, 10_000);
  await sleep(100);
  one.heard.length = 0;
  two.heard.length = 0;
}

test('payloads stay below 4 kB, lists are joined, split and lose nobody', () => {
  const people = ids(1000);
  const messages: BusMessage[] = [
    ...people.map((id): BusMessage => ({ topic: 'notifications', userIds: [id, people[0]!] })),
    ...people.map((approvalId): BusMessage => ({ topic: 'approval', approvalId })),
    ...people.map((): BusMessage => ({ topic: 'outbox' })),
    {
      topic: 'notifications-read',
      userId: people[0]!,
      unread: 3,
      head: 0,
      revision: 0,
      ids: people,
    },
  ];
  const payloads = packMessages('me', messages);
  expect(payloads.length).toBeLessThan(50);
  for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(4096);
  expect(payloads.flatMap((payload) => unpackMessages('me', payload))).toEqual([]);
  const received = payloads.flatMap((payload) => unpackMessages('you', payload));
  const told = received.flatMap((message) => ('userIds' in message ? message.userIds : []));
  expect(told).toEqual(people);
  const read = received.flatMap((message) =>
    message.topic === 'notifications-read' ? (message.ids ?? []) : [],
  );
  expect(read).toEqual(people);
  expect(received.filter(({ topic }) => topic === 'approval')).toHaveLength(1000);
  expect(received.filter(({ topic }) => topic === 'outbox')).toHaveLength(1);
  expect(unpackMessages('you', 'not json')).toEqual([]);
});

test('a hint is heard at once in its own process and once in the others', async () => {
  const [one, two] = [
    listen({ DATABASE_URL: database.url }),
    listen({ DATABASE_URL: database.url }),
  ];
  await untilJoined(one, two);
  const userIds = ids(2);
  one.bus.subscribe(() => {
    throw new Error('a broken subscriber');
  });
  one.bus.publish({ topic: 'sessions', userIds });
  expect(one.heard).toEqual([{ topic: 'sessions', userIds }]);
  await until(() => two.heard.length > 0);
  await sleep(200);
  expect(one.heard).toHaveLength(1);
  expect(two.heard).toEqual([{ topic: 'sessions', userIds }]);
  await Promise.all([one.bus.close(), two.bus.close()]);
});

test('publishing without a database neither throws nor waits, and the bus can be closed', async () => {
  const { bus, heard } = listen({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
  for (let n = 0; n < 10_000; n++) bus.publish({ topic: 'approval', approvalId: randomUUID() });
  expect(heard).toHaveLength(10_000);
  await bus.close();
});

test('the bus comes back by itself after its connections were cut again and again', async () => {
  const [one, two] = [
    listen({ DATABASE_URL: database.url }),
    listen({ DATABASE_URL: database.url }),
  ];
  for (let cut = 0; cut < 3; cut++) {
    await untilJoined(one, two);
    await asAdmin((admin) =>
      admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name LIKE 'netra-bus-%' AND datname = $1`,
        [new URL(database.url).pathname.slice(1)],
      ),
    );
  }
  await untilJoined(one, two);
  await Promise.all([one.bus.close(), two.bus.close()]);
});

describe('over Redis', () => {
  let redis: TestRedis;
  let nodes: RealtimeNode[];
  beforeAll(async () => {
    redis = await startTestRedis();
    const options = { databaseUrl: database.url, redisUrl: redis.url };
    nodes = [await startNode(options), await startNode(options)];
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await redis.kill();
  });

  test('a hint is heard once on each side', async () => {
    const config = { DATABASE_URL: database.url, REDIS_URL: redis.url };
    const [one, two] = [listen(config), listen(config)];
    await untilJoined(one, two);
    one.bus.publish({ topic: 'sessions', userIds: ['a'] });
    await until(() => two.heard.length > 0);
    await sleep(100);
    expect([one.heard.length, two.heard.length]).toEqual([1, 1]);
    await Promise.all([one.bus.close(), two.bus.close()]);
  });

  test('300 rows cross nodes once and in order while Redis is killed and comes back', async () => {
    const [reader, writer] = nodes as [RealtimeNode, RealtimeNode];
    const user = await hire(writer.deps.db);
    const { token } = await signInAs(writer.deps.db, user);
    const client = await connectSocket(reader.url, { token });
    const committed: number[] = [];
    for (let n = 1; n <= 300; n++) {
      if (n === 100) await redis.kill();
      if (n === 200) await redis.start();
      await writer.ring([user]);
      committed[n] = Date.now();
    }
    await until(() => client.notifications.length >= 300);
    const waits = client.notifications.map(({ at, payload }) => at - committed[payload.seq]!);
    expect(client.seqs()).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    expect(Math.max(...waits)).toBeLessThanOrEqual(promised(2000));
    client.close();
  });
});
