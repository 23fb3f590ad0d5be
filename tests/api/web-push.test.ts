import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { generateVAPIDKeys } from 'web-push';
import type { DeliveryList } from '../../domain/wire/notifications';
import type { PushSubscriptionList, PushSubscriptionWire } from '../../domain/wire/push';
import { sendDuePushes, startPushRelay } from '../../modules/notifications/push-relay';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { createPushSender } from '../../platform/web-push/push-sender';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { startPushService, type PushService } from '../support/push-service';
import { until } from '../support/socket-client';

jest.setTimeout(60_000);

const keys = generateVAPIDKeys();
let api: TestApi;
let service: PushService;
let rep: TestClient;
let me: string;

beforeAll(async () => {
  api = await startTestApi({
    env: {
      PUSH_VAPID_PUBLIC_KEY: keys.publicKey,
      PUSH_VAPID_PRIVATE_KEY: keys.privateKey,
      PUSH_SUBJECT: 'mailto:it@netra.test',
    },
  });
  service = await startPushService();
  me = api.company.people['sales.rep'];
});
beforeEach(async () => {
  await api.db.query('DELETE FROM push_subscription; DELETE FROM notification_preference');
  await api.db.query('DELETE FROM notification_quiet_hours');
  rep = await api.signIn('sales.rep');
  service.taken.length = 0;
  service.answer();
});
afterAll(async () => {
  await service.stop();
  await api.stop();
});

const relayDeps = () => ({ ...api.deps, sender: createPushSender(api.deps.config) });

async function subscribe(client = rep): Promise<PushSubscriptionWire> {
  const answer = await client.post('/push-subscriptions', service.subscribe());
  expect(answer.status).toBe(201);
  return answer.body;
}
function ring(title: string, more: { type?: string; body?: string } = {}): Promise<string> {
  const dedupeKey = randomUUID();
  const row = {
    userId: me,
    type: 'approval-request',
    title,
    link: '/approvals/x',
    dedupeKey,
    ...more,
  };
  return api.db.transaction((tx) => notifyPeople(api.deps, tx, [row])).then(() => dedupeKey);
}
/** As if the time for which pushes are gathered or put off had passed. */
const makeDue = () => api.db.query('UPDATE push_job SET next_attempt_at = now()');
async function send(): Promise<void> {
  await makeDue();
  await sendDuePushes(relayDeps());
}
const waiting = async () => (await api.db.query('SELECT 1 FROM push_job')).length;
const browsers = async () =>
  ((await rep.get('/push-subscriptions')).body as PushSubscriptionList).items;
async function waysOf(key: string): Promise<string[]> {
  const [row] = await api.db.query<{ id: string }>(
    'SELECT id FROM notification WHERE dedupe_key = $1',
    [key],
  );
  const { items } = (await rep.get(`/notifications/${row!.id}/deliveries`)).body as DeliveryList;
  return items
    .filter(({ channel }) => channel === 'push')
    .map(({ state, detail }) => [state, detail].join(' ').trim());
}

test('a push reaches the browser, which alone can read it: the title, where it leads, and no more', async () => {
  await subscribe();
  const key = await ring('Ravi asks for your approval', {
    body: 'Two days of leave, for a wedding',
  });
  await send();
  expect(service.taken).toHaveLength(1);
  const [{ payload, headers }] = service.taken as [PushService['taken'][number]];
  expect(payload).toEqual({
    title: 'Ravi asks for your approval',
    link: '/approvals/x',
    tag: expect.any(String) as string,
  });
  expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '86400' });
  expect(await waysOf(key)).toEqual(['queued', 'pushed']);
  expect(await waiting()).toBe(0);
});

test('it is signed as coming from this installation', async () => {
  await subscribe();
  await ring('Signed');
  await send();
  const [, token = '', key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(
    service.taken[0]!.headers.authorization!,
  )!;
  expect(key).toBe(keys.publicKey);
  const [header, claims, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(keys.publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString('base64url'),
  );
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    signed,
    Buffer.from(signature, 'base64url'),
  );
  expect(isGenuine).toBe(true);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: new URL(service.subscribe().endpoint).origin,
    sub: 'mailto:it@netra.test',
  });
});

test('fifty events in a second are one push that says how many, and the running relay sends it', async () => {
  await subscribe();
  const relay = startPushRelay(relayDeps());
  for (let n = 0; n < 50; n++) await ring(`Event ${n}`);
  await until(() => service.taken.length > 0);
  await until(async () => (await waiting()) === 0);
  await relay.stop();
  expect(service.taken.map(({ payload }) => payload)).toEqual([
    { title: '50 new notifications', link: '/notifications', tag: 'bell' },
  ]);
});

test('a service that is busy is asked again, and nothing of the burst is dropped', async () => {
  await subscribe();
  service.answer(503, 429);
  const wanted: string[] = [];
  for (let n = 0; n < 50; n++) wanted.push(await ring(`Event ${n}`));
  for (let round = 0; round < 2; round++) {
    await send();
    expect(service.taken).toHaveLength(0);
    expect(await waiting()).toBe(50);
  }
  await send();
  expect(service.taken[0]!.payload.title).toBe('50 new notifications');
  for (const key of [wanted[0]!, wanted[49]!]) {
    expect(await waysOf(key)).toEqual(['queued', 'failed later', 'pushed']);
  }
});

test('what a worker took and died with is sent by the next one', async () => {
  await subscribe();
  await ring('Survivor');
  await makeDue();
  await sendDuePushes({
    ...relayDeps(),
    sender: { send: () => Promise.reject(new Error('killed')) },
  }).catch(() => undefined);
  expect(service.taken).toHaveLength(0);
  expect(await waiting()).toBe(1);
  // Its lease keeps others away, and then no more.
  await sendDuePushes(relayDeps());
  expect(service.taken).toHaveLength(0);
  await send();
  expect(service.taken).toHaveLength(1);
});

test.each([404, 410])('a browser that is gone (%i) is forgotten', async (status) => {
  await subscribe();
  const stays = await subscribe();
  service.answer(status);
  const key = await ring('For whom?');
  await send();
  expect(await browsers()).toHaveLength(1);
  expect(await waiting()).toBe(0);
  expect((await waysOf(key)).sort()).toEqual(['failed gone', 'pushed', 'queued']);
  expect(stays.id).toBeTruthy();
});

test('what was read meanwhile is not pushed, nor what is not wanted', async () => {
  await subscribe();
  await ring('Read already');
  const { head } = (await rep.get('/notifications?limit=1')).body as { head: number };
  await rep.post('/notifications/read', { upTo: head });
  await send();
  await rep.call('PUT', '/notification-preferences', {
    body: { cells: [{ type: 'approval-request', channel: 'push', wanted: false }] },
  });
  await ring('Not wanted');
  await send();
  expect(service.taken).toHaveLength(0);
  expect(await waiting()).toBe(0);
});

test('in quiet hours a push waits for their end, unless it is urgent', async () => {
  await subscribe();
  const time = (hours: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', timeStyle: 'short' }).format(
      Date.now() + hours * 3_600_000,
    );
  const quietHours = { from: time(-1), to: time(1), days: [1, 2, 3, 4, 5, 6, 7] };
  await rep.call('PUT', '/notification-preferences', { body: { quietHours } });
  await ring('Can wait');
  await ring('Cannot', { type: 'approval-escalated' });
  await send();
  expect(service.taken.map(({ payload }) => payload.title)).toEqual(['Cannot']);
  const [held] = await api.db.query<{ minutes: number; attempts: number }>(
    'SELECT extract(epoch FROM next_attempt_at - now())::int / 60 AS minutes, attempts FROM push_job',
  );
  expect(held!.minutes).toBeGreaterThan(50);
  expect(held!.attempts).toBe(0);
  await rep.call('PUT', '/notification-preferences', { body: { quietHours: null } });
  await send();
  expect(service.taken.map(({ payload }) => payload.title)).toEqual(['Cannot', 'Can wait']);
});

test('a snoozed row is pushed when it comes back', async () => {
  await subscribe();
  await ring('Again');
  await send();
  const [{ id }] = ((await rep.get('/notifications?limit=1')).body as { items: [{ id: string }] })
    .items;
  const soon = new Date(Date.now() + 1_000).toISOString();
  await rep.post('/notifications/snooze', { ids: [id], until: soon });
  await sendDuePushes(relayDeps());
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await sendDuePushes(relayDeps());
  expect(service.taken.map(({ payload }) => payload.title)).toEqual(['Again', 'Again']);
});

test('a browser whose session is over hears nothing', async () => {
  await subscribe();
  await ring('After signing out');
  await rep.post('/auth/logout');
  const before = service.requests();
  await send();
  expect(service.requests()).toBe(before);
  expect(await api.db.query('SELECT 1 FROM push_subscription')).toEqual([]);
});

test('a browser belongs to whoever signed in there last', async () => {
  const manager = await api.as('sales.manager');
  const browser = service.subscribe();
  await manager.post('/push-subscriptions', browser);
  await rep.post('/push-subscriptions', browser);
  await rep.post('/push-subscriptions', browser);
  expect(await browsers()).toHaveLength(1);
  expect(((await manager.get('/push-subscriptions')).body as PushSubscriptionList).items).toEqual(
    [],
  );
  const [{ id }] = (await browsers()) as [PushSubscriptionWire];
  expect((await manager.call('DELETE', `/push-subscriptions/${id}`)).status).toBe(404);
  expect((await rep.call('DELETE', `/push-subscriptions/${id}`)).status).toBe(204);
  expect(await browsers()).toEqual([]);
});

test('such an address is refused when it is given, and not called if it is in the database', async () => {
  for (const endpoint of ['https://10.1.2.3/x', 'https://192.168.1.1/x', 'http://push.example/x']) {
    const answer = await rep.post('/push-subscriptions', { ...service.subscribe(), endpoint });
    expect([endpoint, answer.status]).toEqual([endpoint, 422]);
  }
  const sender = createPushSender({ ...api.deps.config, NODE_ENV: 'production' })!;
  const { endpoint, keys: browser } = service.subscribe();
  const before = service.requests();
  const push = { payload: '{}', urgency: 'normal' as const, topic: 'x' };
  expect(await sender.send({ endpoint, ...browser }, push)).toBe('refused');
  expect(service.requests()).toBe(before);
});

test('a name that leads inside is not followed', async () => {
  const sender = createPushSender({ ...api.deps.config, NODE_ENV: 'production' })!;
  const { keys: browser } = service.subscribe();
  const push = { payload: '{}', urgency: 'normal' as const, topic: 'x' };
  // Whether this name resolves here or not, nothing is sent.
  const target = { endpoint: 'https://localtest.me/x', ...browser };
  expect(await sender.send(target, push)).toBe('later');
});

test('without keys there is none, and the page can say so', async () => {
  expect(createPushSender({ ...api.deps.config, PUSH_VAPID_PRIVATE_KEY: undefined })).toBeNull();
  const list = (await rep.get('/push-subscriptions')).body as PushSubscriptionList;
  expect(list.publicKey).toBe(keys.publicKey);
});
