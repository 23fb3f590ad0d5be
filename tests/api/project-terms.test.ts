import { addDays } from '../../domain/dates/calendar';
import type { Page } from '../../domain/wire/common';
import type { PortfolioRow, ProjectStandingWire } from '../../domain/wire/project-terms';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { booksOf, inr } from '../support/finance';
import { startProject } from '../support/projects';
import { today } from '../support/records';
import { timeOf } from '../support/timesheets';

let api: TestApi;
const time = timeOf(() => api);
const books = booksOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const NOTHING = { contract: null, budget: null, estimate: null, milestones: [] as object[] };
const set = async (id: string, terms: object, persona: Persona = 'consulting.manager') =>
  (await api.as(persona)).call('PUT', `/projects/${id}/terms`, { body: { ...NOTHING, ...terms } });
const read = async (id: string) =>
  (await (await api.as('consulting.manager')).get(`/projects/${id}/terms`))
    .body as ProjectStandingWire;
const recognise = async (id: string, on = today(), persona: Persona = 'finance') =>
  (await api.as(persona)).post(`/projects/${id}/recognitions`, { on });
const invoice = async (projectId: string, amount: string) =>
  (await api.as('finance')).post('/journal-entries', {
    ...{ on: today(), memo: 'Invoice' },
    lines: [
      { accountId: await books.accountId('1100'), debit: inr(amount) },
      { accountId: await books.accountId('4200'), credit: inr(amount), projectId },
    ],
  });
/** What the account of work in progress holds of a project. */
const inProgress = async (projectId: string) => {
  const [row] = await api.db.query<{ minor: string }>(
    `SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0)::text AS minor FROM journal_line l
     JOIN account a ON a.id = l.account_id WHERE a.code = '1250' AND l.project_id = $1`,
    [projectId],
  );
  return row!.minor;
};

test('a fixed price is earned by its share of the cost; what is earned and not invoiced is posted once, and taken back when more is invoiced', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '1000.00', person: 'consultant' });
  await time.work({ persona: 'consultant', projectId: id, minutes: [480, 0, 0, 0, 0, 0, 0] });
  const fixed = { method: 'fixed-price', contract: inr('90000.00'), budget: inr('30000.00') };
  // By hand: 8,000.00 of 30,000.00 is 26.67 %; of 90,000.00 that is 24,000.00.
  expect((await set(id, fixed)).body).toMatchObject({
    ...{ cost: inr('8000.00'), earned: inr('24000.00'), invoiced: inr('0.00'), burn: '26.67' },
    ...{ workInProgress: inr('24000.00'), atCompletion: inr('30000.00') },
  });
  expect((await invoice(id, '10000.00')).status).toBe(201);
  const [one, other] = await Promise.all([recognise(id), recognise(id)]);
  expect([one.status, other.status].sort()).toEqual([201, 409]);
  expect([one, other].find(({ status }) => status === 201)!.body).toMatchObject({
    amount: inr('14000.00'),
  });
  expect(await inProgress(id)).toBe('1400000');
  expect(await read(id)).toMatchObject({
    ...{ invoiced: inr('10000.00'), workInProgress: inr('14000.00'), toRecognise: inr('0.00') },
  });
  // 30,000.00 invoiced by now, 24,000.00 earned: 6,000.00 too much, and the books say so.
  await invoice(id, '20000.00');
  expect(((await recognise(id)).body as { amount: object }).amount).toEqual(inr('-20000.00'));
  expect(await inProgress(id)).toBe('-600000');
  const account = (await (await api.as('finance')).get(`/projects/${id}/pnl`)).body as {
    figures: { amount: object }[];
  };
  expect(account.figures[0]!.amount).toEqual(inr('24000.00'));
  // A new estimate: 8,000.00 of 32,000.00 is a quarter, 22,500.00.
  expect((await set(id, { ...fixed, estimate: inr('32000.00') })).body).toMatchObject({
    ...{ earned: inr('22500.00'), toRecognise: inr('-1500.00') },
  });
});

test('time and materials earn approved time at its bill rates, and nothing is earned while a rate is missing', async () => {
  const id = await startProject(api);
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [
    ...[id, api.company.people.consultant2],
  ]);
  await set(id, { method: 'time-and-materials' });
  await time.work({ persona: 'consultant2', projectId: id, minutes: [0, 90, 0, 0, 0, 0, 0] });
  expect(await read(id)).toMatchObject({ earned: null, cost: null, workInProgress: null });
  const refused = await recognise(id);
  expect([refused.status, refused.body]).toMatchObject([409, { detail: /rate is missing/ }]);
  await time.rate({ kind: 'cost', hour: '800.00', person: 'consultant2' });
  await time.rate({ kind: 'bill', hour: '2000.00', person: 'consultant2' });
  // 1:30 at 2,000.00 and at 800.00.
  expect(await read(id)).toMatchObject({ earned: inr('3000.00'), cost: inr('1200.00') });
  expect((await recognise(id)).body).toMatchObject({ amount: inr('3000.00') });
});

test('milestones earn once they are reached, by the day they were', async () => {
  const id = await startProject(api);
  const milestone = (name: string, amount: string, reachedOn: string | null) => ({
    ...{ name, amount: inr(amount), dueOn: today(), reachedOn },
  });
  const milestones = [
    milestone('Design', '40000.00', addDays(today(), -10)),
    milestone('Build', '60000.00', null),
  ];
  expect((await set(id, { method: 'milestones', milestones })).body).toMatchObject({
    earned: inr('40000.00'),
  });
  expect((await recognise(id, addDays(today(), -11))).status).toBe(409);
  expect((await recognise(id, addDays(today(), -10))).status).toBe(201);
  const ahead = [milestone('Build', '60000.00', addDays(today(), 1))];
  expect((await set(id, { method: 'milestones', milestones: ahead })).body).toMatchObject({
    errors: [{ path: 'milestones.0.reachedOn' }],
  });
});

test('milestones never come to more than the contract', async () => {
  const id = await startProject(api);
  const milestone = { name: 'Build', amount: inr('900.00'), dueOn: today(), reachedOn: today() };
  const terms = { method: 'milestones', milestones: [milestone, milestone] };
  const refused = await set(id, { ...terms, contract: inr('1799.99') });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { errors: [{ path: 'milestones', message: 'The milestones come to more than the contract' }] },
  ]);
  expect((await set(id, { ...terms, contract: inr('1800.00') })).body).toMatchObject({
    earned: inr('1800.00'),
  });
});

test('terms that cannot be earned by are refused field by field; recognising is for finance', async () => {
  const id = await startProject(api);
  for (const [terms, paths] of [
    [{ method: 'fixed-price' }, ['contract', 'budget']],
    [{ method: 'milestones' }, ['milestones']],
    [
      { method: 'time-and-materials', budget: { amount: '1.00', currency: 'USD' } },
      ['budget.currency'],
    ],
    [{ method: 'guess' }, ['method']],
  ] as const) {
    const answer = await set(id, terms);
    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(paths);
  }
  expect((await read(id)).terms).toBeNull();
  expect((await recognise(id)).status).toBe(409);
  expect((await recognise(id, today(), 'consulting.manager')).status).toBe(403);
  expect((await set(id, { method: 'time-and-materials' }, 'consultant')).status).toBe(404);
  expect((await set(id, { method: 'time-and-materials' }, 'sales.head')).status).toBe(404);
});

test('the portfolio says of each project what its own account says, to those who may see it', async () => {
  const id = await startProject(api);
  await time.rate({ kind: 'cost', hour: '500.00', person: 'consulting.manager' });
  const minutes = [60, 0, 0, 0, 0, 0, 0];
  await time.work({ persona: 'consulting.manager', projectId: id, minutes });
  const idle = { persona: 'consulting.manager' as const, projectId: id, billable: false };
  await time.work({ ...idle, minutes: [0, 30, 0, 0, 0, 0, 0] });
  await set(id, { method: 'time-and-materials', budget: inr('1000.00') });
  await invoice(id, '2000.00');
  const list = async (persona: Persona, query = '') =>
    (
      (await (await api.as(persona)).get(`/project-portfolio?limit=200${query}`))
        .body as Page<PortfolioRow>
    ).items;
  const mine = (await list('consulting.head')).find((row) => row.id === id)!;
  expect(mine).toMatchObject({
    ...{ revenue: inr('2000.00'), cost: inr('750.00'), margin: inr('1250.00'), burn: '75.00' },
    ...{ billableShare: '66.67', method: 'time-and-materials', budget: inr('1000.00') },
  });
  expect((await list('finance', `&q=${mine.code}&status=active`)).map((row) => row.id)).toContain(
    id,
  );
  expect(await list('finance', '&status=closed')).toEqual([]);
  for (const persona of ['consultant', 'sales.head', 'sales.rep', 'hr'] as const)
    expect([persona, await list(persona)]).toEqual([persona, []]);
});
