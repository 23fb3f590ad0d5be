import { randomUUID } from 'node:crypto';
import type { Approval } from '../../domain/wire/approvals';
import type { BudgetWire, CommitmentWire } from '../../domain/wire/budgets';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { booksOf, inr } from '../support/finance';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
const { accountId } = booksOf(() => api);
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const month = today().slice(0, 7);
const post = async (persona: Persona, path: string, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post(path, body);
const order = (amount: string, change: object = {}) => ({
  ...{ vendor: 'Acme', purpose: 'Desks', ...change },
  lines: [{ description: 'Desk', quantity: 1, unitPrice: inr(amount) }],
});
const bill = (amount: string, change: object = {}) => ({
  ...{ vendor: 'Acme', billNumber: randomUUID(), billedOn: today(), dueOn: today() },
  ...{ amount: inr(amount), description: 'Desks', ...change },
});
const departmentOf = async (persona: Persona) => {
  const [row] = await api.db.query<{ id: string }>(
    'SELECT department_id AS id FROM employee WHERE id = $1',
    [api.company.people[persona]],
  );
  return row?.id ?? '';
};
const setBudget = async (of: { persona: Persona; amount: string; action: 'stop' | 'warn' }) => {
  const body = {
    ...{ departmentId: await departmentOf(of.persona), accountId: await accountId('5200') },
    ...{ month, amount: inr(of.amount), action: of.action },
  };
  const answer = await (await api.as('finance')).call('PUT', '/budgets', { body });
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
};
const budgetsOf = async (persona: Persona) => {
  const { body } = await (await api.as(persona)).get(`/budgets?month=${month}`);
  return (body as { items: BudgetWire[] }).items;
};
const problems = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors.map(
    ({ path, message }) => `${path}: ${message}`,
  );
const approval = async (id: string) =>
  (await (await api.as('admin')).get(`/approvals/${id}`)).body as Approval;
const figures = ({ amount, actual, committed, left }: BudgetWire) =>
  [amount, actual, committed, left].map((money) => money.amount);

test('check 42: a budget that stops refuses an order, until somebody says why and finance signs', async () => {
  await setBudget({ persona: 'sales.rep', amount: '1000.00', action: 'stop' });
  const first = await post('sales.rep', '/purchase-orders', order('700.00'));
  expect(first.status).toBe(201);
  const refused = await post('sales.rep2', '/purchase-orders', order('300.01'));
  expect(problems(refused)).toEqual([
    `overBudgetReason: This is ₹0.01 over the budget of Sales for Purchases in ${month} (₹300.00 left, ₹300.01 asked): say why, and finance signs for it`,
  ]);
  expect((await post('sales.rep2', '/purchase-orders', order('300.00'))).status).toBe(201);
  const because = { overBudgetReason: 'The roof leaks' };
  const over = await post('sales.rep', '/purchase-orders', order('50.00', because));
  const { approvalId } = over.body as { approvalId: string };
  const { steps, facts } = await approval(approvalId);
  expect(steps.map(({ key }) => key)).toEqual(['reporting-manager', 'budget.override']);
  expect(facts).toContainEqual({ label: 'Why over budget', value: 'The roof leaks' });
  await workOn(api, approvalId);
  await post('sales.manager', `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('pending');
  await post('finance', `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  const [sales] = await budgetsOf('sales.head');
  expect(figures(sales!)).toEqual(['1000.00', '0.00', '1050.00', '-50.00']);
  const { body } = await (await api.as('sales.head')).get(`/budgets/${sales!.id}/commitments`);
  const { items } = body as { items: CommitmentWire[] };
  expect(items.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
    ['purchase-order', '700.00'],
    ['purchase-order', '300.00'],
    ['purchase-order', '50.00'],
  ]);
  expect(items.map((item) => item.approvalId)).toContain(approvalId);
});

test('check 42: a budget that warns lets a bill through and says so to those who sign', async () => {
  await setBudget({ persona: 'consultant', amount: '100.00', action: 'warn' });
  const made = await post('consultant', '/vendor-bills', bill('177.00', { tax: inr('27.00') }));
  const { approvalId } = made.body as { approvalId: string };
  const { steps, facts } = await approval(approvalId);
  expect(steps.map(({ key }) => key)).toEqual(['department-head', 'finance']);
  expect(facts).toContainEqual({
    label: 'Budget',
    value: `₹50.00 over the budget of Consulting for Purchases in ${month} (₹100.00 left, ₹150.00 asked)`,
  });
  await workOn(api, approvalId);
  await post('consulting.head', `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  await workOn(api, approvalId);
  await post('finance', `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  const [consulting] = await budgetsOf('consulting.head');
  expect(figures(consulting!)).toEqual(['100.00', '150.00', '0.00', '-50.00']);
});

test('check 42: requests that come together never pass a budget that each of them keeps', async () => {
  await setBudget({ persona: 'hr', amount: '1000.00', action: 'stop' });
  const answers = await Promise.all([
    ...[1, 2, 3].map(() => post('hr', '/purchase-orders', order('400.00'))),
    ...[1, 2].map(() => post('hr', '/vendor-bills', bill('400.00'))),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
  const [hr] = await budgetsOf('hr');
  expect(figures(hr!)).toEqual(['1000.00', '0.00', '800.00', '200.00']);
});

test('a bill of an order takes nothing twice, and what is withdrawn or changed counts anew', async () => {
  await setBudget({ persona: 'finance', amount: '1000.00', action: 'stop' });
  const made = await post('finance', '/purchase-orders', order('900.00'));
  const { id, approvalId } = made.body as { id: string; approvalId: string };
  const path = `/approvals/${approvalId}/revisions`;
  expect((await post('finance', path, { data: order('1000.00') })).status).toBe(200);
  expect(problems(await post('finance', path, { data: order('1000.01') }))).toHaveLength(1);
  await api.db.query(
    `UPDATE purchase_order SET status = 'approved', number = 'PO-2026-9001' WHERE id = $1`,
    [id],
  );
  const billed = bill('600.00', { purchaseOrder: 'PO-2026-9001' });
  expect((await post('finance', '/vendor-bills', billed)).status).toBe(201);
  const mine = (await budgetsOf('finance')).find(
    ({ amount, left }) => amount.amount === '1000.00' && left.amount === '0.00',
  );
  expect(figures(mine!)).toEqual(['1000.00', '0.00', '1000.00', '0.00']);
});

test('budgets are set for a stretch of months, only for expenses, and heads see only their own', async () => {
  const client = await api.as('finance');
  const body = {
    ...{ departmentId: await departmentOf('sales.rep'), accountId: await accountId('5100') },
    ...{ month: '2030-01', until: '2030-12', amount: inr('10.00'), action: 'warn' },
  };
  expect((await client.call('PUT', '/budgets', { body })).status).toBe(200);
  const december = await client.get('/budgets?month=2030-12');
  expect((december.body as { items: BudgetWire[] }).items).toHaveLength(1);
  expect(problems(await client.get('/budgets?month=2030-12&until=2030-11'))).toEqual([
    'until: It ends before it begins',
  ]);
  const wrong = { ...body, accountId: await accountId('1100') };
  expect(problems(await client.call('PUT', '/budgets', { body: wrong }))).toEqual([
    'accountId: Choose an account of expenses',
  ]);
  expect(
    problems(await client.call('PUT', '/budgets', { body: { ...body, until: '2029-12' } })),
  ).toEqual(['until: It ends before it begins']);
  expect((await budgetsOf('sales.head')).map(({ department }) => department.name)).toEqual([
    'Sales',
  ]);
  const [sales] = await budgetsOf('sales.head');
  const foreign = await (await api.as('consulting.head')).get(`/budgets/${sales!.id}/commitments`);
  expect(foreign.status).toBe(404);
  const gone = await client.call('DELETE', `/budgets/${sales!.id}`);
  expect([gone.status, (await budgetsOf('sales.head')).length]).toEqual([204, 0]);
});
