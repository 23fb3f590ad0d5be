import { expenseClaimEffects } from '../../approvals/expense-claim/effects';
import type { ExpenseClaimDetails } from '../../approvals/expense-claim/definition';
import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.stop());

const line = (amount: string, change: object = {}) => ({
  date: addDays(today(), -3),
  category: 'travel',
  amount: { amount, currency: 'INR' },
  description: 'Train',
  ...change,
});

const claim = async (persona: Persona, lines: object[]): Promise<TestAnswer> =>
  (await api.as(persona)).post('/expense-claims', { title: 'Visit', lines });

const fieldsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors;

const close = (body: { id: string; approvalId: string }, outcome: 'approved' | 'rejected') =>
  api.db.transaction((tx) =>
    expenseClaimEffects.close(tx, {
      approvalId: body.approvalId,
      subjectId: body.id,
      requesterId: api.company.people.consultant,
      details: undefined as unknown as ExpenseClaimDetails,
      version: 1,
      outcome,
    }),
  );

test('a claim comes to the sum of its lines and is read back as it was sent', async () => {
  const lines = [line('0.10'), line('0.20', { category: 'meals' }), line('24999.70')];
  const answer = await claim('consultant', lines);
  expect(answer.status).toBe(201);
  const body = answer.body as { id: string; approvalId: string };
  expect(body).toMatchObject({ status: 'pending', total: { amount: '25000.00', currency: 'INR' } });
  const shown = await (await api.as('consultant')).get(`/expense-claims/${body.id}`);
  expect(shown.body).toMatchObject({
    approvalId: body.approvalId,
    total: { amount: '25000.00', currency: 'INR' },
    lines,
  });
});

test('problems name their line', async () => {
  const answer = await claim('consultant', [
    line('10.00'),
    line('10.00', { date: addDays(today(), 1) }),
    line('1', { amount: { amount: '10.00', currency: 'USD' } }),
  ]);
  expect(answer.status).toBe(422);
  const noRate = `No exchange rate from USD to INR is set for ${formatDate(line('1').date)}`;
  expect(fieldsOf(answer)).toEqual([
    { path: 'lines.1.date', message: 'This date is in the future' },
    { path: 'lines.2.amount.currency', message: noRate },
  ]);
  const dinars = { amount: '10.0005', currency: 'KWD' };
  expect(fieldsOf(await claim('consultant', [line('1', { amount: dinars })]))).toEqual([
    { path: 'lines.0.amount.amount', message: 'Use an amount such as "1234.50"' },
  ]);
  const malformed = await claim('consultant', [line('10.005', { date: '16th Nov' })]);
  expect(fieldsOf(malformed).map(({ path }) => path)).toEqual([
    'lines.0.date',
    'lines.0.amount.amount',
  ]);
});

test('the preview finds what would refuse the claim: its project, and a journey that is not over', async () => {
  const client = await api.as('consultant');
  await (
    await api.as('finance')
  ).call('PUT', '/per-diem-rates', {
    body: {
      ...{ place: 'Pune', startsOn: '2020-01-01', edgePercent: 75 },
      ...{ rate: { amount: '1500.00', currency: 'INR' } },
      mealPercents: { breakfast: 20, lunch: 40, dinner: 40 },
    },
  });
  const { category, description, date } = line('1');
  const until = addDays(today(), 2);
  const lines = [{ basis: 'per-diem', place: 'Pune', category, description, date, until }];
  for (const [body, problem] of [
    [
      { title: 'Visit', lines: [line('1.00')], project: 'NOPE' },
      { path: 'project', message: 'There is no open project NOPE that you are on' },
    ],
    [
      { title: 'Visit', lines },
      { path: 'lines.0.until', message: 'This date is in the future' },
    ],
  ] as const) {
    expect((await client.post('/expense-claims/preview', body)).body).toMatchObject({
      problems: [problem],
    });
    expect(fieldsOf(await client.post('/expense-claims', body))).toEqual([problem]);
  }
});

test('a claim whose lines come to more than an amount can be is refused where the preview says so', async () => {
  const finance = await api.as('finance');
  const { date } = line('1');
  const tooMuch = 'This comes to more than an amount can be';
  for (const [currency, rate] of [
    ['KWD', '271.83'],
    ['NPR', '9999999999'],
  ])
    await finance.call('PUT', '/exchange-rates', { body: { currency, on: date, rate } });
  const huge = (currency: string, amount: string) => line('1', { amount: { amount, currency } });
  for (const [lines, path] of [
    [[huge('NPR', '9999999999999.99')], 'lines.0.amount.amount'],
    [[line('1.00'), huge('KWD', '9999999999999.999')], 'lines.1.amount.amount'],
    [Array.from({ length: 100 }, () => huge('KWD', '99999999999.999')), 'lines'],
  ] as const) {
    const problems = [{ path, message: tooMuch }];
    expect(fieldsOf(await claim('consultant', [...lines]))).toEqual(problems);
    const preview = await (
      await api.as('consultant')
    ).post('/expense-claims/preview', { title: 'Visit', lines });
    expect(preview.body).toMatchObject({ problems });
  }
});

test('an approved claim is payable once, a rejected one never', async () => {
  const [good, bad] = [
    await claim('consultant', [line('120.50')]),
    await claim('consultant', [line('99.00')]),
  ];
  // As an activity that is retried: one reimbursement however often it runs, at once or one after the other.
  await Promise.all(Array.from({ length: 5 }, () => close(good.body, 'approved')));
  await close(good.body, 'rejected');
  await close(bad.body, 'rejected');
  await close(bad.body, 'approved');
  const payable = await api.db.query(
    'SELECT claim_id AS id, amount_minor AS minor FROM reimbursement',
  );
  expect(payable).toEqual([{ id: (good.body as { id: string }).id, minor: '12050' }]);
});

test('is seen by the person, those above and finance, and is not there for others', async () => {
  const answer = await claim('consultant', [line('10.00')]);
  const { id } = answer.body as { id: string };
  const seen = async (persona: Persona) => {
    const client = await api.as(persona);
    const one = await client.get(`/expense-claims/${id}`);
    const list = await client.get('/expense-claims?limit=200');
    const listed = (list.body as { items: { id: string }[] }).items.some((row) => row.id === id);
    return `${one.status} ${listed}`;
  };
  const insiders: Persona[] = [
    'consultant',
    'consulting.manager',
    'consulting.head',
    'finance',
    'admin',
  ];
  for (const persona of insiders)
    expect([persona, await seen(persona)]).toEqual([persona, '200 true']);
  const outsiders: Persona[] = ['consultant2', 'sales.rep', 'sales.head', 'hr'];
  for (const persona of outsiders)
    expect([persona, await seen(persona)]).toEqual([persona, '404 false']);
});

test('pages neither repeat nor lose a claim', async () => {
  for (let index = 0; index < 7; index++) await claim('sales.rep', [line(`${index + 1}.00`)]);
  const rep = await api.as('sales.rep');
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: TestAnswer = await rep.get(
      `/expense-claims?limit=3${cursor ? `&cursor=${cursor}` : ''}`,
    );
    const body = page.body as { items: { id: string }[]; nextCursor: string | null };
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  expect(ids).toHaveLength(7);
  expect(new Set(ids).size).toBe(7);
  expect((await rep.get('/expense-claims?cursor=bm9uc2Vuc2U')).status).toBe(422);
  expect((await rep.get('/expense-claims?status=approved')).body).toMatchObject({ items: [] });
});
