import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import type { ExpenseClaimWire } from '../../domain/wire/records';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { expensesOf, inr, line, problemsOf } from '../support/expenses';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const { claim, preview, approvalOf } = expensesOf(() => api);

const ago = (days: number) => addDays(today(), -days);
const away = (from: number, to: number, change: object = {}) => ({
  ...{ basis: 'per-diem', date: ago(from), until: ago(to), category: 'travel', place: 'Pune' },
  ...{ description: 'At the mill', ...change },
});
const PUNE = {
  ...{ place: 'Pune', startsOn: '2020-01-01', rate: inr('1500.00'), edgePercent: 75 },
  mealPercents: { breakfast: 20, lunch: 40, dinner: 40 },
};
const enter = async (rate: object, persona: Persona = 'finance') =>
  (await api.as(persona)).call('PUT', '/per-diem-rates', { body: rate });
const shown = async ({ body }: TestAnswer) => {
  const { id } = body as { id: string };
  return (await (await api.as('finance')).get(`/expense-claims/${id}`)).body as ExpenseClaimWire;
};

test('a journey comes to what the server reckons from its days, and keeps it', async () => {
  const before = await claim('sales.rep', away(10, 8));
  expect([before.status, problemsOf(before)]).toEqual([
    422,
    [{ path: 'lines.0.place', message: `No per diem for Pune is set for ${formatDate(ago(10))}` }],
  ]);
  expect((await enter(PUNE)).status).toBe(200);
  const meals = [{ date: ago(9), meal: 'lunch' }];
  const found = await preview('sales.rep', away(10, 8, { meals }));
  expect(found).toMatchObject({
    ...{ total: inr('3150.00'), problems: [], violations: [] },
    lines: [{ base: inr('3150.00'), rate: null, perDiem: { place: 'Pune', until: ago(8) } }],
  });
  const sent = await claim('sales.rep', away(10, 8, { meals }), line('10.00', { date: ago(7) }));
  expect([sent.status, sent.body]).toMatchObject([201, { total: inr('3160.00') }]);
  await enter({ ...PUNE, rate: inr('9000.00') });
  const kept = await shown(sent);
  expect(kept.lines[0]).toMatchObject({
    amount: inr('3150.00'),
    perDiem: {
      ...{ place: 'Pune', until: ago(8) },
      days: [
        { date: ago(10), rate: inr('1500.00'), percent: 75, meals: [] },
        { date: ago(9), rate: inr('1500.00'), percent: 60, meals: ['lunch'] },
        { date: ago(8), rate: inr('1500.00'), percent: 75, meals: [] },
      ],
    },
  });
  expect(kept.lines[1]).not.toHaveProperty('perDiem');
  const approval = await approvalOf(sent);
  expect(approval.lines.map(({ amount }) => amount)).toEqual([inr('3150.00'), inr('10.00')]);
  expect(approval.facts.map(({ value }) => value)).toContainEqual(
    expect.stringContaining('Pune until'),
  );
  await enter(PUNE);
});

test('a day is claimed once, also by two claims at once, and not by what was withdrawn', async () => {
  const both = await Promise.all([1, 2].map(() => claim('consultant2', away(10, 8))));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  const refused = both.find(({ status }) => status === 422)!;
  expect(problemsOf(refused)).toEqual([
    {
      path: 'lines.0.date',
      message: `Per diem for ${formatDate(ago(10))} is claimed already, in “Visit”`,
    },
  ]);
  expect((await claim('consultant', away(10, 8))).status).toBe(201);
  expect((await preview('consultant2', away(7, 5))).problems).toEqual([]);
  const won = both.find(({ status }) => status === 201)!.body as { id: string };
  await api.db.query(`UPDATE expense_claim SET status = 'withdrawn' WHERE id = $1`, [won.id]);
  expect((await preview('consultant2', away(9, 9))).problems).toEqual([]);
});

test('a meal on a day of per diem goes to an exception, whichever of both is claimed later', async () => {
  const beside = await preview('sales.rep2', away(10, 8), line('200.00', { date: ago(9) }));
  expect(beside.violations).toEqual([
    {
      ...{ line: 2, rule: 'per-diem', strictness: 'soft' },
      message: `A meal and per diem are both claimed for ${formatDate(ago(9))}`,
    },
  ]);
  expect((await claim('sales.rep2', line('200.00', { date: ago(20) }))).status).toBe(201);
  const after = await claim('sales.rep2', away(21, 19));
  expect(after.status).toBe(201);
  const approval = await approvalOf(after);
  expect(approval.steps.map(({ name }) => name)).toContain('Policy exception');
  const meal = await preview('sales.rep2', line('200.00', { date: ago(21) }));
  expect(meal.violations).toMatchObject([{ line: 1, rule: 'per-diem' }]);
  expect((await preview('sales.rep2', line('200.00', { date: ago(22) }))).violations).toEqual([]);
});

test('a client cannot set the amount, nor days that are none', async () => {
  const sent = async (change: object) => {
    const answer = await claim('sales.head', away(10, 8, change));
    return [answer.status, problemsOf(answer)[0]?.path];
  };
  expect(await sent({ amount: inr('9999.00') })).toEqual([422, 'lines.0.amount']);
  expect(await sent({ until: ago(11) })).toEqual([422, 'lines.0.until']);
  expect(await sent({ until: addDays(today(), 2) })).toEqual([422, 'lines.0.until']);
  expect(await sent({ place: 'Oslo' })).toEqual([422, 'lines.0.place']);
  expect(await sent({ meals: [{ date: ago(7), meal: 'lunch' }] })).toEqual([
    ...[422, 'lines.0.meals.0.date'],
  ]);
  expect(await sent({ meals: [{ date: ago(9), meal: 'tea' }] })).toEqual([
    ...[422, 'lines.0.meals.0.meal'],
  ]);
});

test('rates have the days they are for, and are finance’s to enter', async () => {
  await enter({ ...PUNE, place: 'Surat', startsOn: '2026-01-01' });
  await enter({ ...PUNE, place: 'Surat', startsOn: '2027-01-01', rate: inr('2000.00') });
  const listed = (await (await api.as('sales.rep')).get('/per-diem-rates')).body as {
    items: { place: string }[];
  };
  expect(listed.items.filter(({ place }) => place === 'Surat')).toMatchObject([
    { startsOn: '2027-01-01', until: null, rate: inr('2000.00') },
    { startsOn: '2026-01-01', until: '2027-01-01', mealPercents: PUNE.mealPercents },
  ]);
  expect((await enter(PUNE, 'sales.head')).status).toBe(403);
  const bad = await enter({ ...PUNE, edgePercent: 101, rate: { amount: '1', currency: 'USD' } });
  expect(problemsOf(bad).map(({ path }) => path)).toEqual(['rate.currency', 'edgePercent']);
});
