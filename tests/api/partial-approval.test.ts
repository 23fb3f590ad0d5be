import type { Approval } from '../../domain/wire/approvals';
import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { grantLeave, mondayAhead, today } from '../support/records';
import { workOn } from '../support/worker-by-hand';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const inr = (amount: string) => ({ amount, currency: 'INR' });
const cut = (key: string, amount: string) => ({ key, amount: inr(amount) });

interface Claimed {
  id: string;
  approvalId: string;
}

/** A claim of sales.rep that waits for sales.manager, and above INR 25,000 for finance after them. */
async function claim(...amounts: string[]): Promise<Claimed> {
  const lines = amounts.map((amount) => ({
    date: addDays(today(), -3),
    category: 'travel',
    amount: inr(amount),
    description: 'Train',
  }));
  const answer = await (
    await api.as('sales.rep')
  ).post('/expense-claims', { title: 'Visit', lines });
  expect(answer.status).toBe(201);
  const claimed = answer.body as Claimed;
  await workOn(api, claimed.approvalId);
  return claimed;
}

const approve = async (persona: Persona, { approvalId }: Claimed, body: object = {}) =>
  (await api.as(persona)).post(`/approvals/${approvalId}/decisions`, {
    verdict: 'approve',
    ...body,
  });

const read = async ({ approvalId }: Claimed, persona: Persona = 'sales.rep') =>
  (await (await api.as(persona)).get(`/approvals/${approvalId}`)).body as Approval;

const pathsOf = (answer: TestAnswer) =>
  ((answer.body as { errors?: { path: string }[] }).errors ?? []).map(({ path }) => path);

const paidFor = ({ id }: Claimed) =>
  api.db.query<{ minor: string }>(
    'SELECT amount_minor AS minor FROM reimbursement WHERE claim_id = $1',
    [id],
  );

test('what is cut is stored, shown to everybody, and never paid', async () => {
  const claimed = await claim('100.00', '50.00', '0.05');
  const answer = await approve('sales.manager', claimed, {
    lines: [cut('1', '80.10'), cut('3', '0')],
    comment: 'Second class is the rule',
  });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      decision: { lines: [cut('1', '80.10'), cut('2', '50.00'), cut('3', '0.00')] },
    },
  });
  expect(await workOn(api, claimed.approvalId)).toBe('approved');

  const approval = await read(claimed);
  expect(approval.lines.map(({ left }) => left.amount)).toEqual(['80.10', '50.00', '0.00']);
  expect(approval.decisions[0]?.lines).toHaveLength(3);
  expect(approval.timeline.find(({ type }) => type === 'approval.decided')?.text).toBe(
    'Approved in part in the app: ₹130.10 of ₹150.05',
  );
  expect(await paidFor(claimed)).toEqual([{ minor: '13010' }]);
  const record = await (await api.as('sales.rep')).get(`/expense-claims/${claimed.id}`);
  expect(record.body).toMatchObject({
    total: inr('150.05'),
    approved: inr('130.10'),
    lines: [
      { amount: inr('100.00'), approved: inr('80.10') },
      { amount: inr('50.00'), approved: inr('50.00') },
      { amount: inr('0.05'), approved: inr('0.00') },
    ],
  });
  const mails = await api.db.query<{ facts: unknown }>(
    `SELECT props->'facts' AS facts FROM mail WHERE approval_id = $1 AND template = 'approval-outcome'`,
    [claimed.approvalId],
  );
  expect(mails[0]?.facts).toContainEqual({
    label: 'Approved in part',
    value: '₹130.10 of ₹150.05',
  });
  const bells = await (await api.as('sales.rep')).get('/notifications?limit=100');
  expect(JSON.stringify(bells.body)).toContain('Your request was approved in part');
});

test('the least of all signatures counts, and nobody gives back what an earlier one took', async () => {
  const claimed = await claim('20000.00', '10000.00');
  const comment = 'Over the limit';
  await approve('sales.manager', claimed, { lines: [cut('1', '15000')], comment });
  await workOn(api, claimed.approvalId);
  const asking = await api.db.query<{ facts: { label: string; value: string }[] }>(
    `SELECT props->'facts' AS facts FROM mail WHERE approval_id = $1 AND to_user_id = $2`,
    [claimed.approvalId, api.company.people.finance],
  );
  expect(asking[0]?.facts).toContainEqual({
    label: 'Approved in part',
    value: '₹25,000.00 of ₹30,000.00',
  });

  const more = await approve('finance', claimed, { lines: [cut('1', '15000.01')], comment });
  expect([more.status, pathsOf(more)]).toEqual([422, ['lines.0.amount.amount']]);
  const less = await approve('finance', claimed, { lines: [cut('2', '9000')], comment });
  expect(less.status).toBe(200);
  expect(await workOn(api, claimed.approvalId)).toBe('approved');
  expect(await paidFor(claimed)).toEqual([{ minor: '2400000' }]);
});

test('an approval that says nothing of lines approves what it found', async () => {
  const claimed = await claim('20000.00', '10000.00');
  await approve('sales.manager', claimed, { lines: [cut('2', '1')], comment: 'A typo' });
  await workOn(api, claimed.approvalId);
  expect((await approve('finance', claimed)).status).toBe(200);
  await workOn(api, claimed.approvalId);
  expect(await paidFor(claimed)).toEqual([{ minor: '2000100' }]);
});

test('what does not fit is refused at its field, and nothing is recorded', async () => {
  const claimed = await claim('100.00', '50.00');
  const comment = 'Because';
  const refusals: [object, string[]][] = [
    [{ lines: [cut('1', '100.01')], comment }, ['lines.0.amount.amount']],
    [{ lines: [cut('1', '-1')], comment }, ['lines.0.amount.amount']],
    [{ lines: [cut('1', '10.005')], comment }, ['lines.0.amount.amount']],
    [{ lines: [cut('3', '1')], comment }, ['lines.0.key']],
    [{ lines: [cut('2', '1'), cut('2', '2')], comment }, ['lines.1.key']],
    [
      { lines: [{ key: '1', amount: { amount: '1', currency: 'USD' } }], comment },
      ['lines.0.amount.currency'],
    ],
    [{ lines: [cut('1', '1')] }, ['comment']],
    [{ lines: [cut('1', '1')], comment: '  ' }, ['comment']],
    [{ lines: [cut('1', '0'), cut('2', '0.00')], comment }, ['lines']],
    [{ verdict: 'reject', lines: [cut('1', '1')], comment }, ['lines']],
    [{ lines: [{ ...cut('1', '1'), note: 'x' }], comment }, ['lines.0.note']],
  ];
  for (const [body, paths] of refusals) {
    const answer = await approve('sales.manager', claimed, body);
    expect([body, answer.status, pathsOf(answer)]).toEqual([body, 422, paths]);
  }
  expect((await read(claimed)).decisions).toEqual([]);
  const uncut = await approve('sales.manager', claimed, { lines: [cut('1', '100')] });
  expect(uncut.status).toBe(200);
  expect((uncut.body as { decision: object }).decision).not.toHaveProperty('lines');
});

test('a kind without lines is approved as a whole', async () => {
  const from = mondayAhead(4);
  await grantLeave(api.db, {
    employeeId: api.company.people['sales.rep'],
    type: 'casual',
    units: 500,
  });
  const leave = await (
    await api.as('sales.rep')
  ).post('/leave-requests', { type: 'casual', from, to: from, reason: 'x' });
  const asked = leave.body as Claimed;
  await workOn(api, asked.approvalId);
  const answer = await approve('sales.manager', asked, { lines: [cut('1', '1')], comment: 'x' });
  expect([answer.status, pathsOf(answer)]).toEqual([422, ['lines']]);
  expect((await read(asked)).lines).toEqual([]);
});

test('the database pays no more than was claimed, whatever the code does', async () => {
  const { id } = await claim('10.00');
  await expect(
    api.db.query('UPDATE expense_claim_line SET approved_minor = 1001 WHERE claim_id = $1', [id]),
  ).rejects.toMatchObject({ constraint: 'expense_claim_line_approved' });
  await expect(
    api.db.query(
      `INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor)
       SELECT id, employee_id, currency, total_minor + 1 FROM expense_claim WHERE id = $1`,
      [id],
    ),
  ).rejects.toMatchObject({ constraint: 'reimbursement_within_claim' });
});
