import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { financialYear } from '../../domain/expenses/mileage';
import type { ExpenseClaimWire } from '../../domain/wire/records';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { expensesOf, inr, line, problemsOf } from '../support/expenses';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const { claim, preview, approvalOf, setPolicy } = expensesOf(() => api);

const drive = (distance: string, change: object = {}) => ({
  ...{ basis: 'mileage', date: today(), category: 'travel', vehicle: 'car', distance },
  ...{ description: 'To the client', ...change },
});
const enter = async (rate: object, persona: Persona = 'finance') =>
  (await api.as(persona)).call('PUT', '/mileage-rates', { body: rate });
const yearBegan = () => `${financialYear(today())}-04-01`;
const shown = async ({ body }: TestAnswer, persona: Persona = 'finance') => {
  const { id } = body as { id: string };
  return (await (await api.as(persona)).get(`/expense-claims/${id}`)).body as ExpenseClaimWire;
};

test('without a rate for its day a drive is refused by its vehicle, with all else that is wrong', async () => {
  const sent = await claim('sales.head', drive('10'), line('1', { date: addDays(today(), 3) }));
  expect([sent.status, problemsOf(sent)]).toEqual([
    422,
    [
      { path: 'lines.1.date', message: 'This date is in the future' },
      {
        path: 'lines.0.vehicle',
        message: `No mileage rate for a car is set for ${formatDate(today())}`,
      },
    ],
  ]);
  expect((await preview('sales.head', drive('10'))).problems).toMatchObject([
    { path: 'lines.0.vehicle' },
  ]);
});

test('a drive comes to what the server reckons, keeps it, and falls to the lower rate above the threshold', async () => {
  const yearly = { aboveKm: 100, rate: '8' };
  const car = { vehicle: 'car', startsOn: addDays(yearBegan(), -800), rate: '12.50', yearly };
  expect((await enter(car)).status).toBe(200);
  const first = await claim('sales.rep', drive('80.0'), line('10.00'));
  expect([first.status, first.body]).toMatchObject([201, { total: inr('1010.00') }]);
  const whole = await preview('sales.rep', drive('30'));
  expect(whole).toMatchObject({
    total: inr('330.00'),
    lines: [
      {
        ...{ base: inr('330.00'), rate: null },
        mileage: {
          ...{ vehicle: 'car', distance: '30.0', rate: '12.5' },
          beyond: { distance: '10.0', rate: '8' },
        },
      },
    ],
  });
  const second = await claim('sales.rep', drive('30'));
  expect(second.body).toMatchObject({ total: inr('330.00') });
  // Another rate later leaves what was sent alone, and somebody else begins at nought.
  await enter({ ...car, rate: '20', yearly: undefined });
  expect((await shown(second)).lines).toMatchObject([
    {
      ...{ amount: inr('330.00'), base: inr('330.00'), rate: null },
      mileage: { distance: '30.0', rate: '12.5', beyond: { distance: '10.0', rate: '8' } },
    },
  ]);
  expect((await shown(first)).lines[1]).not.toHaveProperty('mileage');
  const approval = await approvalOf(second);
  expect(approval.lines.map(({ amount }) => amount)).toEqual([inr('330.00')]);
  expect(approval.facts.map(({ value }) => value)).toContain(
    '₹330.00 (30.0 km by car, 20.0 at 12.5 and 10.0 at 8 INR/km): To the client',
  );
  await enter(car);
  expect((await preview('sales.rep2', drive('30'))).total).toEqual(inr('375.00'));
});

test('two claims at once do not both drive below the threshold, and a claim that is withdrawn was not driven', async () => {
  const both = await Promise.all([1, 2].map(() => claim('consultant2', drive('100'))));
  const totals = both.map(({ body }) => (body as { total: { amount: string } }).total.amount);
  expect(totals.sort()).toEqual(['1250.00', '800.00']);
  const { approvalId } = both[0]!.body as { approvalId: string };
  const mine = await api.as('consultant2');
  expect((await mine.post(`/approvals/${approvalId}/withdraw`, {})).status).toBe(200);
  await api.db.query(
    `UPDATE expense_claim SET status = 'withdrawn' WHERE employee_id = $1 AND id = $2`,
    [api.company.people.consultant2, (both[0]!.body as { id: string }).id],
  );
  expect((await preview('consultant2', drive('10'))).total).toEqual(inr('80.00'));
});

test('a client cannot set the amount, nor what is no drive', async () => {
  const sent = async (change: object) => {
    const answer = await claim('sales.head', drive('10', change));
    return [answer.status, problemsOf(answer)[0]?.path];
  };
  expect(await sent({ amount: inr('9999.00') })).toEqual([422, 'lines.0.amount']);
  expect(await sent({ distance: '10.25' })).toEqual([422, 'lines.0.distance']);
  expect(await sent({ distance: '0' })).toEqual([422, 'lines.0.distance']);
  expect(await sent({ distance: 10 })).toEqual([422, 'lines.0.distance']);
  expect(await sent({ vehicle: 'lorry' })).toEqual([422, 'lines.0.vehicle']);
  expect(await sent({ category: 'meals' })).toEqual([422, 'lines.0.category']);
  expect(await sent({ basis: 'guess' })).toEqual([422, 'lines.0.basis']);
});

test('a drive is capped, compared and cut as any line is, and needs no receipt', async () => {
  const travel = (rule: string, limit: string, strictness: string) => ({
    ...{ category: 'travel', rule, limit: inr(limit), strictness },
  });
  await setPolicy([travel('item-cap', '500.00', 'soft'), travel('receipt-above', '1.00', 'hard')]);
  const sent = await claim('consultant', drive('50'));
  expect(sent.status).toBe(201);
  const again = await preview('consultant', drive('50'));
  expect(again.violations).toMatchObject([{ line: 1, rule: 'item-cap', strictness: 'soft' }]);
  expect(again.duplicates.map(({ message }) => message)).toEqual([
    expect.stringContaining('The same date, amount and category as a line of'),
  ]);
  const { approvalId } = sent.body as { approvalId: string };
  await workOn(api, approvalId);
  const manager = await api.as('consulting.manager');
  const cut = {
    verdict: 'approve',
    comment: 'By the map',
    lines: [{ key: '1', amount: inr('400.00') }],
  };
  expect((await manager.post(`/approvals/${approvalId}/decisions`, cut)).status).toBe(200);
  await workOn(api, approvalId);
  const finance = await api.as('finance');
  await finance.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  expect((await shown(sent)).lines).toMatchObject([
    { amount: inr('625.00'), approved: inr('400.00'), mileage: { distance: '50.0' } },
  ]);
});

test('rates have the days they are for, and are finance’s to enter', async () => {
  const from = (startsOn: string, rate: string) => ({ vehicle: 'bicycle', startsOn, rate });
  await enter(from('2026-01-01', '2'));
  await enter(from('2027-01-01', '3'));
  expect((await enter(from('2026-01-01', '2.50'))).status).toBe(200);
  const listed = (await (await api.as('sales.rep')).get('/mileage-rates')).body as {
    items: { vehicle: string }[];
  };
  expect(listed.items.filter(({ vehicle }) => vehicle === 'bicycle')).toMatchObject([
    { startsOn: '2027-01-01', until: null, rate: '3', yearly: null, currency: 'INR' },
    { startsOn: '2026-01-01', until: '2027-01-01', rate: '2.5' },
  ]);
  expect((await enter(from('2026-01-01', '1'), 'sales.head')).status).toBe(403);
  const bad = await enter({ ...from('2026-01-01', '0'), yearly: { aboveKm: 0, rate: 'x' } });
  expect(problemsOf(bad).map(({ path }) => path)).toEqual([
    ...['rate', 'yearly.aboveKm', 'yearly.rate'],
  ]);
});
