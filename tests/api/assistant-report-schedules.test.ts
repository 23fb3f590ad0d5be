import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import pg from 'pg';
import type { AssistantReport } from '../../domain/wire/assistant-threads';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import { personasOf, type Personas } from '../support/personas';
import {
  bellsOf,
  RARELY,
  reportOf,
  rowsFor,
  saveAnswer,
  schedule,
  stop,
} from '../support/report-talk';
import { until } from '../support/socket-client';

jest.setTimeout(90_000);

let app: RunningApp;
let people: Personas;
let rows: pg.Client;
let connection: Connection;
let temporal: Client;

beforeAll(async () => {
  app = await startApp({ demo: true, worker: false });
  people = personasOf(app);
  rows = new pg.Client(app.environment.DATABASE_URL);
  await rows.connect();
  connection = await Connection.connect({ address: app.environment.TEMPORAL_ADDRESS });
  temporal = new Client({ connection, namespace: app.environment.TEMPORAL_NAMESPACE });
}, 150_000);
afterAll(async () => {
  await connection?.close();
  await rows?.end();
  await app?.stop();
});

const handleOf = (id: string) => temporal.schedule.getHandle(`report/${id}`);
const scheduleAt = async (id: string) =>
  handleOf(id)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof ScheduleNotFoundError) return null;
      throw error;
    });
const isThere = async (id: string) => (await scheduleAt(id)) !== null;

/** A report of somebody's that Temporal knows of. */
async function mailed(persona: Persona, question: string, title: string): Promise<string> {
  const client = await people.as(persona);
  const id = await saveAnswer(client, { question, title });
  expect((await schedule(client, id)).status).toBe(200);
  await until(() => isThere(id), 20_000);
  return id;
}

/** Has a report run now, and waits until that is written down. */
async function runNow(persona: Persona, id: string): Promise<AssistantReport['runs'][number]> {
  const client = await people.as(persona);
  const before = (await reportOf(client, id)).runs;
  // Temporal counts in seconds: one that is triggered twice in one is due once.
  const last = before[0] ? Date.parse(before[0].dueAt) : 0;
  await until(() => Date.now() >= last + 1000, 2000);
  await handleOf(id).trigger();
  await until(async () => (await reportOf(client, id)).runs.length > before.length, 30_000);
  return (await reportOf(client, id)).runs[0]!;
}

/** The same, of somebody who cannot sign in any more. */
async function runsOf(id: string): Promise<{ outcome: string; because: string | null }[]> {
  const { rows: runs } = await rows.query<{ outcome: string; because: string | null }>(
    'SELECT outcome, because FROM assistant_report_run WHERE report_id = $1 ORDER BY due_at',
    [id],
  );
  return runs;
}

const mailsTo = (persona: Persona, subject: string, waitMs = 0) =>
  app.inbox.mails({ to: `${persona}@netra.example`, subject }, waitMs);

const LEAVE = 'How much leave do I have left?';

test('set while the worker is away it waits in its row; Temporal hears of it, and again when it has lost it', async () => {
  const client = await people.as('finance');
  const id = await saveAnswer(client, { question: LEAVE, title: 'While away' });
  const set = await schedule(client, id, { every: 'week', weekday: 1, hour: 9 });
  expect([set.status, set.report.schedule?.rhythm]).toEqual([
    200,
    { every: 'week', weekday: 1, hour: 9 },
  ]);
  expect(await isThere(id)).toBe(false);
  await app.startWorker();
  await until(() => isThere(id), 20_000);
  await handleOf(id).delete();
  await app.worker!.stop();
  await app.startWorker();
  await until(() => isThere(id), 20_000);
});

test('Temporal has the days, the hour and the zone of the row, skips what overlaps, and follows each change', async () => {
  const client = await people.as('hr');
  const id = await saveAnswer(client, { question: LEAVE, title: 'Leave left' });
  for (const rhythm of [
    { every: 'weekday', hour: 8 },
    { every: 'week', weekday: 7, hour: 20 },
    { every: 'month', day: 31, hour: 5 },
    { every: 'month', day: 1, hour: 12 },
  ]) {
    const { status, report } = await schedule(client, id, rhythm);
    expect([status, report.schedule]).toMatchObject([200, { rhythm, zone: 'Asia/Kolkata' }]);
    // The page says when it comes next by its own rule; the server of Temporal has one of its own.
    await until(async () => {
      const found = await scheduleAt(id);
      return found?.info.nextActionTimes[0]?.toISOString() === report.schedule!.nextRunAt;
    }, 20_000);
  }
  const { spec, policies, action } = (await scheduleAt(id))!;
  expect(spec.timezone).toBe('Asia/Kolkata');
  expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 3_600_000 });
  expect(action).toMatchObject({ args: [{ reportId: id, revision: 4 }] });
  expect(Object.keys((action.args as object[])[0]!)).toEqual(['reportId', 'revision']);
});

test('it runs as its owner: the same report shows a manager theirs, and the mail has the owner’s rows alone', async () => {
  const [rep, manager] = [await people.as('sales.rep'), await people.as('sales.manager')];
  const id = await mailed('sales.rep', 'Show expense claims', 'Claims as I see them');
  const [mine, theirs] = [await rowsFor(rep, id), await rowsFor(manager, id)];
  expect(mine.length).toBeGreaterThan(0);
  expect(theirs).not.toEqual(mine);
  const run = await runNow('sales.rep', id);
  expect(run).toMatchObject({ outcome: 'sent', because: null });
  const [mail, ...others] = await mailsTo('sales.rep', 'Report: Claims as I see them', 20_000);
  expect(others).toEqual([]);
  expect(mail!.text).toContain(`${app.url}/assistant/reports/${id}`);
  const titles = (list: string[]) =>
    list.map((row) => (JSON.parse(row) as Record<string, string>).title ?? '');
  for (const title of titles(mine)
    .filter((text) => text !== '')
    .slice(0, 50))
    expect(mail!.text.replaceAll(/\s+/g, ' ')).toContain(title.replaceAll(/\s+/g, ' '));
  const [{ owner }] = (
    await rows.query<{ owner: string }>(
      `SELECT name AS owner FROM employee WHERE email = 'sales.rep@netra.example'`,
    )
  ).rows as [{ owner: string }];
  const { rows: all } = await rows.query<{ name: string }>(
    'SELECT name FROM employee WHERE active AND name <> $1',
    [owner],
  );
  expect(all.map(({ name }) => name).filter((name) => mail!.text.includes(name))).toEqual([]);
  expect((await bellsOf(rep))[0]).toMatchObject({
    type: 'report-mailed',
    title: 'Your report “Claims as I see them” was mailed to you',
    link: `/assistant/reports/${id}`,
  });
  // Neither the row of the mail nor what admins see of it says what was found.
  const { rows: kept } = await rows.query<{ id: string; props: object }>(
    `SELECT id, props FROM mail WHERE template = 'assistant-report' AND props->>'reportId' = $1`,
    [id],
  );
  expect(kept.map(({ props }) => Object.keys(props).sort())).toEqual([
    ['reportId', 'runId', 'title'],
  ]);
  const admin = await people.as('admin');
  const shown = JSON.stringify((await admin.get(`/admin/email/messages/${kept[0]!.id}`)).body);
  expect(shown).toContain('Claims as I see them');
  for (const title of titles(mine).filter((text) => text.length > 8))
    expect(shown).not.toContain(title);
});

test('a report is scheduled, and its times are seen, by its owner alone', async () => {
  const owner = await people.as('sales.rep');
  const id = await mailed('sales.rep', LEAVE, 'Mine alone');
  await runNow('sales.rep', id);
  for (const persona of ['sales.manager', 'admin', 'hr'] as const) {
    const other = await people.as(persona);
    expect((await schedule(other, id)).status).toBe(404);
    expect(await stop(other, id)).toBe(404);
    const { report } = (await other.get(`/assistant/reports/${id}`)).body as {
      report: AssistantReport;
    };
    expect(report).toMatchObject({ schedule: null, endedBecause: null, runs: [] });
  }
  expect((await reportOf(owner, id)).schedule).not.toBeNull();
  for (const bad of [
    {},
    { every: 'day', hour: 9 },
    { ...RARELY, zone: 'UTC' },
    { ...RARELY, day: 0 },
  ])
    expect((await schedule(owner, id, bad)).status).toBe(422);
});

test('a renamed report keeps its schedule; one that is stopped or deleted has none, and can be set anew', async () => {
  const client = await people.as('consultant');
  const id = await mailed('consultant', LEAVE, 'Before');
  expect((await client.patch(`/assistant/reports/${id}`, { title: 'After' })).status).toBe(200);
  await runNow('consultant', id);
  expect(await mailsTo('consultant', 'Report: After', 20_000)).toHaveLength(1);
  expect(await stop(client, id)).toBe(204);
  expect(await stop(client, id)).toBe(404);
  expect(await reportOf(client, id)).toMatchObject({ schedule: null, endedBecause: 'stopped' });
  await until(async () => !(await isThere(id)), 20_000);
  expect((await schedule(client, id)).report).toMatchObject({ endedBecause: null });
  await until(() => isThere(id), 20_000);
  expect((await client.call('DELETE', `/assistant/reports/${id}`)).status).toBe(204);
  await until(async () => !(await isThere(id)), 20_000);
  const { rows: audit } = await rows.query<{ action: string }>(
    `SELECT action FROM audit_event WHERE subject_type = 'assistant-report' AND subject_id = $1 ORDER BY at, id`,
    [id],
  );
  expect(audit.map(({ action }) => action.replace('assistant.report-', ''))).toEqual([
    ...['scheduled', 'schedule-ended', 'scheduled', 'schedule-ended'],
  ]);
});

test('somebody who has left is mailed nothing more, and their schedule goes', async () => {
  const id = await mailed('consultant2', LEAVE, 'Of somebody who leaves');
  const admin = await people.as('admin');
  const me = (await (await people.as('consultant2')).get('/me')).body as { id: string };
  const left = await admin.post(`/people/${me.id}/deactivate`);
  expect(left.status).toBeLessThan(300);
  await handleOf(id).trigger();
  await until(async () => (await runsOf(id)).length === 1, 30_000);
  expect(await runsOf(id)).toEqual([{ outcome: 'dropped', because: 'left' }]);
  await until(async () => !(await isThere(id)), 20_000);
  expect(await mailsTo('consultant2', 'Report: Of somebody who leaves')).toEqual([]);
});

test('switched off it is dropped and said, and goes on; a tool that is taken from the owner ends it', async () => {
  const client = await people.as('sales.rep2');
  const admin = await people.as('admin');
  const settings = (change: object) => admin.patch('/admin/assistant/settings', change);
  const id = await mailed('sales.rep2', LEAVE, 'Switches');
  expect((await settings({ isOn: false })).status).toBe(200);
  expect(await runNow('sales.rep2', id)).toMatchObject({
    ...{ outcome: 'dropped', because: 'switched-off' },
  });
  expect((await settings({ isOn: true })).status).toBe(200);
  expect((await reportOf(client, id)).schedule).not.toBeNull();
  expect(await runNow('sales.rep2', id)).toMatchObject({ outcome: 'sent' });
  const tools = [
    { name: 'leave_balance', title: '', fields: [], offFor: ['employee'], hiddenFields: [] },
  ];
  expect((await settings({ tools })).status).toBe(200);
  expect(await runNow('sales.rep2', id)).toMatchObject({ because: 'tool-off' });
  expect((await settings({ tools: [] })).status).toBe(200);
  expect(await reportOf(client, id)).toMatchObject({ schedule: null, endedBecause: 'tool-off' });
  await until(async () => !(await isThere(id)), 20_000);
  expect(await mailsTo('sales.rep2', 'Report: Switches', 20_000)).toHaveLength(1);
  expect((await bellsOf(client)).map(({ type }) => type)).toEqual([
    ...['report-ended', 'report-mailed', 'report-dropped'],
  ]);
});

test('who is restricted from the assistant is told that it is mailed no more', async () => {
  const id = await mailed('sales.manager', LEAVE, 'Restricted');
  const manager = await people.as('sales.manager');
  const me = (await manager.get('/me')).body as { id: string };
  const admin = await people.as('admin');
  const set = await admin.post(`/admin/users/${me.id}/restrictions`, {
    ...{ assistant: true, reason: 'Too many questions' },
  });
  expect(set.status).toBe(201);
  await handleOf(id).trigger();
  await until(async () => (await runsOf(id)).length === 1, 30_000);
  expect(await runsOf(id)).toEqual([{ outcome: 'dropped', because: 'restricted' }]);
  await until(async () => !(await isThere(id)), 20_000);
  expect((await bellsOf(manager))[0]).toMatchObject({ type: 'report-ended' });
  expect(await mailsTo('sales.manager', 'Report: Restricted')).toEqual([]);
  expect((await schedule(manager, id)).status).toBe(403);
});
