import type { Approval, Preview } from '../../domain/wire/approvals';
import type { BudgetWire, CommitmentWire } from '../../domain/wire/budgets';
import type { ClaimPreview } from '../../domain/wire/claim-preview';
import { monthsLater } from '../../domain/finance/fiscal-year';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { expensesOf, inr, line, problemsOf } from '../support/expenses';
import { booksOf } from '../support/finance';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
const { accountId } = booksOf(() => api);
const { claim, preview } = expensesOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const month = today().slice(0, 7);
const ACCOUNTS = { meals: '5110', travel: '5100', training: '5140', supplies: '5130' };
type Category = keyof typeof ACCOUNTS;

const post = async (persona: Persona, path: string, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post(path, body);
const departmentOf = async (persona: Persona) => {
  const [row] = await api.db.query<{ id: string }>(
    'SELECT department_id AS id FROM employee WHERE id = $1',
    [api.company.people[persona]],
  );
  return row!.id;
};

/** What a department may spend on a category in this month; returns the budget as it stands whenever it is asked. */
async function budgetOf(
  persona: Persona,
  of: { category: Category; amount: string; action: 'stop' | 'warn'; month?: string },
) {
  const finance = await api.as('finance');
  const departmentId = await departmentOf(persona);
  const code = ACCOUNTS[of.category];
  const body = {
    ...{ departmentId, accountId: await accountId(code), month: of.month ?? month },
    ...{ amount: inr(of.amount), action: of.action },
  };
  expect((await finance.call('PUT', '/budgets', { body })).status).toBe(200);
  return async () => {
    const { body: list } = await finance.get(`/budgets?month=${body.month}`);
    const { items } = list as { items: BudgetWire[] };
    const found = items.find(
      (one) => one.department.id === departmentId && one.account.code === code,
    )!;
    const { amount, actual, committed, left } = found;
    return { ...found, figures: [amount, actual, committed, left].map((sum) => sum.amount) };
  };
}

const approvalOf = (answer: TestAnswer) => {
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  const { id, approvalId } = answer.body as { id: string; approvalId: string };
  return { id, approvalId };
};
const read = async (approvalId: string) =>
  (await (await api.as('admin')).get(`/approvals/${approvalId}`)).body as Approval;
const decide = async (approvalId: string, by: Persona, body: object) => {
  await workOn(api, approvalId);
  const decided = await post(by, `/approvals/${approvalId}/decisions`, body);
  expect([decided.status, decided.body]).toEqual([200, expect.anything()]);
  return workOn(api, approvalId);
};

test('check 42: a budget that stops names itself, what is left and what is asked, until somebody says why', async () => {
  const budget = await budgetOf('sales.rep', {
    category: 'meals',
    amount: '1000.00',
    action: 'stop',
  });
  approvalOf(await claim('sales.rep', line('700.00')));
  const over = [line('200.00'), line('100.01'), line('9.00', { category: 'other' })];
  const said = `This is ₹0.01 over the budget of Sales for Meals in ${month} (₹300.00 left, ₹300.01 asked): say why, and finance signs for it`;
  const refused = await claim('sales.rep2', ...over);
  expect(refused.status).toBe(422);
  expect(problemsOf(refused)).toEqual([{ path: 'overBudgetReason', message: said }]);
  expect((await preview('sales.rep2', ...over)).problems).toEqual(problemsOf(refused));
  expect((await budget()).figures).toEqual(['1000.00', '0.00', '700.00', '300.00']);

  const because = { title: 'Visit', lines: over, overBudgetReason: 'The guests were three' };
  const { approvalId } = approvalOf(await post('sales.rep2', '/expense-claims', because));
  const { steps, facts, title } = await read(approvalId);
  expect(steps.map(({ key }) => key)).toEqual(['reporting-manager', 'budget.override']);
  expect(facts).toContainEqual({ label: 'Why over budget', value: 'The guests were three' });
  expect(title).toMatch(/, over budget$/);
  expect((await budget()).figures).toEqual(['1000.00', '0.00', '1000.01', '-0.01']);
  expect(await decide(approvalId, 'sales.manager', { verdict: 'approve' })).toBe('pending');
  expect(await decide(approvalId, 'finance', { verdict: 'reject', comment: 'No' })).toBe(
    'rejected',
  );
  expect((await budget()).figures).toEqual(['1000.00', '0.00', '700.00', '300.00']);
});

test('a budget that warns is seen before a claim is handed in, by those who sign it, and is kept with it', async () => {
  await budgetOf('consultant', { category: 'travel', amount: '100.00', action: 'warn' });
  const trip = line('150.00', { category: 'travel' });
  const message = `₹50.00 over the budget of Consulting for Travel in ${month} (₹100.00 left, ₹150.00 asked)`;
  const found: ClaimPreview = await preview('consultant', trip);
  expect([found.problems, found.budgets]).toEqual([[], [{ action: 'warn', message }]]);
  const shown = await post('consultant', '/approval-previews', {
    ...{ kind: 'expense-claim', data: { title: 'Trip', lines: [trip] } },
  });
  expect(shown.status).toBe(200);
  expect((shown.body as Preview).facts).toContainEqual({ label: 'Budget', value: message });
  const { approvalId } = approvalOf(await claim('consultant', trip));
  const { steps, facts, data } = await read(approvalId);
  expect(steps.map(({ key }) => key)).toEqual(['reporting-manager']);
  expect(facts).toContainEqual({ label: 'Budget', value: message });
  expect(data).toMatchObject({ budgets: [{ action: 'warn', message }] });
  await workOn(api, approvalId);
  const [mail] = await api.db.query<{ props: { facts: object[] } }>(
    `SELECT props FROM mail WHERE approval_id = $1 AND to_user_id = $2`,
    [approvalId, api.company.people['consulting.manager']],
  );
  expect(mail?.props.facts).toContainEqual({ label: 'Budget', value: message });
});

test('a claim is promised once, then spent once, and what was cut is free again', async () => {
  const budget = await budgetOf('sales.rep', {
    category: 'training',
    amount: '500.00',
    action: 'stop',
  });
  const course = line('400.00', { category: 'training' });
  const { id, approvalId } = approvalOf(await claim('sales.rep', course));
  expect((await budget()).figures).toEqual(['500.00', '0.00', '400.00', '100.00']);
  const head = await api.as('sales.head');
  const commitments = async () => {
    const { body } = await head.get(`/budgets/${(await budget()).id}/commitments`);
    return (body as { items: CommitmentWire[] }).items;
  };
  expect(await commitments()).toEqual([
    {
      ...{ kind: 'expense-claim', id, approvalId, label: 'Visit', status: 'pending' },
      amount: inr('400.00'),
    },
  ]);
  // Changed, it counts anew: neither with its old amount, nor twice.
  const revised = (amount: string) =>
    post('sales.rep', `/approvals/${approvalId}/revisions`, {
      data: { title: 'Visit', lines: [line(amount, { category: 'training' })] },
    });
  expect((await revised('500.00')).status).toBe(200);
  expect((await budget()).figures).toEqual(['500.00', '0.00', '500.00', '0.00']);
  expect(problemsOf(await revised('500.01')).map(({ path }) => path)).toEqual(['overBudgetReason']);
  const cut = { verdict: 'approve', comment: 'Half', lines: [{ key: '1', amount: inr('200.00') }] };
  expect(await decide(approvalId, 'sales.manager', cut)).toBe('approved');
  for (let run = 0; run < 3; run++) await workOn(api, approvalId);
  expect((await budget()).figures).toEqual(['500.00', '200.00', '0.00', '300.00']);
  expect(await commitments()).toEqual([]);
});

test('what is withdrawn is free again, what is sent back is not', async () => {
  const budget = await budgetOf('sales.rep', {
    category: 'supplies',
    amount: '90.00',
    action: 'stop',
  });
  const pens = line('90.00', { category: 'supplies' });
  const { approvalId } = approvalOf(await claim('sales.rep', pens));
  await workOn(api, approvalId);
  await post('sales.manager', `/approvals/${approvalId}/send-back`, { text: 'Which pens?' });
  expect((await budget()).figures[2]).toBe('90.00');
  expect((await post('sales.rep', `/approvals/${approvalId}/withdraw`, {})).status).toBe(200);
  expect((await budget()).figures).toEqual(['90.00', '0.00', '0.00', '90.00']);
});

test('a claim in another currency takes what it comes to by its own rate, for as long as it waits', async () => {
  const finance = await api.as('finance');
  const rates = (rate: string) =>
    finance.call('PUT', '/exchange-rates', {
      body: { currency: 'EUR', on: today(), rate },
    });
  expect((await rates('100')).status).toBe(200);
  const budget = await budgetOf('hr', { category: 'travel', amount: '1500.00', action: 'stop' });
  const abroad = (amount: string) =>
    line(amount, { category: 'travel', amount: { amount, currency: 'EUR' } });
  approvalOf(await claim('hr', abroad('10.00')));
  expect((await rates('120')).status).toBe(200);
  expect((await budget()).figures[2]).toBe('1000.00');
  expect(problemsOf(await claim('hr', abroad('5.00')))[0]?.message).toContain(
    '(₹500.00 left, ₹600.00 asked)',
  );
});

test('a hundred claims at once never pass a budget that each of them keeps', async () => {
  const budget = await budgetOf('consultant', {
    category: 'meals',
    amount: '1000.00',
    action: 'stop',
  });
  const people: Persona[] = ['consultant', 'consultant2', 'consulting.manager', 'consulting.head'];
  const clients = await Promise.all(people.map((persona) => api.as(persona)));
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      clients[n % clients.length]!.post('/expense-claims', {
        ...{ title: `Dinner ${n}`, lines: [line('95.00', { description: `Dinner ${n}` })] },
      }),
    ),
  );
  const sent = answers.filter(({ status }) => status === 201);
  expect([sent.length, answers.filter(({ status }) => status === 422).length]).toEqual([10, 90]);
  expect((await budget()).figures).toEqual(['1000.00', '0.00', '950.00', '50.00']);
});

test('whoever moves to another department takes along what is not posted yet', async () => {
  const budget = await budgetOf('finance', { category: 'meals', amount: '300.00', action: 'warn' });
  approvalOf(await claim('sales.rep2', line('120.00')));
  const move = async (to: Persona) =>
    api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
      api.company.people['sales.rep2'],
      await departmentOf(to),
    ]);
  expect((await budget()).figures[2]).toBe('0.00');
  await move('finance');
  expect((await budget()).figures[2]).toBe('120.00');
  await move('sales.rep');
  expect((await budget()).figures[2]).toBe('0.00');
});

test('the months of a year add up to their budgets, for those who may read them, on the page and as a file', async () => {
  const later = monthsLater(month, 30);
  await budgetOf('sales.rep', { category: 'meals', amount: '10.00', action: 'warn', month: later });
  await budgetOf('hr', { category: 'meals', amount: '20.00', action: 'warn', month: later });
  const months = async (persona: Persona) => {
    const path = `/budget-months?month=${later}&until=${monthsLater(later, 1)}`;
    return (await (await api.as(persona)).get(path)).body as { items: object[] };
  };
  const none = { actual: inr('0.00'), committed: inr('0.00'), over: 0 };
  expect((await months('finance')).items).toEqual([
    { month: later, budgets: 2, amount: inr('30.00'), left: inr('30.00'), ...none },
  ]);
  expect((await months('sales.head')).items).toEqual([
    { month: later, budgets: 1, amount: inr('10.00'), left: inr('10.00'), ...none },
  ]);
  const head = await api.as('sales.head');
  const year = (await head.get('/budget-months')).body as { items: { month: string }[] };
  expect(year.items.map((item) => item.month)).toContain(month);
  const file = await head.get(`/exports/budgets?month=${later}&cols=department,amount,left`);
  expect(file.body).toContain('Sales,10.00,10.00');
  expect(file.body).not.toContain('Human Resources');
});
