import { addDays } from '../../domain/dates/calendar';
import type { Approval } from '../../domain/wire/approvals';
import type { LeaveTypeWire } from '../../domain/wire/leave-types';
import type { LeaveBalance } from '../../domain/wire/records';
import { accrueLeave } from '../../modules/leave/use-cases/accrue-leave';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { setLeaveRules } from '../support/leave-accounts';
import { pdf } from '../support/receipts';
import { mondayAhead, today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(60_000);

let api: TestApi;
let week = 1;
const freshMonday = () => mondayAhead((week += 2));

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const problems = (answer: TestAnswer) =>
  (answer.body as { errors?: { path: string; message: string }[] }).errors ?? [];
const typesOf = async (persona: Persona) =>
  ((await (await api.as(persona)).get('/leave-types')).body as { items: LeaveTypeWire[] }).items;
const add = async (body: object) => (await api.as('hr')).post('/leave-types', body);
const edit = async (code: string, body: object) =>
  (await api.as('hr')).patch(`/leave-types/${code}`, body);
const ask = async (persona: Persona, body: object) =>
  (await api.as(persona)).post('/leave-requests', { reason: 'Away', ...body });
const balances = async (persona: Persona) =>
  ((await (await api.as(persona)).get('/leave-balances?limit=1')).body as { items: LeaveBalance[] })
    .items;

async function upload(persona: Persona, mark: string): Promise<string> {
  const form = new FormData();
  const { name, type, content } = pdf(mark, `${mark}.pdf`);
  form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const headers = { authorization: `Bearer ${(await api.as(persona)).token ?? ''}` };
  const address = `${api.url}/api/v1/leave-documents`;
  const answer = await fetch(address, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { items: { id: string }[] }).items[0]!.id;
}

test('the types every company starts with are what they were, and keep what clients lean on', async () => {
  expect(
    (await typesOf('sales.rep')).map(({ code, name, needsBalance }) => [code, name, needsBalance]),
  ).toEqual([
    ['casual', 'Casual leave', true],
    ['sick', 'Sick leave', true],
    ['earned', 'Earned leave', true],
    ['unpaid', 'Unpaid leave', false],
    ['comp-off', 'Compensatory off', true],
  ]);
  for (const change of [{ name: 'x' }, { retired: true }, { halfDays: false }, { paid: false }])
    expect((await edit('casual', change)).status).toBe(409);
  const direct = api.db.query(`UPDATE leave_type SET retired_at = now() WHERE code = 'sick'`);
  await expect(direct).rejects.toThrow(/never changes/);
  expect((await edit('sick', { colour: 'pink' })).body).toMatchObject({ colour: 'pink' });
});

test('HR adds a type; it is asked for by its code, signed, and called by its name everywhere', async () => {
  const added = await add({ name: 'Marriage leave', needsBalance: false, colour: 'pink' });
  expect(added).toMatchObject({ status: 201, body: { code: 'marriage-leave', builtIn: false } });
  expect(problems(await add({ name: 'MARRIAGE leave', needsBalance: false }))).toEqual([
    { path: 'name', message: 'Another type of leave has this name' },
  ]);
  expect(problems(await add({ name: '१२', needsBalance: false }))).toMatchObject([
    { path: 'name' },
  ]);
  const from = freshMonday();
  const asked = await ask('sales.rep', { type: 'marriage-leave', from, to: addDays(from, 1) });
  expect(asked).toMatchObject({ status: 201, body: { days: '2.0', status: 'pending' } });
  const { id, approvalId } = asked.body as { id: string; approvalId: string };
  await workOn(api, approvalId);
  await (
    await api.as('sales.manager')
  ).post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  const { title, data } = (await (await api.as('sales.rep')).get(`/approvals/${approvalId}`))
    .body as Approval;
  expect(title).toMatch(/^2 days of marriage leave, /);
  expect(data).toMatchObject({ type: 'marriage-leave', typeName: 'Marriage leave', units: 200 });
  // What it was called then stays, also in a change of it.
  await edit('marriage-leave', { name: 'Wedding leave' });
  const change = await (
    await api.as('sales.rep')
  ).post(`/leave-requests/${id}/changes`, { action: 'cancel', reason: 'Postponed' });
  expect(change.status).toBe(201);
  const { approvalId: changeId } = change.body as { approvalId: string };
  const shown = (await (await api.as('sales.rep')).get(`/approvals/${changeId}`)).body as Approval;
  expect(shown.title).toMatch(/^Cancel 2 days of wedding leave, /);
  const file = (await (await api.as('sales.rep')).get('/exports/leave-requests')).body as string;
  expect(file).toContain('marriage-leave');
  const [audit] = await api.db.query<{ details: object }>(
    `SELECT details FROM audit_event WHERE action = 'leave-type.added'`,
  );
  expect(audit?.details).toMatchObject({ code: 'marriage-leave', needsBalance: false });
});

test('five of the same name at once make one type', async () => {
  const wanted = { name: 'Adoption leave', needsBalance: true };
  const answers = await Promise.all(Array.from({ length: 5 }, () => add(wanted)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422]);
});

test('who a type is not for is told why, and halves and documents at their fields', async () => {
  const [delhi] = await api.db.query<{ id: string }>(
    `INSERT INTO location (name, zone, calendar_id) SELECT 'Delhi', 'Asia/Kolkata', calendar_id FROM location
     WHERE is_default RETURNING id`,
  );
  await add({
    ...{ name: 'Study leave', needsBalance: false, halfDays: false, documentAfterDays: 1 },
    ...{ grades: ['E4'], locationIds: [delhi!.id], monthsEmployed: 12 },
  });
  const from = freshMonday();
  const study = { type: 'study-leave', from, to: from };
  const refused = async (body: object = {}) =>
    problems(await ask('sales.rep2', { ...study, ...body }));
  expect(await refused()).toEqual([
    { path: 'type', message: 'Study leave is not for people of your place' },
  ]);
  const me = api.company.people['sales.rep2'];
  await api.db.query('UPDATE employee SET location_id = $2 WHERE id = $1', [me, delhi!.id]);
  expect(await refused()).toEqual([{ path: 'type', message: 'Study leave is for grade E4' }]);
  await api.db.query(`UPDATE employee SET grade = 'E4', joined_on = $2 WHERE id = $1`, [
    me,
    addDays(from, -200),
  ]);
  expect(await refused()).toMatchObject([
    { path: 'type', message: expect.stringMatching('after 12 months of employment') as string },
  ]);
  const own = (await typesOf('sales.rep2')).find(({ code }) => code === 'study-leave');
  expect(own?.barred).toMatch('after 12 months');
  await api.db.query('UPDATE employee SET joined_on = $2 WHERE id = $1', [me, '2020-01-01']);
  expect(await refused({ fromHalf: 'pm' })).toMatchObject([{ path: 'fromHalf' }]);
  expect(await refused({ to: addDays(from, 1) })).toEqual([
    { path: 'documents', message: 'Study leave of more than 1 day needs a document' },
  ]);
  expect((await ask('sales.rep2', study)).status).toBe(201);
  expect(problems(await ask('sales.rep2', { ...study, type: 'sabbatical' }))).toEqual([
    { path: 'type', message: 'There is no type of leave called “sabbatical”' },
  ]);
});

test('a document goes with one leave of its owner, and is shown to those who may see the request', async () => {
  await add({ name: 'Court leave', needsBalance: false, documentAfterDays: 0 });
  const [mine, theirs] = [
    await upload('sales.rep', 'summons'),
    await upload('consultant', 'other'),
  ];
  const from = freshMonday();
  const court = (documents: string[], on = from) =>
    ask('sales.rep', { type: 'court-leave', from: on, to: on, documents });
  for (const documents of [[], [theirs], [mine, mine]])
    expect(problems(await court(documents))).toMatchObject([{ path: 'documents' }]);
  const see = async (persona: Persona) =>
    (await (await api.as(persona)).get(`/leave-documents/${mine}`)).status;
  expect([await see('sales.rep'), await see('sales.manager')]).toEqual([200, 404]);
  const asked = await court([mine]);
  expect(asked.status).toBe(201);
  const { approvalId } = asked.body as { approvalId: string };
  await workOn(api, approvalId);
  expect([await see('sales.manager'), await see('consultant'), await see('sales.rep2')]).toEqual([
    200, 404, 404,
  ]);
  const { data } = (await (await api.as('sales.manager')).get(`/approvals/${approvalId}`))
    .body as Approval;
  expect(data).toMatchObject({ documentNames: [{ id: mine, name: 'summons.pdf' }] });
  expect(problems(await court([mine], freshMonday()))).toMatchObject([{ path: 'documents' }]);
});

test('a new type with a balance gets a policy, which gives it to those it is for alone', async () => {
  await add({ name: 'Wellness leave', needsBalance: true, grades: ['E4'] });
  const year = today().slice(0, 4);
  await setLeaveRules(api.db, {
    ...{ type: 'wellness-leave', validFrom: `${year}-01-01`, annualUnits: 600 },
    ...{ frequency: 'yearly', prorate: false },
  });
  await accrueLeave(api.deps, { after: null });
  const of = async (persona: Persona) =>
    (await balances(persona)).find(({ type }) => type === 'wellness-leave');
  expect(await of('sales.rep2')).toMatchObject({ name: 'Wellness leave', available: '6.0' });
  expect(await of('consultant')).toBeUndefined();
  const hand = { employeeId: api.company.people.consultant, type: 'wellness-leave' };
  const given = await (
    await api.as('hr')
  ).post('/leave-adjustments', { ...hand, days: '1', reason: 'Promised' });
  expect(given.status).toBe(201);
  // What somebody has of a type is shown, whoever the type is for.
  expect(await of('consultant')).toMatchObject({ available: '1.0' });
});

test('whom a type comes to be for earns it from the period of that day on, not what was over by then', async () => {
  await add({ name: 'Field leave', needsBalance: true, grades: ['F1'] });
  const lastYear = Number(today().slice(0, 4)) - 1;
  await setLeaveRules(api.db, {
    ...{ type: 'field-leave', validFrom: `${lastYear}-01-01`, annualUnits: 1200 },
    ...{ frequency: 'yearly', prorate: false, carryMax: null },
  });
  const me = api.company.people['sales.rep'];
  await accrueLeave(api.deps, { after: null });
  await api.db.query(`UPDATE employee SET grade = 'F1' WHERE id = $1`, [me]);
  await accrueLeave(api.deps, { after: null });
  await accrueLeave(api.deps, { after: null });
  expect((await balances('sales.rep')).find(({ type }) => type === 'field-leave')).toMatchObject({
    available: '12.0',
  });
  await api.db.query('UPDATE employee SET grade = NULL WHERE id = $1', [me]);
});

test('nothing of unpaid leave can be paid out', async () => {
  await add({ name: 'Sabbatical', needsBalance: true, paid: false });
  const policy = {
    ...{ type: 'sabbatical', validFrom: `${today().slice(0, 4)}-01-01`, annualDays: '10' },
    ...{ frequency: 'yearly', prorate: true, carryMaxDays: null, carryMonths: null },
    ...{ carryDays: null, overdraftDays: '0', encashReserveDays: '0', sandwich: 'none' },
  };
  const set = async (encashMaxDays: string) =>
    (await api.as('hr')).post('/leave-policies', { ...policy, encashMaxDays });
  expect(problems(await set('1'))).toEqual([
    { path: 'encashMaxDays', message: 'This leave is unpaid: nothing of it can be paid out' },
  ]);
  expect((await set('0')).status).toBe(201);
});

test('a retired type can no longer be asked for, brings nothing more, and what was had of it stays', async () => {
  expect((await edit('wellness-leave', { retired: true })).body).toMatchObject({ retired: true });
  expect((await typesOf('sales.rep')).at(-1)).toMatchObject({
    code: 'wellness-leave',
    barred: 'Wellness leave can no longer be asked for',
  });
  const from = freshMonday();
  const wanted = { type: 'wellness-leave', from, to: from };
  expect(problems(await ask('sales.rep2', wanted))).toMatchObject([{ path: 'type' }]);
  const types = (await balances('sales.rep2')).map(({ type }) => type);
  expect(types).toContain('wellness-leave');
  expect((await balances('sales.rep')).map(({ type }) => type)).not.toContain('wellness-leave');
  expect((await edit('wellness-leave', { retired: false })).body).toMatchObject({
    retired: false,
  });
});
