import { randomUUID } from 'node:crypto';
import type { DailyRateWire, LeavePayableWire } from '../../domain/wire/leave-pay';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { bucketsThatDiffer, setLeaveRules } from '../support/leave-accounts';

jest.setTimeout(60_000);

let api: TestApi;
const idOf = (persona: Persona) => api.company.people[persona];
const inr = (amount: string) => ({ amount, currency: 'INR' });

beforeAll(async () => {
  api = await startTestApi();
  await setLeaveRules(api.db, {
    ...{ type: 'earned', validFrom: '2020-01-01', annualUnits: 0, encashMax: 1000 },
  });
  const hr = await api.as('hr');
  const body = { employeeId: idOf('consultant'), type: 'earned', days: '20', reason: 'x' };
  expect((await hr.post('/leave-adjustments', body)).status).toBe(201);
});
afterAll(() => api.stop());
afterEach(async () => expect(await bucketsThatDiffer(api.db)).toEqual([]));

const setRate = async (persona: Persona, body: object) =>
  (await api.as(persona)).call('PUT', '/daily-rates', { body });
const list = async <Row>(persona: Persona, path: string) =>
  ((await (await api.as(persona)).get(`${path}?limit=200`)).body as { items: Row[] }).items;
const encash = async (days: string, key = randomUUID()) =>
  (await api.as('hr')).post(
    '/leave-encashments',
    { employeeId: idOf('consultant'), type: 'earned', days, reason: 'Asked for' },
    { 'Idempotency-Key': key },
  );
const leftOf = async () => {
  const [row] = await api.db.query<{ left: number }>(
    `SELECT granted - held - taken AS left FROM leave_balance WHERE employee_id = $1 AND type = 'earned'`,
    [idOf('consultant')],
  );
  return row!.left;
};

test('without a daily rate nothing is paid out: the error says whose is missing and of when', async () => {
  const { status, body } = await encash('2');
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ path: 'employeeId' }] });
  expect(JSON.stringify(body)).toMatch(/consultant.* has no daily rate that holds on /i);
  expect(await leftOf()).toBe(2000);
});

test('a rate is an amount above nothing in a currency there is, and never one’s own to enter', async () => {
  const wanted = { employeeId: idOf('consultant'), validFrom: '2026-01-01', rate: inr('3333.33') };
  const refuse = async (rate: object) => (await setRate('hr', { ...wanted, rate })).body;
  expect(await refuse(inr('0'))).toMatchObject({ errors: [{ path: 'rate.amount' }] });
  expect(await refuse(inr('-5'))).toMatchObject({ errors: [{ path: 'rate.amount' }] });
  expect(await refuse(inr('1.234'))).toMatchObject({ errors: [{ path: 'rate.amount' }] });
  expect(await refuse({ amount: '1', currency: 'XXX' })).toMatchObject({
    errors: [{ path: 'rate.currency' }],
  });
  expect((await setRate('hr', { ...wanted, employeeId: idOf('hr') })).status).toBe(403);
  expect((await setRate('finance', wanted)).status).toBe(403);
  expect((await setRate('hr', wanted)).body).toMatchObject({ rate: inr('3333.33') });
  expect((await setRate('hr', { ...wanted, validFrom: '2099-01-01' })).status).toBe(200);
});

test('five of one request at once, and five more, take the days off once and owe them once', async () => {
  const key = randomUUID();
  const five = () => Promise.all(Array.from({ length: 5 }, () => encash('2.5', key)));
  const answers = [...(await five()), ...(await five())];
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  expect(await leftOf()).toBe(1750);
  const owed = await list<LeavePayableWire>('finance', '/leave-payables');
  // 2.5 × 3333.33 = 8333.325: half a paisa goes away from zero.
  expect(owed).toMatchObject([{ days: '2.5', amount: inr('8333.33'), status: 'due' }]);
});

test('five different requests at once never pay out more than a year allows', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => encash('3')));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
  expect(await leftOf()).toBe(1150);
  expect(await list('finance', '/leave-payables')).toHaveLength(3);
});

test('what leave is worth is seen by HR, finance and oneself: by no manager, head or colleague', async () => {
  for (const persona of ['hr', 'finance', 'admin', 'consultant'] as const) {
    expect(await list<DailyRateWire>(persona, '/daily-rates')).toHaveLength(2);
    expect(await list(persona, '/leave-payables')).toHaveLength(3);
  }
  for (const persona of ['consulting.manager', 'consulting.head', 'consultant2'] as const) {
    expect(await list(persona, '/daily-rates')).toEqual([]);
    expect(await list(persona, '/leave-payables')).toEqual([]);
    const file = await (await api.as(persona)).get('/exports/leave-payables');
    expect((file.body as string).trim().split('\r\n')).toHaveLength(1);
  }
  const own = await (await api.as('consultant')).get('/exports/leave-payables');
  expect(own.body).toContain('8333.33');
});

test('a rate that changes leaves what is owed alone, and no trail holds what anybody is worth', async () => {
  const wanted = { employeeId: idOf('consultant'), validFrom: '2026-01-01', rate: inr('9999.99') };
  expect((await setRate('admin', wanted)).status).toBe(200);
  const owed = await list<LeavePayableWire>('hr', '/leave-payables');
  expect(owed.map(({ rate }) => rate)).toEqual(Array(3).fill(inr('3333.33')));
  const trail = await api.db.query<{ details: object }>(
    `SELECT details FROM audit_event WHERE action = 'daily-rate.set'`,
  );
  expect(trail).toHaveLength(3);
  expect(JSON.stringify(trail)).not.toMatch(/3333|9999/);
});

test('what is paid is paid once, whoever says so, and the database lets nobody change it', async () => {
  const ids = (await list<LeavePayableWire>('hr', '/leave-payables')).map(({ id }) => id);
  const finance = await api.as('finance');
  const pay = () => finance.post('/leave-payables/payments', { ids, paidOn: '2026-11-30' });
  const answers = await Promise.all([pay(), pay(), pay()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  const twice = { ids: [ids[0], ids[0]], paidOn: '2026-11-30' };
  expect((await finance.post('/leave-payables/payments', twice)).status).toBe(422);
  const change = (sql: string) => expect(api.db.query(sql)).rejects.toThrow();
  await change('UPDATE leave_payable SET amount_minor = 1');
  await change("UPDATE leave_payable SET paid_on = '2020-01-01'");
  await change('DELETE FROM leave_payable');
});
