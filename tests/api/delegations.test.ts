import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(() => api.db.query('UPDATE delegation SET revoked_at = now() WHERE revoked_at IS NULL'));

const id = (persona: Persona) => api.company.people[persona];
const dated = (from: number, to: number) => ({
  ...{ when: 'dates', startsOn: addDays(today(), from), endsOn: addDays(today(), to) },
});
const add = async (persona: Persona, body: object) =>
  (await api.as(persona)).post('/delegations', body);

test('is one’s own to give, to read and to end, and shows on both sides', async () => {
  const made = await add('sales.manager', {
    ...{ to: id('sales.head'), reason: 'Holidays', kinds: ['leave', 'leave'] },
    ...dated(0, 3),
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      from: { name: 'sales.manager' },
      to: { name: 'sales.head' },
      createdBy: { name: 'sales.manager' },
      kinds: ['leave'],
      state: 'in-force',
      inForce: true,
      revokedAt: null,
    },
  });
  const { id: delegation } = made.body as { id: string };
  const mine = await (await api.as('sales.manager')).get('/delegations');
  expect((mine.body as { items: unknown[] }).items[0]).toMatchObject({ id: delegation });
  const theirs = await (await api.as('sales.head')).get('/delegations?side=to');
  expect((theirs.body as { items: unknown[] }).items[0]).toMatchObject({ id: delegation });
  const bell = await (await api.as('sales.head')).get('/notifications');
  expect((bell.body as { items: { title: string }[] }).items[0]?.title).toBe(
    'You act for sales.manager',
  );
  for (const other of ['sales.head', 'sales.rep'] as const) {
    expect(await (await api.as(other)).post(`/delegations/${delegation}/revoke`)).toMatchObject({
      status: 404,
    });
  }
  const revoke = async () =>
    (await api.as('sales.manager')).post(`/delegations/${delegation}/revoke`);
  const first = await revoke();
  expect(first).toMatchObject({ status: 200, body: { state: 'revoked', inForce: false } });
  expect((await revoke()).body).toEqual(first.body);
  const audit = await (await api.as('admin')).get(`/admin/audit?subjectId=${id('sales.manager')}`);
  expect((audit.body as { items: { action: string }[] }).items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['delegation.added', 'delegation.revoked']),
  );
});

test('of somebody else is for admins, who are named as the ones who gave it', async () => {
  const body = { from: id('sales.manager'), to: id('sales.head'), when: 'away' };
  expect(await add('sales.head', body)).toMatchObject({ status: 403 });
  expect(await (await api.as('sales.head')).get(`/delegations?personId=${id('hr')}`)).toMatchObject(
    {
      status: 403,
    },
  );
  const made = await add('admin', body);
  expect(made).toMatchObject({
    status: 201,
    body: { from: { name: 'sales.manager' }, createdBy: { name: 'admin' }, state: 'waiting' },
  });
  const read = await (await api.as('admin')).get(`/delegations?personId=${id('sales.manager')}`);
  expect((read.body as { items: { when: string }[] }).items[0]).toMatchObject({ when: 'away' });
  const { id: delegation } = made.body as { id: string };
  expect(await (await api.as('admin')).post(`/delegations/${delegation}/revoke`)).toMatchObject({
    status: 200,
  });
});

test.each([
  ['oneself', () => ({ to: id('sales.manager'), when: 'away' }), 'to'],
  ['somebody unknown', () => ({ to: '00000000-0000-4000-8000-000000000000', when: 'away' }), 'to'],
  ['dates that are over', () => ({ to: id('hr'), ...dated(-9, -1) }), 'endsOn'],
  ['dates the wrong way round', () => ({ to: id('hr'), ...dated(3, 1) }), 'endsOn'],
  ['no dates', () => ({ to: id('hr'), when: 'dates' }), 'startsOn'],
  ['dates of a standing one', () => ({ to: id('hr'), ...dated(1, 2), when: 'away' }), 'startsOn'],
  [
    'a day that is none',
    () => ({ to: id('hr'), ...dated(1, 2), startsOn: '2027-02-30' }),
    'startsOn',
  ],
  ['no kind', () => ({ to: id('hr'), when: 'away', kinds: [] }), 'kinds'],
  ['an unknown kind', () => ({ to: id('hr'), when: 'away', kinds: ['constructor'] }), 'kinds'],
  [
    'a field that is not its own',
    () => ({ to: id('hr'), when: 'away', createdBy: id('hr') }),
    'createdBy',
  ],
])('refuses %s and says where', async (_, body, path) => {
  const answer = await add('sales.manager', body());
  expect(answer.status).toBe(422);
  expect((answer.body as { errors: { path: string }[] }).errors[0]?.path).toBe(path);
});

test('refuses somebody who has left', async () => {
  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [id('consultant2')]);
  expect(await add('sales.manager', { to: id('consultant2'), when: 'away' })).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'to', message: 'There is no such active person.' }] },
  });
  await api.db.query('UPDATE employee SET active = true WHERE id = $1', [id('consultant2')]);
});

test('refuses a second one for the same days and kinds, and names the first', async () => {
  await add('sales.manager', { to: id('sales.head'), kinds: ['leave'], ...dated(5, 8) });
  const overlapping = [
    { to: id('hr'), ...dated(8, 9) },
    { to: id('hr'), kinds: ['expense-claim', 'leave'], ...dated(1, 5) },
  ];
  for (const body of overlapping) {
    expect(await add('sales.manager', body)).toMatchObject({
      status: 409,
      body: {
        code: 'overlap',
        detail: expect.stringContaining('sales.head is the substitute already') as string,
        overlapsWith: { to: { name: 'sales.head' } },
      },
    });
  }
  const beside = [
    { to: id('hr'), kinds: ['expense-claim'], ...dated(5, 8) },
    { to: id('hr'), kinds: ['leave'], ...dated(9, 9) },
    { to: id('hr'), when: 'away' },
  ];
  for (const body of beside)
    expect(await add('sales.manager', body)).toMatchObject({ status: 201 });
  expect(await add('sales.manager', { to: id('sales.head'), when: 'away' })).toMatchObject({
    status: 409,
  });
});

test('of twenty at once that would overlap, one is given', async () => {
  const body = { to: id('sales.head'), ...dated(20, 22) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => add('sales.manager', body)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
});
