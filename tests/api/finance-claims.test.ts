import { randomUUID } from 'node:crypto';
import { addDays } from '../../domain/dates/calendar';
import type { AdvanceWire, BatchWire } from '../../domain/wire/expenses';
import { monthsLater } from '../../domain/finance/fiscal-year';
import { startTestApi, type TestApi } from '../support/api';
import { booksOf, inr } from '../support/finance';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
const { aging, read, trialBalance } = booksOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
  await api.db.query(
    `INSERT INTO employee_bank_account (employee_id, holder, bank, ifsc, account_number, status, effective_from)
     VALUES ($1, 'x', 'A bank', 'HDFC0001234', '00450012347890', 'approved', now())`,
    [api.company.people['sales.rep']],
  );
});
afterAll(() => api.stop());

const line = (category: string, amount: string) => ({
  ...{ date: today(), category, amount: inr(amount), description: 'x' },
});

/** A claim that its manager approved; the activity that closes it runs five times more. */
async function approved(...lines: object[]): Promise<string> {
  const sent = await (
    await api.as('sales.rep')
  ).post('/expense-claims', { title: 'Visit to Pune', lines });
  const { id, approvalId } = sent.body as { id: string; approvalId: string };
  await workOn(api, approvalId);
  const manager = await api.as('sales.manager');
  await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  for (let run = 0; run < 6; run++) expect(await workOn(api, approvalId)).toBe('approved');
  return id;
}

const linesOf = (kind: string, id: string) =>
  api.db.query<{ event: string; code: string; debit: string; credit: string }>(
    `SELECT split_part(j.event, '-', 1) AS event, a.code, l.debit_minor AS debit, l.credit_minor AS credit
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     WHERE j.source_kind = $1 AND j.source_id = $2 ORDER BY j.number, l.ordinal`,
    [kind, id],
  );

test('an advance, the claim that uses it and the batch that pays the rest are each in the journal once', async () => {
  const finance = await api.as('finance');
  const paid = await finance.post('/expense-advances', {
    ...{ employeeId: api.company.people['sales.rep'], amount: inr('100.00') },
    ...{ paidOn: today(), note: 'For Pune' },
  });
  const { id: advanceId } = paid.body as AdvanceWire;
  await finance.post(`/expense-advances/${advanceId}/returns`, { amount: inr('30.00') });
  await finance.post(`/expense-advances/${advanceId}/returns`, { amount: inr('10.00') });
  const claimId = await approved(
    ...[line('travel', '80.00'), line('meals', '15.50'), line('travel', '4.50')],
  );
  const batch = await finance.post('/reimbursement-batches', {
    ...{ payOn: today(), items: [{ claimId }] },
  });
  const { id: batchId } = batch.body as BatchWire;
  expect((await aging('reimbursements', today())).total.amount).toBe('40.00');
  for (let again = 0; again < 3; again++)
    expect((await finance.post(`/reimbursement-batches/${batchId}/pay`)).status).toBe(200);

  expect(await linesOf('expense-advance', advanceId)).toEqual([
    { event: 'paid', code: '1300', debit: '10000', credit: '0' },
    { event: 'paid', code: '1100', debit: '0', credit: '10000' },
    { event: 'returned', code: '1100', debit: '3000', credit: '0' },
    { event: 'returned', code: '1300', debit: '0', credit: '3000' },
    { event: 'returned', code: '1100', debit: '1000', credit: '0' },
    { event: 'returned', code: '1300', debit: '0', credit: '1000' },
  ]);
  const ofClaim = await linesOf('expense-claim', claimId);
  expect(ofClaim.filter(({ event }) => event === 'approved')).toEqual([
    { event: 'approved', code: '5110', debit: '1550', credit: '0' },
    { event: 'approved', code: '5100', debit: '8450', credit: '0' },
    { event: 'approved', code: '2200', debit: '0', credit: '10000' },
  ]);
  expect(ofClaim.filter(({ event }) => event === 'advance')).toEqual([
    { event: 'advance', code: '2200', debit: '6000', credit: '0' },
    { event: 'advance', code: '1300', debit: '0', credit: '6000' },
  ]);
  expect(await linesOf('reimbursement-batch', batchId)).toEqual([
    { event: 'paid', code: '2200', debit: '4000', credit: '0' },
    { event: 'paid', code: '1100', debit: '0', credit: '4000' },
  ]);
  for (const control of ['advances', 'reimbursements']) {
    const report = await aging(control, today());
    expect([control, report.total.amount, report.control.amount, report.parties]).toEqual([
      ...[control, '0.00', '0.00', []],
    ]);
  }
  const { debit, credit } = await trialBalance(today());
  expect([debit.amount, credit.amount]).toEqual(['100.00', '100.00']);
});

test('what a cut claim is owed is posted, not what was claimed', async () => {
  const sent = await (
    await api.as('sales.rep')
  ).post('/expense-claims', { title: 'Cut', lines: [line('lodging', '500.00')] });
  const { id, approvalId } = sent.body as { id: string; approvalId: string };
  await workOn(api, approvalId);
  const decided = await (
    await api.as('sales.manager')
  ).post(`/approvals/${approvalId}/decisions`, {
    ...{ verdict: 'approve', comment: 'Half of it' },
    lines: [{ key: '1', amount: inr('250.00') }],
  });
  expect([decided.status, decided.body]).toEqual([200, expect.anything()]);
  await workOn(api, approvalId);
  expect(await linesOf('expense-claim', id)).toEqual([
    { event: 'approved', code: '5120', debit: '25000', credit: '0' },
    { event: 'approved', code: '2200', debit: '0', credit: '25000' },
  ]);
  const found = await read<{ items: object[] }>('/ledger-lines?q=Cut');
  expect(found.items).toHaveLength(2);
});

test('an advance is not used in the books before it is in them', async () => {
  const finance = await api.as('finance');
  const month = today().slice(0, 7);
  const period = (status: string, reason?: string) =>
    finance.call('PUT', `/accounting-periods/${month}`, { body: { status, reason } });
  const before = (await aging('advances', today())).total.amount;
  await period('closed');
  await finance.post('/expense-advances', {
    ...{ employeeId: api.company.people['sales.rep'], amount: inr('3.00') },
    ...{ paidOn: today(), note: 'Posted next month' },
  });
  await period('open', 'A claim came late');
  const claimId = await approved(line('travel', '3.00'));
  expect((await aging('advances', today())).total.amount).toBe(before);
  const next = `${monthsLater(month, 1)}-01`;
  const [used] = await api.db.query(
    `SELECT posted_on AS on FROM journal_entry WHERE source_id = $1 AND event LIKE 'advance-%'`,
    [claimId],
  );
  expect(used).toEqual({ on: next });
  expect((await aging('advances', next)).total.amount).toBe(before);
});

test('a batch is paid today or on a day to come', async () => {
  const items = [{ claimId: randomUUID() }];
  const past = await (
    await api.as('finance')
  ).post('/reimbursement-batches', { payOn: addDays(today(), -2), items });
  expect(past).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'payOn', message: 'This date is in the past' }] },
  });
});
