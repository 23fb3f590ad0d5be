import { randomUUID } from 'node:crypto';
import type { Approval } from '../../domain/wire/approvals';
import type { BillWire } from '../../domain/wire/payables';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import { closeAs } from '../support/close-record';
import type { Persona } from '../support/company';
import { inr } from '../support/finance';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(120_000);

let api: TestApi;
let hand: ByHand;
beforeAll(async () => {
  api = await startTestApi();
  hand = byHand(api);
});
afterAll(() => api.stop());

const bill = (change: object = {}) => ({
  ...{ vendor: 'Acme', billNumber: randomUUID(), billedOn: today(), dueOn: today() },
  ...{ amount: inr('1180.00'), description: 'Desks', ...change },
});
const post = async (persona: Persona, path: string, body: object): Promise<TestAnswer> =>
  (await api.as(persona)).post(path, body);
const decide = (persona: Persona, approvalId: string) =>
  post(persona, `/approvals/${approvalId}/decisions`, { verdict: 'approve' });
const posted = (sourceId: string) =>
  api.db.query<{ code: string; debit: string; credit: string }>(
    `SELECT a.code, l.debit_minor AS debit, l.credit_minor AS credit FROM journal_entry j
     JOIN journal_line l ON l.entry_id = j.id JOIN account a ON a.id = l.account_id
     WHERE j.source_id = $1 ORDER BY j.number, l.ordinal`,
    [sourceId],
  );

async function handIn(persona: Persona, change: object = {}) {
  const answer = await post(persona, '/vendor-bills', bill(change));
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  const made = answer.body as { id: string; approvalId: string };
  await workOn(api, made.approvalId);
  return made;
}

/** A bill that both its signers have approved. */
async function approved(change: object = {}) {
  const made = await handIn('sales.rep', change);
  expect((await decide('sales.head', made.approvalId)).status).toBe(200);
  await workOn(api, made.approvalId);
  expect((await decide('finance', made.approvalId)).status).toBe(200);
  expect(await workOn(api, made.approvalId)).toBe('approved');
  const [row] = await api.db.query<{ number: string }>(
    'SELECT number FROM vendor_bill WHERE id = $1',
    [made.id],
  );
  return { ...made, number: row?.number ?? '' };
}

const payment = (number: string) => ({ bill: number, payOn: today(), method: 'bank-transfer' });

test('check 40: payments that are asked for together never come to more than the bill', async () => {
  const { id, number } = await approved();
  const answers = await Promise.all(
    (['sales.rep', 'sales.head', 'finance', 'admin', 'sales.rep'] as Persona[]).map((persona) =>
      post(persona, '/payment-releases', payment(number)),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const insert = (minor: number, status: string) =>
    api.db.query(
      `INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor, status)
       VALUES ($1, $2, $3, 'cheque', 'INR', $4, $5)`,
      [api.company.people.finance, id, today(), minor, status],
    );
  await expect(insert(1, 'approved')).rejects.toThrow('never come to more');
  const other = await approved();
  await expect(
    api.db.query(
      `INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor)
       VALUES ($1, $2, $3, 'cheque', 'INR', 118001)`,
      [api.company.people.finance, other.id, today()],
    ),
  ).rejects.toThrow('never come to more');
});

test('check 41: whoever handed a bill in does not approve it, whichever way they try', async () => {
  const made = await handIn('finance');
  const tasks = await hand.tasksOf(made.approvalId);
  expect(tasks.filter((task) => task.startsWith('finance '))).toEqual([]);
  expect((await decide('finance', made.approvalId)).status).toBe(403);
  const handed = await post('admin', `/approvals/${made.approvalId}/reassign`, {
    to: api.company.people.finance,
  });
  expect(handed.status).toBeGreaterThanOrEqual(403);
  expect((await decide('finance', made.approvalId)).status).toBe(403);
});

test('check 41: whoever approved a bill does not release its payment, nor is it handed to them', async () => {
  const { number } = await approved();
  const answer = await post('sales.rep', '/payment-releases', payment(number));
  const { approvalId } = answer.body as { approvalId: string };
  await workOn(api, approvalId);
  expect(await hand.tasksOf(approvalId)).toEqual(['admin open']);
  for (const signer of ['finance', 'sales.head'] as Persona[]) {
    expect((await decide(signer, approvalId)).status).toBeGreaterThanOrEqual(403);
    const handed = await post('admin', `/approvals/${approvalId}/reassign`, {
      to: api.company.people[signer],
    });
    expect([signer, handed.status]).toEqual([signer, 422]);
  }
  expect(await hand.tasksOf(approvalId)).toEqual(['admin open']);
});

test('check 41: a change of what a bill says voids what was signed', async () => {
  const made = await handIn('sales.rep');
  expect((await decide('sales.head', made.approvalId)).status).toBe(200);
  await workOn(api, made.approvalId);
  const revised = await post('sales.rep', `/approvals/${made.approvalId}/revisions`, {
    data: bill({ amount: inr('9999.00') }),
  });
  expect(revised.body).toMatchObject({ round: 2, version: 2, decisions: [], status: 'pending' });
  await workOn(api, made.approvalId);
  const { body } = await (await api.as('sales.rep')).get(`/approvals/${made.approvalId}`);
  const { steps } = body as Approval;
  expect(steps.map(({ status }) => status)).toEqual(['open', 'waiting']);
  expect(await posted(made.id)).toEqual([]);
});

test('the tax of a bill is claimed, not spent; more tax than the amount is refused', async () => {
  const { id } = await approved({ tax: inr('180.00') });
  expect(await posted(id)).toEqual([
    { code: '5200', debit: '100000', credit: '0' },
    { code: '1400', debit: '18000', credit: '0' },
    { code: '2100', debit: '0', credit: '118000' },
  ]);
  const refused = await post('sales.rep', '/vendor-bills', bill({ tax: inr('1180.01') }));
  expect((refused.body as { errors: unknown }).errors).toEqual([
    { path: 'tax.amount', message: 'The tax is more than the amount' },
  ]);
});

test('a bill that is taken back in the books is neither open nor paid, frees its order, and may come again', async () => {
  const line = { description: 'Desk', quantity: 1, unitPrice: inr('1180.00') };
  const asked = await post('sales.rep', '/purchase-orders', {
    ...{ vendor: 'Acme', purpose: 'Desks', lines: [line] },
  });
  const order = asked.body as { id: string; approvalId: string };
  await closeAs(api, { kind: 'purchase-order', ...order, outcome: 'approved' });
  const [ordered] = await api.db.query<{ number: string }>(
    'SELECT number FROM purchase_order WHERE id = $1',
    [order.id],
  );
  const finance = await api.as('finance');
  const standing = async (id: string) => {
    const { state, open, entryId } = (await finance.get(`/vendor-bills/${id}`)).body as BillWire;
    return { state, open, entryId };
  };
  const takeBack = async (id: string) =>
    finance.post(`/journal-entries/${(await standing(id)).entryId}/reversals`, { reason: 'Twice' });

  const content = { billNumber: randomUUID(), purchaseOrder: ordered!.number };
  const made = await approved(content);
  const { id: releaseId } = (await post('sales.rep', '/payment-releases', payment(made.number)))
    .body as { id: string };
  const early = await takeBack(made.id);
  expect([early.status, (early.body as { detail: string }).detail]).toEqual([
    409,
    'Its payments are taken back first, on the page of the bill (/finance/bills)',
  ]);
  await api.db.query(`UPDATE payment_release SET status = 'rejected' WHERE id = $1`, [releaseId]);
  expect((await takeBack(made.id)).status).toBe(201);
  expect(await standing(made.id)).toMatchObject({ state: 'taken-back', open: inr('0.00') });
  const refused = await post('sales.rep', '/payment-releases', payment(made.number));
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([
    422,
    expect.stringContaining(`There is no approved bill ${made.number} for you to pay`),
  ]);
  await expect(
    api.db.query(
      `INSERT INTO payment_release (employee_id, bill_id, pay_on, method, currency, amount_minor)
       SELECT employee_id, id, billed_on, 'cheque', currency, 1 FROM vendor_bill WHERE id = $1`,
      [made.id],
    ),
  ).rejects.toThrow('taken back');
  const again = await approved(content);
  expect(await standing(again.id)).toMatchObject({ state: 'open', open: inr('1180.00') });
});

test('leave that is paid out is owed in the books from its day, and paid from the bank, once', async () => {
  const { people } = api.company;
  const [row] = await api.db.query<{ id: string }>(
    `INSERT INTO leave_payable (employee_id, type, source, units, on_date, currency, rate_minor, amount_minor)
     VALUES ($1, 'earned', 'test', 200, '2026-06-30', 'INR', 250000, 500000) RETURNING id`,
    [people['sales.rep']],
  );
  const id = row?.id ?? '';
  const owed = [
    { code: '5300', debit: '500000', credit: '0' },
    { code: '2200', debit: '0', credit: '500000' },
  ];
  expect(await posted(id)).toEqual(owed);
  const pay = () =>
    api.db.query(`UPDATE leave_payable SET paid_on = '2026-07-05', paid_by = $2 WHERE id = $1`, [
      ...[id, people.finance],
    ]);
  await pay();
  await pay();
  expect(await posted(id)).toEqual([
    ...owed,
    { code: '2200', debit: '500000', credit: '0' },
    { code: '1100', debit: '0', credit: '500000' },
  ]);
});
