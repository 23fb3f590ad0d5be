import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/dates/calendar';
import { mondayOf } from '../../domain/timesheets/weeks';
import type { TimesheetWeek, WorkRateWire } from '../../domain/wire/timesheets';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { inr } from '../support/finance';
import { startProject } from '../support/projects';
import { today } from '../support/records';
import { lastMonday, timeOf } from '../support/timesheets';

let api: TestApi;
const time = timeOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const messagesOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors.map(
    ({ path, message }) => `${path}: ${message}`,
  );
const day = (minutes: number) => [minutes, 0, 0, 0, 0, 0, 0];
const row = (projectId: string, over: object = {}) => ({
  ...{ projectId, task: '', billable: true, minutes: day(480), ...over },
});
const prices = (sheetId: string) =>
  api.db.query<{ cost: string | null; bill: string | null }>(
    'SELECT cost_minor AS cost, bill_minor AS bill FROM timesheet_line WHERE sheet_id = $1 ORDER BY worked_on, minutes',
    [sheetId],
  );

test('a week is kept as its grid is, and an older window does not overwrite it', async () => {
  const id = await startProject(api);
  const rows = [
    row(id, { task: 'Build', minutes: [450, 0, 30, 0, 0, 0, 0] }),
    row(id, { billable: false }),
  ];
  const saved = await time.save('consultant', rows);
  expect(saved.status).toBe(200);
  const week = await time.week('consultant');
  expect(week.rows).toEqual([rows[1], rows[0]]);
  expect(week.dueOn).toBe(addDays(lastMonday(), 8));
  const stale = await (
    await api.as('consultant')
  ).call('PUT', `/timesheet-weeks/${lastMonday()}`, {
    body: { revision: week.revision - 1, rows: [] },
  });
  expect([stale.status, stale.body]).toMatchObject([409, { revision: week.revision }]);
  expect((await time.week('consultant')).rows).toHaveLength(2);
  await time.save('consultant', []);
});

test('of two windows that save at once one is told so', async () => {
  const id = await startProject(api);
  const { revision } = await time.week('consultant');
  const client = await api.as('consultant');
  const both = await Promise.all(
    [60, 120].map((minutes) =>
      client.call('PUT', `/timesheet-weeks/${lastMonday()}`, {
        body: { revision, rows: [row(id, { minutes: day(minutes) })] },
      }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await time.week('consultant')).rows).toHaveLength(1);
  await time.save('consultant', []);
});

test('names what is wrong with a week and keeps what was there', async () => {
  const id = await startProject(api);
  const foreign = await startProject(api);
  await api.db.query('DELETE FROM project_member WHERE project_id = $1', [foreign]);
  await time.save('consultant', [row(id)]);
  for (const [rows, message] of [
    [[row(foreign)], 'rows.0.projectId: You are not on this project'],
    [[row(id), row(id)], 'rows.1.task: This row is there already'],
    [
      [row(id), row(id, { task: 'x', minutes: day(961) })],
      / has more than 24 hours with what was handed in$/,
    ],
    [[row(id, { minutes: day(1441) })], 'rows.0.minutes.0: A day has 24 hours'],
  ] as const) {
    const answer = await time.save('consultant', [...rows]);
    expect(answer.status).toBe(422);
    expect(messagesOf(answer)[0]).toMatch(message);
  }
  expect((await time.week('consultant')).rows).toEqual([row(id)]);
  const client = await api.as('consultant');
  const far = addDays(mondayOf(today()), -9 * 7);
  const body = { revision: 0, rows: [] };
  expect((await client.call('PUT', `/timesheet-weeks/${far}`, { body })).status).toBe(422);
  expect((await client.get(`/timesheet-weeks/${addDays(far, 1)}`)).status).toBe(422);
  await time.save('consultant', []);
});

test('handing in asks the project manager with every line, and takes no day to come and nothing twice', async () => {
  const id = await startProject(api);
  expect(messagesOf(await time.handIn('consultant', id))[0]).toMatch(/nothing to hand in/);
  const monday = mondayOf(today());
  const sunday = addDays(monday, 6);
  if (sunday > today()) {
    await time.save('consultant', [row(id, { minutes: [0, 0, 0, 0, 0, 0, 60] })], monday);
    expect(messagesOf(await time.handIn('consultant', id, monday))[0]).toMatch(/is to come/);
    await time.save('consultant', [], monday);
  }
  await time.save('consultant', [row(id, { task: 'Build' })]);
  const [first, second] = await Promise.all([1, 2].map(() => time.handIn('consultant', id)));
  expect([first!.status, second!.status].sort()).not.toEqual([201, 201]);
  const sent = [first!, second!].find(({ status }) => status === 201)!;
  const { approvalId } = sent.body as { approvalId: string };
  const shown = (await (await api.as('consultant')).get(`/approvals/${approvalId}`)).body as {
    steps: { name: string }[];
    facts: { label: string; value: string }[];
  };
  expect(shown.steps.map(({ name }) => name)).toEqual(['Project manager']);
  expect(shown.facts).toContainEqual(expect.objectContaining({ value: '8:00, Build' }));
  const week = await time.week('consultant');
  expect([week.rows, week.sheets.at(-1)?.status]).toEqual([[], 'pending']);
});

test('a rejected or withdrawn sheet is a draft again, an approved one stays for good', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '900.00', person: 'consultant2' });
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [
    ...[id, api.company.people.consultant2],
  ]);
  for (const outcome of ['rejected', 'withdrawn'] as const) {
    await time.work({ persona: 'consultant2', projectId: id, minutes: day(60), outcome });
    expect((await time.week('consultant2')).rows).toEqual([
      row(id, { task: 'Build', minutes: day(60) }),
    ]);
  }
  const sheet = await time.work({ persona: 'consultant2', projectId: id, minutes: day(60) });
  await time.close(sheet, 'rejected');
  expect((await time.week('consultant2')).sheets.map(({ status }) => status)).toEqual([
    ...['rejected', 'withdrawn', 'approved'],
  ]);
  for (const sql of [
    'UPDATE timesheet_line SET minutes = 30 WHERE sheet_id = $1',
    'UPDATE timesheet_line SET cost_minor = 1 WHERE sheet_id = $1',
    'UPDATE timesheet_line SET sheet_id = NULL, approved_at = NULL WHERE sheet_id = $1',
    'DELETE FROM timesheet_line WHERE sheet_id = $1',
  ])
    await expect(api.db.query(sql, [sheet.id])).rejects.toThrow(/stays as it is/);
});

test('a window that shows the week from before it was handed in or given back does not write it back', async () => {
  const id = await startProject(api);
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [
    ...[id, api.company.people['sales.manager']],
  ]);
  await time.save('sales.manager', [row(id)]);
  const before = await time.week('sales.manager');
  const client = await api.as('sales.manager');
  const late = ({ revision, rows }: TimesheetWeek) =>
    client.call('PUT', `/timesheet-weeks/${lastMonday()}`, { body: { revision, rows } });
  const sheet = (await time.handIn('sales.manager', id)).body as { id: string; approvalId: string };
  expect((await late(before)).status).toBe(409);
  const handedIn = await time.week('sales.manager');
  await time.close(sheet, 'rejected');
  expect((await late(handedIn)).status).toBe(409);
  expect((await time.week('sales.manager')).rows).toEqual([row(id)]);
});

test('approved time is taken back by a line of its own, at the very price it had, once', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '1000.00', person: 'consultant' });
  await time.rate({ kind: 'bill', hour: '2500.00', person: 'consultant' });
  const monday = addDays(lastMonday(), -7);
  await time.work({ persona: 'consultant', projectId: id, minutes: day(90), monday });
  await time.rate({ kind: 'cost', hour: '7777.00', person: 'consultant', from: monday });
  const { sheets } = await time.week('consultant', monday);
  const { id: lineId } = sheets.at(-1)!.lines[0]!;
  const client = await api.as('consultant');
  expect(
    (await (await api.as('consultant2')).post(`/timesheet-lines/${lineId}/reversals`)).status,
  ).toBe(404);
  const drafted = await client.post(`/timesheet-lines/${lineId}/reversals`);
  expect([drafted.status, drafted.body]).toMatchObject([201, { minutes: -90, isReversal: true }]);
  expect((await client.post(`/timesheet-lines/${lineId}/reversals`)).status).toBe(409);
  const dropped = (drafted.body as { id: string }).id;
  expect((await client.call('DELETE', `/timesheet-lines/${dropped}`)).status).toBe(204);
  expect((await client.post(`/timesheet-lines/${lineId}/reversals`)).status).toBe(201);
  const sheet = await time.work({ persona: 'consultant', projectId: id, minutes: day(60), monday });
  expect(await prices(sheet.id)).toEqual([
    { cost: '-150000', bill: '-375000' },
    { cost: '777700', bill: '250000' },
  ]);
});

test('a person’s rate goes before the role’s, which goes before the grade’s; what has no rate waits for it', async () => {
  const id = await startProject(api);
  const { people } = api.company;
  await (
    await api.as('consulting.head')
  ).post('/access-grants', {
    ...{ personId: people['sales.rep'], departmentId: api.company.departments.Consulting },
    ...{ resources: ['project'], until: today(), reason: 'Tests the order desk' },
  });
  const client = await api.as('consulting.manager');
  const put = (role: string) =>
    client.call('PUT', `/projects/${id}/members/${people['sales.rep']}`, { body: { role } });
  expect((await put('tester')).status).toBe(200);
  await api.db.query(`UPDATE employee SET grade = 'S2' WHERE id = $1`, [people['sales.rep']]);
  const work = () =>
    time.work({ persona: 'sales.rep', projectId: id, minutes: day(50), billable: false });
  const first = await work();
  expect(await prices(first.id)).toEqual([{ cost: null, bill: '0' }]);
  await time.rate({ kind: 'cost', hour: '100.00', grade: 'S2' });
  // 50 minutes of 100.00: 83.33, rounded once.
  expect(await prices(first.id)).toEqual([{ cost: '8333', bill: '0' }]);
  await time.rate({ kind: 'cost', hour: '200.00', role: 'tester' });
  const second = await work();
  await time.rate({ kind: 'cost', hour: '300.00', person: 'sales.rep' });
  const third = await work();
  await time.rate({ kind: 'cost', hour: '400.00', person: 'sales.rep', from: today() });
  const fourth = await work();
  expect(
    (await Promise.all([first, second, third, fourth].map(({ id: of }) => prices(of)))).flat(),
  ).toEqual(['8333', '16667', '25000', '25000'].map((cost) => ({ cost, bill: '0' })));
});

test('rates name what is wrong with them, and nobody sets their own cost', async () => {
  const admin = await api.as('admin');
  const body = { kind: 'cost', validFrom: '2026-01-01', hour: inr('1.00') };
  expect(messagesOf(await admin.post('/work-rates', body))).toEqual([
    'employeeId: Name a person, a role or a grade: one of them',
  ]);
  expect(
    messagesOf(await admin.post('/work-rates', { ...body, role: 'lead', grade: 'S2' })),
  ).toHaveLength(1);
  expect(
    messagesOf(await admin.post('/work-rates', { ...body, employeeId: randomUUID() })),
  ).toEqual(['employeeId: There is no such person']);
  const own = { ...body, employeeId: api.company.people.admin };
  expect((await admin.post('/work-rates', own)).status).toBe(403);
  await time.rate({ kind: 'bill', hour: '10.00', grade: 'Q1', from: '2026-02-01' });
  await time.rate({ kind: 'bill', hour: '12.00', grade: 'Q1', from: '2026-03-01' });
  const { items } = (await admin.get('/work-rates?kind=bill')).body as { items: WorkRateWire[] };
  expect(items.filter(({ grade }) => grade === 'Q1')).toMatchObject([
    { validFrom: '2026-03-01', until: null, hour: inr('12.00') },
    { validFrom: '2026-02-01', until: '2026-02-28', hour: inr('10.00') },
  ]);
});

test('members are put on and taken off by the manager, not by members', async () => {
  const id = await startProject(api);
  const path = `/projects/${id}/members/${api.company.people.consultant2}`;
  const body = { role: 'developer' };
  expect((await (await api.as('consultant')).call('PUT', path, { body })).status).toBe(403);
  expect((await (await api.as('sales.head')).call('PUT', path, { body })).status).toBe(404);
  const manager = await api.as('consulting.manager');
  const set = await manager.call('PUT', path, { body });
  expect([set.status, set.body]).toMatchObject([
    200,
    { items: [{ role: 'consultant' }, { role: 'developer', name: 'consultant2' }] },
  ]);
  await time.save('consultant2', [row(id)]);
  expect((await manager.call('DELETE', path)).status).toBe(409);
  await time.save('consultant2', []);
  expect((await manager.call('DELETE', path)).status).toBe(200);
  expect((await manager.call('DELETE', path)).status).toBe(404);
  const week: TimesheetWeek = await time.week('consultant2');
  expect(week.projects.map((project) => project.id)).not.toContain(id);
});

test('nobody is put on a closed project', async () => {
  const id = await startProject(api, 'closed');
  const path = `/projects/${id}/members/${api.company.people.consultant2}`;
  const client = await api.as('consulting.manager');
  expect(await client.call('PUT', path, { body: { role: 'developer' } })).toMatchObject({
    status: 409,
    body: { detail: 'Order desk is closed: nobody works on it any more' },
  });
});
