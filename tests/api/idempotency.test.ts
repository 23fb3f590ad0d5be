import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { DomainError } from '../../domain/errors';
import type { ApiDeps } from '../../api/deps';
import { problems } from '../../api/middleware/errors';
import { createIdempotency } from '../../api/middleware/idempotency';
import { stampReceipt } from '../../api/middleware/receipt';
import { mountRoutes } from '../../api/mount';
import { defineRoute, type Route } from '../../api/route';
import { clientOf, startTestApi, type TestApi, type TestClient } from '../support/api';

let api: TestApi;
/** Two processes' worth of the same routes: they share nothing but the database. */
const nodes: { url: string; close(): Promise<unknown> }[] = [];
let rep: string;
let manager: string;

/** Things that are created: `mode` says how the creation goes. */
function thingRoutes({ db }: ApiDeps): Route[] {
  const body = z.strictObject({
    name: z.string(),
    mode: z.enum(['once', 'refused', 'late-failure', 'slow']).default('once'),
    tags: z.record(z.string(), z.string()).optional(),
  });
  return [
    defineRoute({
      method: 'post',
      path: '/things',
      tag: 'Things',
      summary: 'Make a thing',
      body,
      answer: z.object({ id: z.uuid(), name: z.string() }),
      status: 201,
      creates: true,
      async handle({ body: { name, mode }, principal }) {
        const id = await db.transaction(async (tx) => {
          const rows = await tx.query<{ id: string }>(
            'INSERT INTO thing (owner, name) VALUES ($1, $2) RETURNING id',
            [principal.id, name],
          );
          if (mode === 'slow') await tx.query('SELECT pg_sleep(0.3)');
          if (mode === 'refused') throw new DomainError('conflict', 'Not now.');
          return rows[0]!.id;
        });
        if (mode === 'late-failure') throw new DomainError('unavailable', 'After the fact.');
        return { id, name };
      },
    }),
  ];
}

async function startNode(): Promise<void> {
  const idempotency = createIdempotency(api.db);
  const deps = { ...api.deps, db: idempotency.db, idempotency };
  const app = express();
  app.use(stampReceipt(deps.clock), express.json());
  app.use('/api/v1', mountRoutes(deps, thingRoutes(deps)));
  app.use(problems(deps.logger));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  nodes.push({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  });
}

beforeAll(async () => {
  api = await startTestApi();
  await api.db.query(
    'CREATE TABLE thing (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), owner uuid, name text)',
  );
  await startNode();
  await startNode();
  rep = (await api.as('sales.rep')).token!;
  manager = (await api.as('sales.manager')).token!;
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await api.stop();
});
beforeEach(() => api.db.query('DELETE FROM thing'));

const client = (node = 0, token = rep): TestClient => clientOf(nodes[node]!.url, token);
const make = (body: object, key?: string, by = client()) =>
  by.post('/things', body, key === undefined ? {} : { 'idempotency-key': key });
const things = async () =>
  Number((await api.db.query<{ n: string }>('SELECT count(*) AS n FROM thing'))[0]!.n);

test('without a key each request makes its own', async () => {
  await make({ name: 'a' });
  await make({ name: 'a' });
  expect(await things()).toBe(2);
});

test('the same key and body are answered like the first time, on any process', async () => {
  const key = randomUUID();
  const first = await make({ name: 'a', tags: { x: '1', y: '2' } }, key);
  expect(first).toMatchObject({ status: 201, body: { name: 'a' } });
  for (const node of [0, 1]) {
    const again = await make({ tags: { y: '2', x: '1' }, name: 'a' }, key, client(node));
    expect(again).toMatchObject({ status: 201 });
    expect(again.body).toEqual(first.body);
  }
  expect(await things()).toBe(1);
});

test('the same key with another body is refused', async () => {
  const key = randomUUID();
  await make({ name: 'a' }, key);
  const other = await make({ name: 'b' }, key);
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  expect(await things()).toBe(1);
});

test('keys belong to a person', async () => {
  const key = randomUUID();
  const mine = await make({ name: 'a' }, key);
  const theirs = await make({ name: 'a' }, key, client(0, manager));
  expect(theirs.status).toBe(201);
  expect(theirs.body).not.toEqual(mine.body);
});

test('20 duplicates at once, over two processes, make one and are all told the same', async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => make({ name: 'a', mode: 'slow' }, key, client(i % 2))),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array<number>(20).fill(201));
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(await things()).toBe(1);
});

test('a failure that undid everything leaves the key free', async () => {
  const key = randomUUID();
  expect((await make({ name: 'a', mode: 'refused' }, key)).status).toBe(409);
  expect(await make({ name: 'a', mode: 'refused' }, key)).toMatchObject({ status: 409 });
  expect(await make({ name: 'b' }, key)).toMatchObject({ status: 201 });
});

test('a failure after the record was committed keeps the key: trying again makes no second record', async () => {
  const key = randomUUID();
  const late = { name: 'a', mode: 'late-failure' };
  expect((await make(late, key)).status).toBe(503);
  expect(await make(late, key, client(1))).toMatchObject({
    status: 409,
    body: { code: 'conflict' },
  });
  expect(await things()).toBe(1);
});

test('an answer that cannot be kept is given all the same, and never twice', async () => {
  const key = randomUUID();
  await api.db.query(
    `ALTER TABLE idempotency_key ADD CONSTRAINT no_answers CHECK (status IS NULL) NOT VALID`,
  );
  try {
    expect((await make({ name: 'a' }, key)).status).toBe(201);
    expect((await make({ name: 'a' }, key, client(1))).status).toBe(409);
  } finally {
    await api.db.query('ALTER TABLE idempotency_key DROP CONSTRAINT no_answers');
  }
  expect(await things()).toBe(1);
});

test('duplicates behind a failure try themselves', async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) => make({ name: 'a', mode: 'refused' }, key, client(i % 2))),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array<number>(6).fill(409));
  expect(await things()).toBe(0);
});

test('a crash after the record and before the answer makes no second record', async () => {
  const key = randomUUID();
  await make({ name: 'a' }, key);
  await api.db.query('UPDATE idempotency_key SET status = NULL, body = NULL WHERE key = $1', [key]);
  expect(await make({ name: 'a' }, key)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(await things()).toBe(1);
});

test('a key that is too long is refused', async () => {
  expect(await make({ name: 'a' }, 'x'.repeat(201))).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'Idempotency-Key' }] },
  });
});
