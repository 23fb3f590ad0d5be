import { createHash } from 'node:crypto';
import type { StatementContent } from '../../domain/wire/incentives';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { booksOf } from '../support/finance';
import { incentivesOf, TIERS } from '../support/incentives';
import { workOn } from '../support/worker-by-hand';

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
const refused = ({ status, body }: TestAnswer) => {
  const { detail, errors } = body as {
    detail?: string;
    errors?: { path: string; message: string }[];
  };
  return [status, errors?.map(({ path, message }) => `${path}: ${message}`).join() ?? detail];
};
const frozen = async (id: string) =>
  (
    await api.db.query<{ content: string; hash: string }>(
      'SELECT content, hash FROM incentive_statement WHERE id = $1',
      [id],
    )
  )[0]!;
const totals = ({ totals: of }: StatementContent) =>
  Object.fromEntries(Object.entries(of).map(([name, { amount }]) => [name, amount]));

// Worked by hand: 6,00,000.00 alone and 60 % of 12,50,000.55 is 7,50,000.33 for the one, 5,00,000.22 for the other.
// The one: 10,00,000.00 × 5 % + 3,50,000.33 × 8 % = 50,000.00 + 28,000.0264 = 78,000.03. The other: 5,00,000.22 × 5 % =
// 25,000.011 = 25,000.01.
test('a quarter worked by hand: each line names its deal, its tiers and what each pays', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep', 'sales.rep2'] });
  const alone = await it.deal({
    ...{ amount: '600000.00', events: [{ basis: 'paid', amount: '600000.00', on: on('02-03') }] },
  });
  const shared = await it.deal({
    ...{ amount: '1250000.55', shares: { 'sales.rep': 6_000, 'sales.rep2': 4_000 } },
    events: [{ basis: 'paid', amount: '1250000.55', on: on('03-31') }],
  });
  const run = await it.draw(plan.id, on('02-10'));
  expect(run).toMatchObject({
    ...{
      period: `${year}-Q1`,
      status: 'draft',
      people: 2,
      problems: [],
      payable: inr('103000.04'),
    },
  });
  const { content } = await it.statement(run.id, 'sales.rep');
  expect(
    content.lines.map(({ deal, credit, payout }) => [deal.id, credit.amount, payout.amount]),
  ).toEqual([
    [alone, '600000.00', '30000.00'],
    [shared, '750000.33', '48000.03'],
  ]);
  expect(content.lines[1]).toMatchObject({
    ...{ share: '60', base: inr('1250000.55'), before: inr('600000.00'), after: inr('1350000.33') },
    pieces: [
      { tier: 1, rate: '5', credit: inr('400000.00') },
      { tier: 2, rate: '8', credit: inr('350000.33') },
    ],
  });
  expect(content.totals.payable).toEqual(inr('78000.03'));
  const other = await it.statement(run.id, 'sales.rep2');
  expect(other.content.totals.payable).toEqual(inr('25000.01'));
});

test('a run is signed by the head and finance, published once and in the books once, however often that is done', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  await it.deal({
    ...{ amount: '100000.00', events: [{ basis: 'paid', amount: '100000.00', on: on('01-20') }] },
  });
  const { id } = await it.draw(plan.id, on('01-01'));
  expect((await it.call('sales.rep', 'GET', `/incentive-runs/${id}`)).status).toBe(404);
  const mine = async () =>
    (await it.done<{ items: object[] }>('sales.rep', 'GET', '/incentive-statements')).items;
  const before = await mine();
  const approvalId = await it.sign(id);
  const { decisions } = await it.done<{ decisions: { by: { name: string } }[] }>(
    ...(['admin', 'GET', `/approvals/${approvalId}`] as const),
  );
  expect(decisions.map(({ by }) => by.name)).toEqual(['sales.head', 'finance']);
  await Promise.all([it.publish(id), it.publish(id)]);
  await it.publish(id);
  expect(await mine()).toHaveLength(before.length + 1);
  const statement = await it.statement(id, 'sales.rep', 'sales.rep');
  const entries = await api.db.query<{ line: string }>(
    `SELECT a.code || ' ' || l.debit_minor || ' ' || l.credit_minor AS line FROM journal_entry j
     JOIN journal_line l ON l.entry_id = j.id JOIN account a ON a.id = l.account_id
     WHERE j.source_id = $1 ORDER BY l.ordinal`,
    [statement.id],
  );
  expect(entries.map(({ line }) => line)).toEqual(['5310 500000 0', '2200 0 500000']);
  const trial = await booksOf(() => api).trialBalance('2026-12-31');
  expect(trial.debit).toEqual(trial.credit);
  const [bell] = await api.db.query<{ rings: string }>(
    'SELECT count(*) AS rings FROM notification WHERE dedupe_key = $1',
    [`incentive-statement.${statement.id}`],
  );
  expect(bell).toEqual({ rings: '1' });
  expect(
    await it.call('finance', 'POST', '/incentive-runs', { planId: plan.id, on: on('01-01') }),
  ).toMatchObject({ status: 409 });
});

test('a refund after a paid statement is a negative line of the next one, and the old one stays to the letter', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const deal = await it.deal({
    ...{ amount: '200000.00', events: [{ basis: 'paid', amount: '200000.00', on: on('02-01') }] },
  });
  const first = await it.run(plan.id, on('02-01'));
  expect(first).toMatchObject({ status: 'published', payable: inr('10000.00') });
  const old = await it.statement(first.id, 'sales.rep');
  const bytes = await frozen(old.id);
  await it.happens(deal, { basis: 'refunded', amount: '50000.00', on: on('03-15') });
  const second = await it.run(plan.id, on('04-01'));
  const next = await it.statement(second.id, 'sales.rep');
  expect(next.content.lines).toEqual([
    expect.objectContaining({
      credit: inr('-50000.00'),
      payout: inr('-2500.00'),
      basis: 'refunded',
    }),
  ]);
  expect(totals(next.content)).toMatchObject({ payable: '0.00', carriedForward: '-2500.00' });
  expect(await frozen(old.id)).toEqual(bytes);
  expect(createHash('sha256').update(bytes.content).digest('hex')).toBe(old.hash);
  // What is left to be taken back is set off in the quarter after: 1,00,000.00 × 5 % - 2,500.00.
  await it.deal({
    ...{ amount: '100000.00', events: [{ basis: 'paid', amount: '100000.00', on: on('07-02') }] },
  });
  const third = await it.statement((await it.run(plan.id, on('07-02'))).id, 'sales.rep');
  expect(totals(third.content)).toMatchObject({ broughtForward: '-2500.00', payable: '2500.00' });
});

test('statements, credits and tiers are refused any change in SQL itself, and a wrong hash is, too', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const run = await it.run(plan.id, on('01-01'));
  const { id } = await it.statement(run.id, 'sales.rep');
  for (const sql of [
    `UPDATE incentive_statement SET payable_minor = 1 WHERE id = '${id}'`,
    `DELETE FROM incentive_statement WHERE id = '${id}'`,
    'TRUNCATE incentive_statement CASCADE',
    'UPDATE incentive_tier SET rate_bps = 1',
    `UPDATE incentive_run SET status = 'draft' WHERE id = '${run.id}'`,
    `UPDATE incentive_run SET payable_minor = 1 WHERE id = '${run.id}'`,
    `INSERT INTO incentive_statement (run_id, employee_id, payable_minor, carried_minor, content, hash)
     VALUES ('${run.id}', '${it.idOf('admin')}', 0, 0, '{}', 'x')`,
  ])
    await expect(api.db.query(sql)).rejects.toThrow();
});

test('drawn up again without news, a run is the same to the letter; what came since counts', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  await it.deal({
    ...{ amount: '1000.00', events: [{ basis: 'paid', amount: '1000.00', on: on('01-20') }] },
  });
  const first = await it.draw(plan.id, on('01-01'));
  const again = await it.draw(plan.id, on('03-31'));
  expect([again.hash, again.id === first.id]).toEqual([first.hash, false]);
  await it.deal({
    ...{ amount: '1000.00', events: [{ basis: 'paid', amount: '1000.00', on: on('01-02') }] },
  });
  expect((await it.draw(plan.id, on('01-01'))).hash).not.toBe(first.hash);
});

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

test('a run that is refused is a draft again and can be drawn up anew', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const { id } = await it.draw(plan.id, on('01-01'));
  await it.sign(id, 'reject');
  expect(await it.done('finance', 'GET', `/incentive-runs/${id}`)).toMatchObject({
    status: 'draft',
  });
  await it.publish(id);
  expect(await it.done('finance', 'GET', `/incentive-runs/${id}`)).toMatchObject({
    status: 'draft',
  });
  const given = await it.done('sales.head', 'POST', `/incentive-runs/${id}/discard`);
  expect(given).toMatchObject({ status: 'discarded' });
  await it.draw(plan.id, on('01-01'));
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

test('a dispute is signed by manager, head and finance, may be cut, and is paid by the next run once', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const run = await it.run(plan.id, on('01-01'));
  const { id } = await it.statement(run.id, 'sales.rep', 'sales.rep');
  const dispute = { amount: inr('500.00'), deal: 'D-1', reason: 'Half of it is mine' };
  const path = `/incentive-statements/${id}/disputes`;
  expect((await it.call('sales.rep2', 'POST', path, dispute)).status).toBe(404);
  const { approvalId } = await it.done<{ approvalId: string }>('sales.rep', 'POST', path, dispute);
  expect(refused(await it.call('sales.rep', 'POST', path, dispute))).toEqual([
    422,
    'statementId: Another dispute of this statement is pending',
  ]);
  for (const persona of ['sales.manager', 'sales.head', 'finance'] as const) {
    expect(await workOn(api, approvalId)).toBe('pending');
    await it.done(persona, 'POST', `/approvals/${approvalId}/decisions`, {
      verdict: 'approve',
      ...(persona === 'sales.head'
        ? { comment: 'A quarter of it', lines: [{ key: 'missing', amount: inr('125.00') }] }
        : {}),
    });
  }
  expect(await workOn(api, approvalId)).toBe('approved');
  const second = await it.statement((await it.run(plan.id, on('04-01'))).id, 'sales.rep');
  expect(second.content.adjustments.map(({ amount }) => amount)).toEqual([inr('125.00')]);
  const third = await it.statement((await it.run(plan.id, on('07-01'))).id, 'sales.rep');
  expect(third.content.adjustments).toEqual([]);
});

test('earnings are seen by their seller, those above, the head, finance and admins, and by nobody else', async () => {
  const plan = await it.plan({ from: on('01-01'), people: ['sales.rep'] });
  const draft = await it.draw(plan.id, on('01-01'));
  const { id } = await it.statement(draft.id, 'sales.rep');
  const path = `/incentive-statements/${id}`;
  expect(await it.seenBy(path)).toEqual(['admin', 'finance', 'sales.head']);
  await it.sign(draft.id);
  await it.publish(draft.id);
  expect(await it.seenBy(path)).toEqual([
    ...['admin', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  ]);
  expect(await it.seenBy(`/incentive-runs/${draft.id}`)).toEqual([
    'admin',
    'finance',
    'sales.head',
  ]);
  expect(await it.seenBy(`/incentive-plans/${plan.id}`)).toEqual([
    ...['admin', 'hr', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  ]);
});
