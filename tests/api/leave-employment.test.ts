import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { balanceOf, grantLeave, mondayAhead, today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
let week = 1;

beforeAll(async () => {
  api = await startTestApi();
  const employeeId = api.company.people['sales.rep'];
  await grantLeave(api.db, { employeeId, type: 'casual', units: 5000 });
});
afterAll(() => api.stop());

interface Asked {
  id: string;
  approvalId: string;
}

const freshMonday = () => mondayAhead((week += 2));
const post = async (persona: Persona, path: string, body: object) =>
  (await api.as(persona)).post(path, body);
const pathsOf = (answer: TestAnswer) =>
  ((answer.body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);
const change = (leave: Asked, body: object) =>
  post('sales.rep', `/leave-requests/${leave.id}/changes`, { reason: 'Plans changed', ...body });
const balance = () => balanceOf(api.db, api.company.people['sales.rep'], 'casual');

async function approve({ approvalId }: Asked) {
  await workOn(api, approvalId);
  const answer = await post('sales.manager', `/approvals/${approvalId}/decisions`, {
    verdict: 'approve',
  });
  expect(answer.status).toBe(200);
  return workOn(api, approvalId);
}

/** Leave of sales.rep that has been approved. */
async function approved(body: object): Promise<Asked> {
  const answer = await post('sales.rep', '/leave-requests', {
    type: 'casual',
    reason: 'Away',
    ...body,
  });
  expect(answer.status).toBe(201);
  const leave = answer.body as Asked;
  expect(await approve(leave)).toBe('approved');
  return leave;
}

const record = async ({ id }: Asked) =>
  (await (await api.as('sales.rep')).get(`/leave-requests/${id}`)).body as Record<string, unknown>;

const setLastDay = async (day: string | null) =>
  (await api.as('hr')).call('PUT', `/leave-accounts/${api.company.people['sales.rep']}/last-day`, {
    body: { lastDay: day },
  });
const ask = (body: object) =>
  post('sales.rep', '/leave-requests', { type: 'casual', reason: 'x', ...body });
afterEach(async () => {
  await setLastDay(null);
  await api.db.query(`UPDATE employee SET joined_on = '2024-11-01'`);
});

test('leave and overtime outside it are refused on the field, in the preview too', async () => {
  const monday = freshMonday();
  const [before, after] = [
    'This is before the first day of work',
    'This is after the last day of work',
  ];
  const refused = async (kind: 'leave' | 'overtime', body: object, at: [string, string]) => {
    const data = { reason: 'x', ...body };
    for (const answer of [
      await post('sales.rep', kind === 'leave' ? '/leave-requests' : '/overtime-entries', data),
      await post('sales.rep', '/approval-previews', { kind, data }),
    ]) {
      expect([answer.status, answer.body]).toMatchObject([
        422,
        { errors: [{ path: at[0], message: expect.stringContaining(at[1]) as string }] },
      ]);
    }
  };
  const casual = { type: 'casual', from: monday, to: monday };
  await setLastDay(monday);
  await refused('leave', { ...casual, to: addDays(monday, 1) }, ['to', after]);
  await refused('leave', { ...casual, type: 'comp-off', to: addDays(monday, 1) }, ['to', after]);
  expect((await ask(casual)).status).toBe(201);
  await api.db.query('UPDATE employee SET joined_on = $1', [addDays(monday, -6)]);
  await refused('leave', { ...casual, from: addDays(monday, -7) }, ['from', before]);
  const overtime = { date: addDays(today(), -1), hours: 1, compensation: 'comp-off' };
  await refused('overtime', overtime, ['date', before]);
});

test('a change does not leave leave outside it', async () => {
  const monday = freshMonday();
  const leave = await approved({ from: monday, to: addDays(monday, 3) });
  await api.db.query('UPDATE employee SET joined_on = $1', [addDays(monday, 1)]);
  const answer = await change(leave, { action: 'shorten', from: monday, to: monday });
  expect([answer.status, pathsOf(answer)]).toEqual([422, ['from', 'to']]);
});

test('approved leave after a last day is said before, given back to its buckets and in the audit', async () => {
  const monday = freshMonday();
  const before = await balance();
  const kept = await approved({ from: monday, to: addDays(monday, 2), fromHalf: 'pm' });
  const lost = await approved({ from: addDays(monday, 3), to: addDays(monday, 4) });
  const day = addDays(monday, 1);
  const path = `/leave-accounts/${api.company.people['sales.rep']}/last-day`;
  const givenBack = [
    {
      ...{ leaveRequestId: kept.id, type: 'Casual leave', from: monday, to: addDays(monday, 2) },
      ...{ remainsTo: day, days: '1.0' },
    },
    {
      ...{ leaveRequestId: lost.id, type: 'Casual leave', from: addDays(monday, 3) },
      ...{ to: addDays(monday, 4), remainsTo: null, days: '2.0' },
    },
  ];
  expect((await (await api.as('hr')).get(`${path}?asked=${day}`)).body).toEqual({
    ...{ lastDay: null, givenBack },
  });
  expect((await setLastDay(day)).body).toEqual({ lastDay: day, givenBack });
  expect(await record(kept)).toMatchObject({ status: 'approved', to: day, days: '1.5' });
  expect(await record(lost)).toMatchObject({ status: 'cancelled' });
  const after = await balance();
  expect(after.cached).toEqual([before.cached[0], before.cached[1], before.cached[2]! + 150]);
  expect(after.ledger).toEqual(after.cached);
  expect((await setLastDay(day)).body).toEqual({ lastDay: day, givenBack: [] });
  const audit = await (
    await api.as('admin')
  ).get(`/admin/audit?subjectId=${api.company.people['sales.rep']}&action=person.last-day`);
  const { items } = audit.body as { items: { details: unknown }[] };
  expect(items.map(({ details }) => details)).toContainEqual({ lastDay: day, givenBack });
});

test('leave that waited when the last day was set is cut when it is approved; a change that waits comes first', async () => {
  const monday = freshMonday();
  const asked = (await ask({ from: monday, to: addDays(monday, 1) })).body as Asked;
  await setLastDay(monday);
  expect(await approve(asked)).toBe('approved');
  expect(await record(asked)).toMatchObject({ to: monday, days: '1.0' });
  const { cached, ledger } = await balance();
  expect(ledger).toEqual(cached);
  const waiting = (await change(asked, { action: 'cancel' })).body as Asked;
  expect(await setLastDay(addDays(monday, -1))).toMatchObject({
    status: 409,
    body: { approvalId: waiting.approvalId },
  });
  expect(await approve(waiting)).toBe('approved');
  expect((await setLastDay(addDays(monday, -1))).status).toBe(200);
});
