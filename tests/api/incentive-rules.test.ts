import { startTestApi, type TestApi } from '../support/api';
import { incentivesOf, refused, TIERS, totals } from '../support/incentives';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
// What came of deals stays: each test has a year of its own. Somebody is on one plan at a time, and begins without any.
let year = 2000;
const on = (day: string) => `${year}-${day}`;
beforeEach(() => {
  year += 1;
});
afterEach(() => api.db.query('DELETE FROM incentive_member'));

const it = incentivesOf(() => api);
const { inr } = it;

test('by payment, half of it paid credits half; by margin, what is left after the cost', async () => {
  const plan = await it.plan({
    ...{ from: on('01-01'), people: ['sales.rep'] },
    version: { measure: 'margin' },
  });
  await it.deal({
    ...{ amount: '80000.00', cost: '60000.00' },
    events: [
      { basis: 'won', amount: '80000.00', on: on('01-05') },
      { basis: 'invoiced', amount: '80000.00', on: on('01-06') },
      { basis: 'paid', amount: '40000.00', on: on('01-20') },
    ],
  });
  const run = await it.draw(plan.id, on('01-01'));
  const { content } = await it.statement(run.id, 'sales.rep');
  expect(content.lines.map(({ credit, payout }) => [credit.amount, payout.amount])).toEqual([
    ['10000.00', '500.00'],
  ]);
});

test('a version that ends in the middle of a quarter pays for the deals of its days', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const body = {
    from: on('02-15'),
    basis: 'paid',
    measure: 'revenue',
    scale: 'amount',
    cap: null,
  };
  await it.done('sales.head', 'POST', `/incentive-plans/${plan.id}/versions`, {
    ...{ ...body, tiers: [{ from: '0', rate: '10' }] },
  });
  for (const day of [on('02-14'), on('02-15')])
    await it.deal({
      ...{ amount: '1000.00', events: [{ basis: 'paid', amount: '1000.00', on: day }] },
    });
  const run = await it.draw(plan.id, on('01-01'));
  const { content } = await it.statement(run.id, 'sales.rep');
  expect(content.lines.map(({ version, payout }) => [version, payout.amount])).toEqual([
    [1, '50.00'],
    [2, '100.00'],
  ]);
});

test('a quota that is missing and a rate that nobody entered are said, and keep a run from being signed', async () => {
  const tiers = [
    { from: '0', rate: '2' },
    { from: '100', rate: '7.5' },
  ];
  const plan = await it.plan({
    ...{ from: on('01-01'), people: ['sales.rep'], version: { scale: 'quota', tiers } },
  });
  const paid = { basis: 'paid' as const, on: on('01-20') };
  await it.deal({ amount: '3000.00', events: [{ ...paid, amount: '3000.00' }] });
  const { id, problems } = await it.draw(plan.id, on('01-01'));
  expect(problems).toEqual([`sales.rep has no quota for ${year}-Q1: set it in the plan`]);
  expect(refused(await it.call('admin', 'POST', `/incentive-runs/${id}/approvals`, {}))).toEqual([
    409,
    `It cannot be signed as it is: sales.rep has no quota for ${year}-Q1: set it in the plan`,
  ]);
  await it.done('hr', 'PUT', `/incentive-plans/${plan.id}/quotas`, {
    ...{ employeeId: it.idOf('sales.rep'), from: on('01-01'), amount: inr('2000.00') },
  });
  const run = await it.draw(plan.id, on('01-01'));
  // 2,000.00 × 2 % + 1,000.00 × 7.5 %.
  expect((await it.statement(run.id, 'sales.rep')).content.totals.payable).toEqual(inr('115.00'));
  const foreign = { amount: '10.00', currency: 'USD' };
  await it.deal({ ...foreign, events: [{ ...paid, amount: '10.00' }] });
  const lacking = await it.draw(plan.id, on('01-01'));
  expect(lacking.problems).toEqual([
    expect.stringMatching(/^D-.* is in USD: no exchange rate to INR is entered for \d{4}-01-20$/),
  ]);
  await api.db.query(
    `INSERT INTO exchange_rate (currency, base, on_date, rate, entered_by) VALUES ('USD', 'INR', $2, 83.125, $1)`,
    [it.idOf('finance'), on('01-20')],
  );
  // 10.00 USD are 831.25: 7.5 % of it is 62.34375, and 115.00 + 62.34375 is 177.34.
  const converted = await it.draw(plan.id, on('01-01'));
  expect((await it.statement(converted.id, 'sales.rep')).content.totals.payable).toEqual(
    inr('177.34'),
  );
});

// By hand: 1,000.00 USD at 80 are 80,000.00, of which 5 % are 4,000.00. They go back at 70: all of it is taken back, too.
test('what is refunded in another currency takes back all that it earned, whatever the rate is by then', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  for (const [day, rate] of [
    ['02-01', '80'],
    ['05-01', '70'],
  ] as const)
    await api.db.query(
      `INSERT INTO exchange_rate (currency, base, on_date, rate, entered_by) VALUES ('USD', 'INR', $2, $3, $1)`,
      [it.idOf('finance'), on(day), rate],
    );
  const deal = await it.deal({
    ...{ amount: '1000.00', currency: 'USD' },
    events: [{ basis: 'paid', amount: '1000.00', on: on('02-01') }],
  });
  const first = await it.run(plan.id, on('01-01'));
  expect(first.payable).toEqual(inr('4000.00'));
  await it.happens(deal, { basis: 'refunded', amount: '1000.00', on: on('05-01') });
  const second = await it.draw(plan.id, on('04-01'));
  const { content } = await it.statement(second.id, 'sales.rep');
  expect(content.lines[0]).toMatchObject({ base: inr('-70000.00'), credit: inr('-80000.00') });
  expect(content.totals.carriedForward).toEqual(inr('-4000.00'));
});

// By hand: the win of 50,000.00 earns 5 %, 2,500.00, in the quarter of the win. By payments from then on, the deal's payment
// earns nothing more; the other deal, won later, earns its 5 % of 20,000.00.
test('a plan that goes from wins to payments pays for each deal once', async () => {
  const plan = await it.plan({
    ...{ from: on('01-01'), people: ['sales.rep'], version: { basis: 'won' } },
  });
  const deal = await it.deal({
    ...{ amount: '50000.00', events: [{ basis: 'won', amount: '50000.00', on: on('02-01') }] },
  });
  expect((await it.run(plan.id, on('01-01'))).payable).toEqual(inr('2500.00'));
  await it.done('hr', 'POST', `/incentive-plans/${plan.id}/versions`, {
    ...{ from: on('04-01'), basis: 'paid', measure: 'revenue', scale: 'amount', tiers: TIERS },
    cap: null,
  });
  await it.happens(deal, { basis: 'paid', amount: '50000.00', on: on('04-10') });
  await it.deal({
    amount: '20000.00',
    events: [
      { basis: 'won', amount: '20000.00', on: on('04-02') },
      { basis: 'paid', amount: '20000.00', on: on('04-20') },
    ],
  });
  expect((await it.draw(plan.id, on('04-01'))).payable).toEqual(inr('1000.00'));
});

test('a bonus is shared like its deal, once, and goes back with the win; a cap cuts what is above', async () => {
  const plan = await it.plan({
    ...{ from: on('01-01'), people: ['sales.rep', 'sales.rep2'] },
    version: { basis: 'won', cap: inr('600.00') },
  });
  await it.done('hr', 'POST', `/incentive-plans/${plan.id}/bonuses`, {
    ...{ name: 'New customers', from: on('01-01'), to: on('01-31') },
    ...{ least: inr('5000.00'), amount: inr('300.01') },
  });
  const deal = await it.deal({
    ...{ amount: '10000.00', shares: { 'sales.rep': 5_000, 'sales.rep2': 5_000 } },
    events: [],
  });
  const win = await it.happens(deal, { basis: 'won', amount: '10000.00', on: on('01-10') });
  await it.deal({
    ...{ amount: '9000.00', events: [{ basis: 'won', amount: '9000.00', on: on('02-01') }] },
  });
  const first = await it.run(plan.id, on('01-01'));
  const rep = await it.statement(first.id, 'sales.rep');
  const rep2 = await it.statement(first.id, 'sales.rep2');
  // 5,000.00 and 9,000.00 at 5 % are 700.00; with the half bonus 850.00 or 850.01, cut to 600.00.
  expect(totals(rep.content)).toMatchObject({ commission: '700.00', payable: '600.00' });
  const bonuses = [rep, rep2].map(({ content }) => content.totals.bonuses.amount).sort();
  expect(bonuses).toEqual(['150.00', '150.01']);
  await it.happens(deal, { basis: 'won', amount: '-10000.00', on: on('04-02'), reverses: win });
  const second = await it.run(plan.id, on('04-01'));
  const next = await it.statement(second.id, 'sales.rep2');
  expect(totals(next.content)).toMatchObject({
    ...{ commission: '-250.00', bonuses: `-${rep2.content.totals.bonuses.amount}` },
  });
});

test('periods come in their order, and one that goes on can be looked at but not signed', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const ask = { planId: plan.id, on: on('05-01') };
  expect(refused(await it.call('finance', 'POST', '/incentive-runs', ask))).toEqual([
    409,
    `${year}-Q1 comes first: it is not published yet`,
  ]);
  expect(
    refused(
      await it.call('finance', 'POST', '/incentive-runs', { ...ask, on: `${year - 1}-12-01` }),
    ),
  ).toEqual([422, `on: The plan has no version that holds by 31 Dec ${year - 1}`]);
  const later = await it.plan({ from: '2099-01-01', people: [] });
  const preview = await it.draw(later.id, '2099-01-01');
  expect(
    refused(await it.call('admin', 'POST', `/incentive-runs/${preview.id}/approvals`, {})),
  ).toEqual([409, 'Its period ends on 31 Mar 2099: until then this is a preview']);
});

test('tiers with a gap, a falling start or a wrong percentage are refused at their place', async () => {
  const plan = await it.plan({ from: on('01-01'), people: [] });
  const post = (tiers: object[], from = on('06-01')) =>
    it.call('hr', 'POST', `/incentive-plans/${plan.id}/versions`, {
      ...{ from, basis: 'paid', measure: 'revenue', scale: 'amount', tiers, cap: null },
    });
  expect(refused(await post([{ from: '10', rate: '5' }]))).toEqual([
    422,
    'tiers.0.from: The first tier begins at 0',
  ]);
  expect(
    refused(
      await post([
        { from: '0', rate: '101' },
        { from: '0', rate: 'x' },
      ]),
    ),
  ).toEqual([422, expect.stringContaining('tiers.0.rate: Use a percentage such as 7.5')]);
  expect(refused(await post(TIERS, on('01-01')))).toEqual([
    422,
    `from: The version before it begins on 1 Jan ${year}: choose a later day`,
  ]);
  await expect(
    api.db.query(
      `WITH v AS (INSERT INTO incentive_plan_version (plan_id, number, from_on, to_on, basis, measure, scale, set_by)
         VALUES ('${plan.id}', 9, '1990-01-01', '1990-01-02', 'paid', 'revenue', 'amount', '${it.idOf('hr')}') RETURNING id)
       INSERT INTO incentive_tier (version_id, ordinal, band, rate_bps) SELECT id, 1, '[5,)', 1 FROM v`,
    ),
  ).rejects.toThrow(/without a gap/);
});

test('only who sells is put on a plan or given a quota; whoever is on one can be taken off it', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const head = await api.as('sales.head');
  const idOf = (persona: 'consultant' | 'sales.rep') => api.company.people[persona];
  const ask = async (what: string, employeeId: string, over: object) =>
    head.call(what === 'quotas' ? 'PUT' : 'POST', `/incentive-plans/${plan.id}/${what}`, {
      body: { employeeId, from: on('01-01'), ...over },
    });
  for (const [what, over] of [
    ['members', { to: null }],
    ['quotas', { amount: inr('1000.00') }],
  ] as const) {
    const answer = await ask(what, idOf('consultant'), over);
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { errors: [{ path: 'employeeId', message: 'Choose somebody of a sales department' }] },
    ]);
  }
  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    ...[idOf('sales.rep'), api.company.departments.Consulting],
  ]);
  const ended = await ask('members', idOf('sales.rep'), { to: on('06-30') });
  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    ...[idOf('sales.rep'), api.company.departments.Sales],
  ]);
  expect(ended.status).toBe(201);
});
