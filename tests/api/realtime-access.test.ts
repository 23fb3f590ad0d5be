import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import { endSessions } from '../../modules/auth/use-cases/end-sessions';
import { createEmailLinkTokens } from '../../platform/tokens/email-link';
import { promised } from '../support/promised';
import { hire, PUBLIC_URL, signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, refusalOf, until, type SocketClient } from '../support/socket-client';
import { startTestPostgres, type TestDatabase } from '../support/stack';

jest.setTimeout(60_000);

let database: TestDatabase;
let one: RealtimeNode;
let two: RealtimeNode;
const clients: SocketClient[] = [];

beforeAll(async () => {
  database = await startTestPostgres();
  one = await startNode({ databaseUrl: database.url });
  two = await startNode({ databaseUrl: database.url });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await database.drop();
});

async function connect(node: RealtimeNode, token: string): Promise<SocketClient> {
  const client = await connectSocket(node.url, { token });
  clients.push(client);
  return client;
}

async function deactivate(userId: string, hinted: boolean): Promise<void> {
  const bus = hinted ? one.bus : { ...one.bus, publish: () => undefined };
  await one.deps.db.transaction(async (tx) => {
    await tx.query('UPDATE employee SET active = false WHERE id = $1', [userId]);
    await endSessions({ bus }, tx, userId);
  });
}

/** A token that is right in everything but what it is for. */
function emailToken(secret: string): string {
  const tokens = createEmailLinkTokens({ EMAIL_LINK_SECRET: secret });
  return tokens.sign({
    id: randomUUID(),
    requestId: randomUUID(),
    stepId: randomUUID(),
    approverId: randomUUID(),
    round: 1,
    version: 1,
    verdict: 'approve',
    keyId: tokens.keyId,
    issuedAt: new Date(),
  })!;
}

test('who cannot show a session of their own is refused as unauthenticated', async () => {
  const { db, config } = one.deps;
  const user = await hire(db);
  const { token, sessionId } = await signInAs(db, user);
  const expired = await signInAs(db, user, -1);
  const elsewhere = await signInAs(db, user);
  const ended = await signInAs(db, user);
  await db.query('UPDATE auth_session SET ended_at = now() WHERE id = $1', [ended.sessionId]);
  const left = await hire(db);
  const leaver = await signInAs(db, left);
  await deactivate(left, true);
  const claims = { sub: user, sid: sessionId, ver: 1 };
  const sign = (secret: string, options: jwt.SignOptions) =>
    jwt.sign(claims, secret, { issuer: 'netra', audience: 'netra-app', ...options });

  const refused: Record<string, unknown> = {
    nothing: undefined,
    empty: '',
    noise: 'x.y.z',
    'not a string': { token },
    'too long': 'a'.repeat(5000),
    expired: expired.token,
    ended: ended.token,
    deactivated: leaver.token,
    'altered signature': `${elsewhere.token.slice(0, -4)}AAAA`,
    'e-mail link': emailToken('an e-mail secret of the tests, 0123456789'),
    'e-mail link under the session key': emailToken(config.SESSION_SECRET),
    'no type': sign(config.SESSION_SECRET, { expiresIn: 60 }),
    'another key': sign('another secret altogether 0123456789', { expiresIn: 60 }),
    'no end': sign(config.SESSION_SECRET, {}),
  };
  for (const [name, bad] of Object.entries(refused)) {
    const message = await refusalOf(one.url, { token: bad as string });
    expect({ name, message }).toEqual({ name, message: 'unauthenticated' });
  }
  (await connect(one, token)).close();
});

test('the session cookie opens a socket; a token goes before it', async () => {
  const { db } = one.deps;
  const { token } = await signInAs(db, await hire(db));
  const cookie = `theme=dark; netra_session=${token}; netra_sessions=no`;
  clients.push(await connectSocket(one.url, { cookie }));
  expect(await refusalOf(one.url, { cookie, token: 'no' })).toBe('unauthenticated');
  expect(await refusalOf(one.url, { cookie: 'netra_session=%E0%A4%A' })).toBe('unauthenticated');
});

test('a page of another origin is turned away before it is asked who it is', async () => {
  const { db } = one.deps;
  const { token } = await signInAs(db, await hire(db));
  for (const origin of [
    'https://evil.test',
    'null',
    'https://netra.test.evil.test',
    'http://netra.test',
    'https://netra.test:8443',
    'not an origin',
  ]) {
    expect(await refusalOf(one.url, { token, origin })).toBe('websocket error');
    const polling = await fetch(`${one.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { Origin: origin },
    });
    expect(polling.status).toBe(403);
  }
  for (const origin of [PUBLIC_URL, one.url, undefined]) {
    clients.push(await connectSocket(one.url, { token, origin }));
  }
});

test.each([
  ['with a hint', true],
  ['though the hint is lost', false],
])('20 sockets on two nodes are cut within a second of deactivation %s', async (_how, hinted) => {
  const { db } = one.deps;
  const [user, bystander] = [await hire(db), await hire(db)];
  const { token } = await signInAs(db, user);
  const sockets = await Promise.all(
    Array.from({ length: 20 }, (_, n) => connect(n % 2 ? one : two, token)),
  );
  const other = await connect(two, (await signInAs(db, bystander)).token);
  await one.ring([user, bystander]);
  await until(() => sockets.every((client) => client.notifications.length === 1));

  await deactivate(user, hinted);
  const gone = Date.now();
  await until(() => sockets.every((client) => client.disconnects.length === 1));
  const cuts = sockets.map((client) => client.disconnects[0]!);
  expect(cuts.every(({ payload }) => payload === 'io server disconnect')).toBe(true);
  expect(Math.max(...cuts.map(({ at }) => at)) - gone).toBeLessThanOrEqual(promised(1000));

  await two.ring([user, bystander]);
  one.bus.publish({ topic: 'notifications-read', userId: user, unread: 0, head: 0, revision: 0 });
  await until(() => other.notifications.length === 2);
  await sleep(1000);
  expect(sockets.map((client) => client.notifications.length + client.reads.length)).toEqual(
    Array.from({ length: 20 }, () => 1),
  );
  expect(other.disconnects).toEqual([]);
  expect(await refusalOf(two.url, { token })).toBe('unauthenticated');
});

test('one session that ends takes its own sockets along and no others', async () => {
  const { db, bus } = one.deps;
  const user = await hire(db);
  const [phone, desk] = [await signInAs(db, user), await signInAs(db, user)];
  const [first, second] = [await connect(one, phone.token), await connect(two, desk.token)];
  await db.query('UPDATE auth_session SET ended_at = now() WHERE id = $1', [phone.sessionId]);
  bus.publish({ topic: 'sessions', userIds: [user] });
  await until(() => first.disconnects.length === 1, 1000);
  await sleep(1200);
  expect(second.disconnects).toEqual([]);
});

test('a socket ends with its session', async () => {
  const { db } = one.deps;
  const { token } = await signInAs(db, await hire(db), 2);
  const opened = Date.now();
  const client = await connect(one, token);
  await until(() => client.disconnects.length === 1);
  const life = client.disconnects[0]!.at - opened;
  expect(life).toBeGreaterThan(1500);
  expect(life).toBeLessThanOrEqual(2000 + promised(500));
});

test('long polling serves as well, and is cut as well', async () => {
  const { db } = one.deps;
  const user = await hire(db);
  const { token } = await signInAs(db, user);
  const client = await connectSocket(one.url, { token, transports: ['polling'] });
  clients.push(client);
  await two.ring([user]);
  await until(() => client.notifications.length === 1);
  await deactivate(user, true);
  await until(() => client.disconnects.length === 1, 1000);
});
