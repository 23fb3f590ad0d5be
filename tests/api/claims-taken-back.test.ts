import type { BatchWire, ReimbursementWire } from '../../domain/wire/expenses';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { expensesOf, inr, line, problemsOf } from '../support/expenses';
import { booksOf } from '../support/finance';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;
const { aging, read } = booksOf(() => api);
const { claim } = expensesOf(() => api);
const finance = () => api.as('finance');

beforeAll(async () => {
  api = await startTestApi();
  await api.db.query(
    `INSERT INTO employee_bank_account (employee_id, holder, bank, ifsc, account_number, status, effective_from)
     SELECT id, name, 'A bank', 'HDFC0001234', '00450012347890', 'approved', now() FROM employee`,
  );
});
afterAll(() => api.stop());

/** A claim of `persona` that the consulting manager approved. */
async function approved(persona: Persona, amount: string): Promise<string> {
  const sent = await claim(persona, line(amount, { category: 'travel' }));
  const { id, approvalId } = sent.body as { id: string; approvalId: string };
  await workOn(api, approvalId);
  const manager = await api.as('consulting.manager');
  await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  return id;
}

const owed = async (claimId: string) => {
  const { items } = await read<{ items: ReimbursementWire[] }>('/reimbursements?limit=200');
  return items.find((item) => item.claimId === claimId);
};
const paymentOf = async (id: string) =>
  (await read<{ payment: string }>(`/expense-claims/${id}`)).payment;
const batch = async (...items: object[]) =>
  (await finance()).post('/reimbursement-batches', { payOn: today(), items });
const end = async (made: TestAnswer, verb: 'pay' | 'cancel') =>
  (await finance()).post(`/reimbursement-batches/${(made.body as BatchWire).id}/${verb}`);
const takeBack = async (claimId: string) => {
  const [entry] = await api.db.query<{ id: string }>(
    `SELECT id FROM journal_entry WHERE source_kind = 'expense-claim' AND source_id = $1 ORDER BY number LIMIT 1`,
    [claimId],
  );
  const reversal = { reason: 'Claimed twice' };
  return (await finance()).post(`/journal-entries/${entry?.id}/reversals`, reversal);
};

test('with its entry a claim is taken back: nothing is owed and nothing is paid for it', async () => {
  const before = await aging('reimbursements', today());
  const claimId = await approved('consultant', '70.00');
  const planned = await batch({ claimId, amount: inr('1.00') });
  expect(await takeBack(claimId)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('in a batch') as string },
  });
  expect(await owed(claimId)).toMatchObject({ open: inr('69.00') });
  await end(planned, 'cancel');
  expect((await takeBack(claimId)).status).toBe(201);
  expect([await owed(claimId), await paymentOf(claimId)]).toEqual([undefined, 'taken-back']);
  const late = await batch({ claimId });
  expect([late.status, problemsOf(late)]).toEqual([
    422,
    [{ path: 'items.0.claimId', message: 'Nothing is owed for this claim' }],
  ]);
  const after = await aging('reimbursements', today());
  expect([after.total, after.control]).toEqual([before.total, before.control]);
  await expect(
    api.db.query('UPDATE reimbursement_state SET batched_minor = 1 WHERE claim_id = $1', [claimId]),
  ).rejects.toThrow('reimbursement_untouched');
});

test('a claim of which something is paid, or used up by an advance, keeps its entry', async () => {
  const paid = await approved('consultant', '20.00');
  await end(await batch({ claimId: paid, amount: inr('5.00') }), 'pay');
  await (
    await finance()
  ).post('/expense-advances', {
    ...{ employeeId: api.company.people.consultant2, amount: inr('5.00') },
    ...{ paidOn: today(), note: 'For the visit' },
  });
  const settled = await approved('consultant2', '5.00');
  for (const claimId of [paid, settled]) expect((await takeBack(claimId)).status).toBe(409);
  expect(await owed(paid)).toMatchObject({ open: inr('15.00') });
  expect(await paymentOf(settled)).toBe('paid');
});

test('of a mirror and a payment at once, one succeeds', async () => {
  const claimId = await approved('consultant', '8.00');
  const answers = await Promise.all([takeBack(claimId), batch({ claimId })]);
  expect([
    [201, 422],
    [409, 201],
  ]).toContainEqual(answers.map(({ status }) => status));
});
