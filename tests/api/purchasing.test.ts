import { type effects } from '../../approvals/effects';
import { addDays } from '../../domain/dates/calendar';
import type { Outcome } from '../../domain/approvals/vocabulary';
import type { Approval } from '../../domain/wire/approvals';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { today } from '../support/records';
import { closeAs } from '../support/close-record';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const inr = (amount: string) => ({ amount, currency: 'INR' });
const year = today().slice(0, 4);
const order = (unitPrice: string, quantity = 1) => ({
  vendor: 'Acme',
  purpose: 'Desks',
  lines: [{ description: 'Desk', quantity, unitPrice: inr(unitPrice) }],
});
let bills = 0;
const bill = (amount: string, change: object = {}) => ({
  vendor: 'Acme',
  billNumber: `A-${++bills}`,
  billedOn: today(),
  dueOn: today(),
  amount: inr(amount),
  description: 'Desks',
  ...change,
});

const post = async (persona: Persona, path: string, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post(path, body);
const filed = async (persona: Persona, path: string, body: object) => {
  const answer = await post(persona, path, body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as { id: string; approvalId: string };
};
const refused = (answer: TestAnswer) => {
  const { code, detail, errors } = answer.body as Record<string, unknown> & {
    errors?: { path: string; message: string }[];
  };
  return errors ? errors.map(({ path, message }) => `${path}: ${message}`) : [code, detail];
};
const close = (kind: keyof typeof effects, made: { id: string; approvalId: string }, to: Outcome) =>
  closeAs(api, { kind, ...made, outcome: to });
const one = async <Row>(sql: string, id: string) => (await api.db.query<Row>(sql, [id]))[0];
const numberOf = async (table: string, id: string) =>
  (await one<{ number: string }>(`SELECT number FROM ${table} WHERE id = $1`, id))!.number;
const billed = async (id: string) =>
  Number((await one<{ minor: string }>(BILLED, id))!.minor) / 100;
const BILLED = 'SELECT billed_minor AS minor FROM purchase_order WHERE id = $1';

async function approvedOrder(unitPrice: string) {
  const made = await filed('sales.rep', '/purchase-orders', order(unitPrice));
  await close('purchase-order', made, 'approved');
  return { ...made, number: await numberOf('purchase_order', made.id) };
}

test('an order comes to its lines, and other currencies are refused at their line', async () => {
  const answer = await post('sales.rep', '/purchase-orders', order('33.33', 3));
  expect(answer.body).toMatchObject({ total: inr('99.99') });
  const body = order('1.00');
  body.lines.push({ ...body.lines[0]!, unitPrice: { amount: '1.00', currency: 'USD' } });
  expect(refused(await post('sales.rep', '/purchase-orders', body))).toEqual([
    'lines.1.unitPrice.currency: Amounts here are in INR',
  ]);
});

test('nothing is needed by a day that has passed, when it is asked for and when it is changed', async () => {
  const late = { ...order('1.00'), neededBy: addDays(today(), -1) };
  for (const [path, body] of [
    ['/purchase-orders', late],
    ['/approval-previews', { kind: 'purchase-order', data: late }],
  ] as const)
    expect(refused(await post('sales.rep', path, body))).toEqual([
      'neededBy: This date is in the past',
    ]);
  await filed('sales.rep', '/purchase-orders', { ...order('1.00'), neededBy: today() });
});

test('an order that comes to more than an amount can be is refused at its line, or at all of them', async () => {
  const [most, tooMuch] = ['9999999999999.99', 'This comes to more than an amount can be'];
  for (const quantity of [1000, 100_000])
    expect(refused(await post('sales.rep', '/purchase-orders', order(most, quantity)))).toEqual([
      `lines.0.unitPrice.amount: ${tooMuch}`,
    ]);
  const body = order(most, 99);
  body.lines.push(body.lines[0]!);
  expect(refused(await post('sales.rep', '/purchase-orders', body))).toEqual([`lines: ${tooMuch}`]);
});

test('approved orders are numbered without gaps, however often and together they close', async () => {
  const made = await Promise.all(
    Array.from({ length: 6 }, () => filed('sales.rep', '/purchase-orders', order('10.00'))),
  );
  await close('purchase-order', made[0]!, 'rejected');
  await Promise.all(
    made.flatMap((one) => [1, 2].map(() => close('purchase-order', one, 'approved'))),
  );
  const rows = await api.db.query<{ number: string | null; status: string }>(
    'SELECT number, status FROM purchase_order WHERE id = ANY($1)',
    [made.map(({ id }) => id)],
  );
  const numbers = rows.flatMap(({ number }) => (number ? [number] : [])).sort();
  expect(rows.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  const first = Number(numbers[0]!.split('-').at(-1));
  expect(numbers).toEqual(
    [0, 1, 2, 3, 4].map((n) => `PO-${year}-${String(first + n).padStart(4, '0')}`),
  );
});

test('a changed order has its new lines', async () => {
  const { id, approvalId } = await filed('sales.rep', '/purchase-orders', order('10.00'));
  const path = `/approvals/${approvalId}/revisions`;
  const answer = await post('sales.rep', path, { data: order('60000.00', 2) });
  expect((answer.body as Approval).steps.map(({ key }) => key)).toEqual([
    'reporting-manager',
    'department-head',
  ]);
  expect(
    await one(
      `SELECT total_minor AS total, (SELECT json_agg(quantity) FROM purchase_order_line WHERE order_id = id) AS lines
       FROM purchase_order WHERE id = $1`,
      id,
    ),
  ).toEqual({ total: '12000000', lines: [2] });
});

test('bills of an order never come to more than the order, even together', async () => {
  const made = await approvedOrder('1000.00');
  const of = { purchaseOrder: made.number };
  const together = await Promise.all(
    Array.from({ length: 5 }, () => post('sales.rep', '/vendor-bills', bill('400.00', of))),
  );
  expect(together.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
  expect(await billed(made.id)).toBe(800);
  const [first] = together.filter(({ status }) => status === 201);
  await close('vendor-bill', first!.body, 'rejected');
  await close('vendor-bill', first!.body, 'rejected');
  expect(await billed(made.id)).toBe(400);
  expect(refused(await post('sales.rep', '/vendor-bills', bill('600.01', of)))).toEqual([
    `amount.amount: ₹600.00 of ${made.number} is left to bill`,
  ]);
  const last = await filed('sales.rep', '/vendor-bills', bill('600.00', of));
  await close('vendor-bill', last, 'approved');
  expect(await billed(made.id)).toBe(1000);
});

test('a changed bill claims what it now comes to', async () => {
  const made = await approvedOrder('1000.00');
  const content = bill('700.00', { purchaseOrder: made.number });
  const { approvalId } = await filed('sales.rep', '/vendor-bills', content);
  const path = `/approvals/${approvalId}/revisions`;
  const data = { ...content, amount: inr('1000.00') };
  expect((await post('sales.rep', path, { data })).status).toBe(200);
  expect(await billed(made.id)).toBe(1000);
  const more = { ...content, amount: inr('1000.01') };
  expect((await post('sales.rep', path, { data: more })).status).toBe(422);
  expect(await billed(made.id)).toBe(1000);
});

test('a bill is there once, until it is refused; its order is one the person may bill', async () => {
  const content = bill('10.00');
  const again = { ...content, vendor: 'ACME', billNumber: content.billNumber.toLowerCase() };
  const both = await Promise.all([
    post('sales.rep', '/vendor-bills', content),
    post('sales.rep2', '/vendor-bills', again),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  await close('vendor-bill', both.find(({ status }) => status === 201)!.body, 'rejected');
  await filed('sales.rep', '/vendor-bills', again);
  const made = await approvedOrder('1000.00');
  const foreign = bill('1.00', { purchaseOrder: made.number });
  expect(refused(await post('consultant', '/vendor-bills', foreign))).toEqual([
    `purchaseOrder: There is no approved order ${made.number} for you to bill`,
  ]);
  await filed('finance', '/vendor-bills', foreign);
  const other = bill('1.00', { purchaseOrder: made.number, vendor: 'Other' });
  expect(refused(await post('sales.rep', '/vendor-bills', other))).toEqual([
    `vendor: ${made.number} is an order with Acme`,
  ]);
});

describe('a payment', () => {
  const payment = (number: string, change: object = {}) => ({
    ...{ bill: number, payOn: today(), method: 'bank-transfer' },
    ...change,
  });
  async function approvedBill(): Promise<{ id: string; approvalId: string; number: string }> {
    const made = await filed('sales.rep', '/vendor-bills', bill('500.00'));
    await close('vendor-bill', made, 'approved');
    return { ...made, number: await numberOf('vendor_bill', made.id) };
  }

  test('is released once, of an approved bill', async () => {
    const { id, number } = await approvedBill();
    const both = await Promise.all(
      ['sales.rep', 'finance'].map((who) =>
        post(who as Persona, '/payment-releases', payment(number)),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = both.find(({ status }) => status === 201)!.body;
    await close('payment-release', made, 'rejected');
    const again = await filed('sales.rep', '/payment-releases', payment(number));
    await close('payment-release', again, 'approved');
    await close('payment-release', again, 'approved');
    expect((await post('finance', '/payment-releases', payment(number))).status).toBe(409);
    expect(
      await api.db.query(
        `SELECT amount_minor FROM payment_release WHERE bill_id = $1 AND status = 'approved'`,
        [id],
      ),
    ).toEqual([{ amount_minor: '50000' }]);
    for (const unknown of [payment('BILL-1999-0001'), payment((await approvedBill()).number)]) {
      expect((await post('consultant', '/payment-releases', unknown)).status).toBe(422);
    }
  });

  test('is never signed by whoever approved the bill', async () => {
    const { approvalId, number } = await approvedBill();
    const { finance } = api.company.people;
    const inTime = { data: payment(number), kind: 'payment-release' };
    const names = async () => {
      const { body } = await post('sales.rep', '/approval-previews', inTime);
      const { steps } = body as { steps: { approvers: { id: string }[] }[] };
      return steps.map(({ approvers }) => approvers.map(({ id }) => id));
    };
    const { admin, hr } = api.company.people;
    expect(await names()).toEqual([[finance], [admin]]);
    await api.db.query(
      `WITH task AS (
         INSERT INTO approval_task (request_id, step_id, approver_id, reason, status, closed_at)
         SELECT request_id, id, $2, 'rule', 'approved', now() FROM approval_step
         WHERE request_id = $1 AND key = 'finance' RETURNING id, request_id, step_id
       )
       INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at)
       SELECT request_id, step_id, id, $2, 'approve', 'app', now() FROM task`,
      [approvalId, finance],
    );
    expect(await names()).toEqual([[admin], [hr]]);
  });

  test('shows the number its bill was given, and pays no other bill when it is changed', async () => {
    const [first, second] = [await approvedBill(), await approvedBill()];
    const { approvalId } = await filed('sales.rep', '/payment-releases', payment(first.number));
    const path = `/approvals/${approvalId}/revisions`;
    const data = payment(second.number);
    expect(refused(await post('sales.rep', path, { data }))).toEqual([
      'bill: This request is about another bill',
    ]);
    const cheque = payment(first.number, { method: 'cheque' });
    expect((await post('sales.rep', path, { data: cheque })).status).toBe(200);
    await api.db.query(
      `UPDATE approval_request SET status = 'approved', closed_at = now() WHERE id = $1`,
      [first.approvalId],
    );
    const shown = await (await api.as('sales.rep')).get(`/approvals/${first.approvalId}`);
    expect((shown.body as Approval).facts).toContainEqual({
      label: 'Our number',
      value: first.number,
    });
  });
});
