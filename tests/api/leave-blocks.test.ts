import { addDays } from '../../domain/dates/calendar';
import type { Approval } from '../../domain/wire/approvals';
import type { LeaveBlockWire } from '../../domain/wire/leave-blocks';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { mondayAhead } from '../support/records';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(60_000);

let api: TestApi;
let week = 1;
const freshMonday = () => mondayAhead((week += 3));

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const problems = (answer: TestAnswer) =>
  (answer.body as { errors?: { path: string; message: string }[] }).errors ?? [];
const call = async (persona: Persona, method: string, path: string, body?: object) =>
  (await api.as(persona)).call(method, path, { body });
const ask = (persona: Persona, from: string, more: object = {}) =>
  call(persona, 'POST', '/leave-requests', {
    ...{ type: 'unpaid', from, to: addDays(from, 1), reason: 'Away' },
    ...more,
  });
const wanted = (from: string, over: object = {}) => ({
  ...{ name: 'Quarter close', from, to: addDays(from, 4), effect: 'refuse' },
  ...{ reason: 'The books are closed' },
  ...over,
});
const listed = async (persona: Persona, from: string) =>
  (
    (await call(persona, 'GET', `/leave-blocks?from=${from}&to=${addDays(from, 4)}`)).body as {
      items: LeaveBlockWire[];
    }
  ).items;

async function named(persona: Persona, body: object): Promise<string> {
  const answer = await call(persona, 'POST', '/leave-blocks', body);
  expect(answer.status).toBe(201);
  return (answer.body as LeaveBlockWire).id;
}

test('leave on blocked days is refused at submit and in the preview, beside them it is not', async () => {
  const monday = freshMonday();
  await named('hr', wanted(monday));
  const refusal = [
    { path: 'from', message: expect.stringMatching('No leave in Quarter close') as string },
  ];
  expect(problems(await ask('sales.rep', monday))).toEqual(refusal);
  const request = { type: 'unpaid', from: monday, to: monday, reason: 'Away' };
  const preview = await call('sales.rep', 'POST', '/approval-previews', {
    ...{ kind: 'leave', data: request },
  });
  expect(preview.status).toBe(422);
  expect(JSON.stringify(problems(preview))).toMatch('No leave in Quarter close');
  expect((await ask('sales.rep', addDays(monday, 7))).status).toBe(201);
  // From the Thursday before on, over the weekend, into the block.
  expect(problems(await ask('sales.rep', addDays(monday, -4), { to: monday }))).toEqual(refusal);
  const count = await api.db.query(`SELECT 1 FROM leave_request WHERE from_on = $1`, [monday]);
  expect(count).toEqual([]);
});

test('changing a pending request into blocked days is refused, and the request stays as it was', async () => {
  const monday = freshMonday();
  await named('admin', wanted(monday, { types: ['unpaid'] }));
  const asked = (await ask('sales.rep', addDays(monday, 7))).body as { approvalId: string };
  await workOn(api, asked.approvalId);
  const data = { type: 'unpaid', from: monday, to: monday, reason: 'Earlier' };
  const revised = await call('sales.rep', 'POST', `/approvals/${asked.approvalId}/revisions`, {
    data,
  });
  expect(revised.status).toBe(422);
  const shown = (await call('sales.rep', 'GET', `/approvals/${asked.approvalId}`)).body as Approval;
  expect(shown.data).toMatchObject({ from: addDays(monday, 7) });
});

test('a warning lets the leave through, and whoever signs reads it', async () => {
  const monday = freshMonday();
  await named('hr', wanted(monday, { name: 'Release week', effect: 'warn' }));
  const asked = await ask('sales.rep', monday);
  expect(asked.status).toBe(201);
  const { approvalId } = asked.body as { approvalId: string };
  await workOn(api, approvalId);
  const shown = (await call('sales.manager', 'GET', `/approvals/${approvalId}`)).body as Approval;
  expect(shown.data).toMatchObject({ warnings: [expect.stringMatching(/^Release week, /)] });
});

test('a block is for a department and all below it, a place, and types: others are left alone', async () => {
  const monday = freshMonday();
  const { Sales: sales, Consulting: consulting } = api.company.departments;
  await api.db.query('UPDATE department SET parent_id = $1 WHERE id = $2', [sales, consulting]);
  await named('hr', wanted(monday, { departmentId: sales, types: ['unpaid'] }));
  expect((await ask('sales.rep', monday)).status).toBe(422);
  expect((await ask('consultant', monday)).status).toBe(422);
  expect((await ask('finance', monday)).status).toBe(201);
  expect((await listed('finance', monday)).length).toBe(0);
  expect(await listed('sales.rep', monday)).toMatchObject([{ mine: true, mayChange: false }]);
  await api.db.query('UPDATE department SET parent_id = NULL WHERE id = $1', [consulting]);
  expect((await ask('consultant', monday)).status).toBe(201);

  const next = freshMonday();
  const [goa] = await api.db.query<{ id: string }>(
    `INSERT INTO location (name, zone, calendar_id) SELECT 'Goa', 'Asia/Kolkata', calendar_id FROM location
     WHERE is_default RETURNING id`,
  );
  await named('hr', wanted(next, { locationId: goa!.id }));
  expect((await ask('sales.rep2', next)).status).toBe(201);
  await api.db.query('UPDATE employee SET location_id = $1 WHERE id = $2', [
    goa!.id,
    api.company.people.consultant2,
  ]);
  expect((await ask('consultant2', next)).status).toBe(422);
});

test('heads name block dates of their own department and of no other; what is HR’s they cannot change', async () => {
  const monday = freshMonday();
  const { Sales: sales, Consulting: consulting } = api.company.departments;
  const own = await named('sales.head', wanted(monday, { departmentId: sales }));
  const foreign = { departmentId: consulting };
  expect((await call('sales.head', 'POST', '/leave-blocks', wanted(monday, foreign))).status).toBe(
    403,
  );
  expect((await call('sales.head', 'POST', '/leave-blocks', wanted(monday))).status).toBe(403);
  expect((await call('sales.manager', 'POST', '/leave-blocks', wanted(monday))).status).toBe(403);
  const byHr = await named('hr', wanted(monday, foreign));
  const everybodys = await named('hr', wanted(monday, { effect: 'warn' }));
  const change = (id: string) =>
    call('sales.head', 'PUT', `/leave-blocks/${id}`, wanted(monday, { departmentId: sales }));
  expect((await change(byHr)).status).toBe(404);
  expect((await change(everybodys)).status).toBe(403);
  expect((await change(own)).status).toBe(200);
  expect((await call('sales.head', 'DELETE', `/leave-blocks/${own}`)).status).toBe(200);
  expect((await ask('sales.rep', monday)).status).toBe(201);
  expect(
    problems(await call('hr', 'POST', '/leave-blocks', wanted(monday, { types: ['nap'] }))),
  ).toEqual([{ path: 'types', message: 'There is no type of leave called “nap”' }]);
  expect(
    problems(
      await call('hr', 'POST', '/leave-blocks', wanted(monday, { to: addDays(monday, -1) })),
    ),
  ).toMatchObject([{ path: 'to' }]);
});

test('HR lets somebody off with a reason, which is audited; nobody lets themselves off', async () => {
  const monday = freshMonday();
  const id = await named('hr', wanted(monday));
  const person = api.company.people['sales.rep'];
  const path = `/leave-blocks/${id}/exceptions/${person}`;
  const body = { reason: 'Own wedding' };
  expect((await call('sales.head', 'PUT', path, body)).status).toBe(403);
  expect((await call('hr', 'PUT', path, { reason: ' ' })).status).toBe(422);
  const own = `/leave-blocks/${id}/exceptions/${api.company.people.hr}`;
  expect((await call('hr', 'PUT', own, body)).status).toBe(403);
  expect((await call('hr', 'PUT', path, body)).body).toMatchObject({
    letOff: [{ person: { id: person }, reason: 'Own wedding', by: 'hr' }],
  });
  expect((await ask('sales.rep2', monday)).status).toBe(422);
  expect((await ask('sales.rep', monday)).status).toBe(201);
  const [trail] = await api.db.query<{ actor_id: string; details: object }>(
    `SELECT actor_id, details FROM audit_event WHERE action = 'leave-block.let-off'`,
  );
  expect(trail).toMatchObject({
    actor_id: api.company.people.hr,
    details: { employeeId: person, reason: 'Own wedding' },
  });
  // Why somebody is let off is HR's to know.
  await named('sales.head', wanted(monday, { departmentId: api.company.departments.Sales }));
  for (const block of await listed('sales.head', monday)) expect(block.letOff).toEqual([]);
  expect((await call('hr', 'DELETE', path)).body).toMatchObject({ letOff: [] });
  expect((await call('hr', 'DELETE', path)).status).toBe(404);
});
