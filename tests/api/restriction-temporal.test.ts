import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import type { Me, Page } from '../../domain/wire/common';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { RestrictionEvent, RestrictionWire } from '../../domain/wire/restrictions';
import type { TestClient } from '../support/api';
import type { RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { startBreakableApp, type BreakableApp } from '../support/outages';
import { personasOf, type Personas } from '../support/personas';
import { promised } from '../support/promised';
import { connectSocket, until } from '../support/socket-client';

jest.setTimeout(75_000);

let parts: BreakableApp;
let app: RunningApp;
let people: Personas;
let admin: TestClient;
let rows: pg.Client;

beforeAll(async () => {
  parts = await startBreakableApp();
  app = parts.app;
  people = personasOf(app);
  admin = await people.as('admin');
  rows = new pg.Client(app.environment.DATABASE_URL);
  await rows.connect();
}, 120_000);
afterAll(async () => {
  await rows?.end();
  await parts?.stop();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const idOf = async (persona: Persona) =>
  ((await (await people.as(persona)).get('/me')).body as Me).id;

async function restrict(persona: Persona, end?: string): Promise<RestrictionWire> {
  const answer = await admin.post(`/admin/users/${await idOf(persona)}/restrictions`, {
    ...{ chat: true, reason: 'A reason nobody else reads', ...(end && { until: end }) },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const liftedAt = async ({ id }: RestrictionWire): Promise<Date | null> =>
  (
    await rows.query<{ at: Date | null }>('SELECT lifted_at AS at FROM restriction WHERE id = $1', [
      id,
    ])
  ).rows[0]!.at;
const chatStatus = async (persona: Persona) =>
  (await (await people.as(persona)).get('/conversations')).status;
const bellsOf = async (persona: Persona) => {
  const { body } = await (await people.as(persona)).get('/notifications?limit=20');
  return (body as Page<NotificationWire>).items.filter(({ type }) => type === 'restriction');
};

async function withTemporal<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  try {
    return await work(new Client({ connection, namespace: 'netra' }));
  } finally {
    await connection.close();
  }
}

const runStatus = ({ id }: RestrictionWire) =>
  withTemporal(async (client) => {
    const { status } = await client.workflow.getHandle(`restriction/${id}`).describe();
    return status.name;
  });

/** Everything Temporal keeps of a run, its payloads as the text they are. */
const historyOf = ({ id }: RestrictionWire) =>
  withTemporal(async (client) => {
    const history = await client.workflow.getHandle(`restriction/${id}`).fetchHistory();
    return JSON.stringify(history, (name, value: unknown) =>
      name === 'data' && typeof value === 'string'
        ? Buffer.from(value, 'base64').toString()
        : value,
    );
  });

test('one with an end is lifted by its workflow in seconds: the row, the audit, the bell and the open page', async () => {
  const rep = await people.as('sales.rep');
  const page = await connectSocket(app.url, { token: rep.token });
  const events: RestrictionEvent[] = [];
  page.socket.on('restriction', (event: RestrictionEvent) => events.push(event));
  const set = await restrict('sales.rep', inSeconds(3));
  expect(await chatStatus('sales.rep')).toBe(403);
  await until(() => events.length === 1, 3000);
  await until(async () => (await liftedAt(set)) !== null, 10_000);
  const late = (await liftedAt(set))!.getTime() - Date.parse(set.until!);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(promised(3000));
  await until(() => events.length === 2, 3000);
  expect(events.map(({ chat }) => chat)).toEqual([true, false]);
  expect(await chatStatus('sales.rep')).toBe(200);
  expect((await bellsOf('sales.rep')).map(({ body }) => body)[0]).toBe('Its time has come.');
  const { rows: audit } = await rows.query(
    `SELECT 1 FROM audit_event WHERE action = 'restriction.ended' AND details->>'restrictionId' = $1`,
    [set.id],
  );
  expect(audit).toHaveLength(1);
  await until(async () => (await runStatus(set)) === 'COMPLETED', 10_000);
  const history = await historyOf(set);
  expect(history).toContain(`{\\"restrictionId\\":\\"${set.id}\\"}`);
  for (const personal of [set.person.id, set.person.name, set.reason, set.setBy.id]) {
    expect(history).not.toContain(personal);
  }
  page.close();
});

test('one that is lifted early ends its workflow; one without an end has none', async () => {
  const set = await restrict('sales.rep2', inSeconds(3600));
  await until(async () => (await runStatus(set).catch(() => '')) === 'RUNNING', 10_000);
  const answer = await admin.post(`/admin/users/${set.person.id}/restrictions/${set.id}/lift`, {
    reason: 'Settled',
  });
  expect(answer.status).toBe(200);
  await until(async () => (await runStatus(set)) === 'COMPLETED', 10_000);
  const endless = await restrict('sales.rep2');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await expect(runStatus(endless)).rejects.toThrow(/not found/i);
  expect(await chatStatus('sales.rep2')).toBe(403);
});

test('killed with its worker and Temporal in the meantime, it ends on time for the person and is told once they are back', async () => {
  const set = await restrict('consultant', inSeconds(8));
  await until(async () => (await runStatus(set).catch(() => '')) === 'RUNNING', 6000);
  await app.worker!.kill();
  await parts.temporal.stop();
  expect(await chatStatus('consultant')).toBe(403);
  // Set while neither is there: it waits in its row.
  const meanwhile = await restrict('consultant2', inSeconds(4));
  await until(async () => (await chatStatus('consultant')) === 200, 10_000);
  await until(async () => (await chatStatus('consultant2')) === 200, 10_000);
  expect(Date.now() - Date.parse(meanwhile.until!)).toBeLessThan(promised(5000));
  expect([await liftedAt(set), await liftedAt(meanwhile)]).toEqual([null, null]);
  await parts.startTemporal();
  await app.startWorker();
  for (const restriction of [set, meanwhile]) {
    await until(async () => (await liftedAt(restriction)) !== null, 30_000);
    await until(async () => (await runStatus(restriction)) === 'COMPLETED', 10_000);
  }
  for (const persona of ['consultant', 'consultant2'] as const) {
    expect((await bellsOf(persona)).map(({ title }) => title)).toEqual([
      'A restriction from the chat is over',
      'You may not use the chat for now',
    ]);
  }
});
