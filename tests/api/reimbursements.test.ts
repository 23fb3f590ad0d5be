import type { AdvanceWire, BatchWire, ReimbursementWire } from '../../domain/wire/expenses';
import type { ExpenseClaimWire } from '../../domain/wire/records';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { today } from '../support/records';
import { workOn } from '../support/worker-by-hand';
import { pain001Problems } from '../support/pain-001';
import { readXml, type XmlNode } from '../support/xml';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  for (const persona of ['consultant', 'sales.rep', 'finance'] as const) await giveAccount(persona);
});
afterAll(() => api.stop());

const inr = (amount: string) => ({ amount, currency: 'INR' });
const problemsOf = (answer: TestAnswer) =>
  (answer.body as { errors: { path: string; message: string }[] }).errors;
const finance = () => api.as('finance');

const giveAccount = (persona: Persona) =>
  api.db.query(
    `INSERT INTO employee_bank_account (employee_id, holder, bank, ifsc, account_number, status, effective_from)
     VALUES ($1, $2, 'A bank', 'HDFC0001234', '00450012347890', 'approved', now())`,
    [api.company.people[persona], `${persona} <& Sons>`],
  );

/** A claim of somebody's that has its signatures. Returns its id. */
async function approved(
  persona: Persona,
  amount: string,
  signer: Persona,
  title = 'Visit',
): Promise<string> {
  const line = { date: today(), category: 'travel', amount: inr(amount), description: 'Train' };
  const sent = await (await api.as(persona)).post('/expense-claims', { title, lines: [line] });
  const { id, approvalId } = sent.body as { id: string; approvalId: string };
  await workOn(api, approvalId);
  await (await api.as(signer)).post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(await workOn(api, approvalId)).toBe('approved');
  // The activity that closes it runs again and again: nothing comes of it.
  for (let run = 0; run < 5; run++) await workOn(api, approvalId);
  return id;
}

const owed = async (claimId: string, persona: Persona = 'finance') => {
  const list = await (await api.as(persona)).get('/reimbursements?limit=200');
  const { items } = list.body as { items: ReimbursementWire[] };
  return items.find((item) => item.claimId === claimId);
};
const paymentOf = async (id: string) =>
  ((await (await finance()).get(`/expense-claims/${id}`)).body as { payment: string }).payment;
const claimOf = async (id: string, persona: Persona) =>
  (await (await api.as(persona)).get(`/expense-claims/${id}`)).body as ExpenseClaimWire;
const advance = async (persona: Persona, amount: string) => {
  const body = {
    ...{ employeeId: api.company.people[persona], amount: inr(amount) },
    ...{ paidOn: today(), note: 'For the visit' },
  };
  return (await finance()).post('/expense-advances', body);
};
const batch = async (...items: object[]) =>
  (await finance()).post('/reimbursement-batches', { payOn: today(), items });
const end = async ({ id }: BatchWire, verb: 'pay' | 'cancel') =>
  (await finance()).post(`/reimbursement-batches/${id}/${verb}`);

test('an advance of 100 pays for a claim of 60 and for 40 of the next', async () => {
  const { id } = (await advance('sales.rep2', '100.00')).body as AdvanceWire;
  const [first, second] = [
    await approved('sales.rep2', '60.00', 'sales.manager'),
    await approved('sales.rep2', '60.00', 'sales.manager'),
  ];
  expect(await owed(first)).toMatchObject({
    ...{ amount: inr('60.00'), settled: inr('60.00'), open: inr('0.00'), status: 'paid' },
  });
  expect(await owed(second)).toMatchObject({
    ...{ amount: inr('60.00'), settled: inr('40.00'), open: inr('20.00'), status: 'partly-paid' },
  });
  expect((await claimOf(second, 'sales.rep2')).fromAdvances).toEqual(inr('40.00'));
  const mine = (await (await api.as('sales.rep2')).get('/expense-advances')).body as {
    items: AdvanceWire[];
  };
  expect(mine.items).toMatchObject([
    {
      ...{ id, settled: inr('100.00'), open: inr('0.00') },
      claims: [
        { id: first, amount: inr('60.00') },
        { id: second, amount: inr('40.00') },
      ],
    },
  ]);
  const others = await (await api.as('consultant')).get('/expense-advances');
  expect(others.body).toMatchObject({ items: [] });
  await expect(
    api.db.query('UPDATE expense_advance SET returned_minor = 1 WHERE id = $1', [id]),
  ).rejects.toThrow('expense_advance_within');
});

test('what is given back of an advance is no claim’s any more, and no more than is open comes back', async () => {
  const { id } = (await advance('sales.head', '50.00')).body as AdvanceWire;
  const back = async (amount: string) =>
    (await finance()).post(`/expense-advances/${id}/returns`, { amount: inr(amount) });
  expect((await back('30.00')).body).toMatchObject({ open: inr('20.00') });
  const more = await back('20.01');
  expect([more.status, problemsOf(more)]).toEqual([
    422,
    [{ path: 'amount.amount', message: 'Only ₹20.00 of it is open' }],
  ]);
  const claim = await approved('sales.head', '60.00', 'admin');
  expect(await owed(claim)).toMatchObject({ settled: inr('20.00'), open: inr('40.00') });
  expect((await advance('finance', '1.00')).status).toBe(403);
});

test('two claims approved at once do not use the same advance', async () => {
  await advance('consultant2', '100.00');
  const line = { date: today(), category: 'travel', amount: inr('80.00'), description: 'Train' };
  const claims = await Promise.all(
    [1, 2].map(async (at) => {
      const sent = await (
        await api.as('consultant2')
      ).post('/expense-claims', { title: `Visit ${at}`, lines: [line] });
      const { id, approvalId } = sent.body as { id: string; approvalId: string };
      await workOn(api, approvalId);
      const signer = await api.as('consulting.manager');
      await signer.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
      return { id, approvalId };
    }),
  );
  await Promise.all(claims.map(({ approvalId }) => workOn(api, approvalId)));
  const settled = await Promise.all(claims.map(async ({ id }) => (await owed(id))?.settled.amount));
  expect(settled.sort()).toEqual(['20.00', '80.00']);
});

test('paid in part and then in full moves the status, and no batch pays what another one does', async () => {
  const claimId = await approved('consultant', '100.00', 'consulting.manager');
  expect([await paymentOf(claimId), (await owed(claimId))?.status]).toEqual(['due', 'due']);
  const part = await batch({ claimId, amount: inr('40.00') });
  expect(part.status).toBe(201);
  expect(part.body).toMatchObject({ status: 'open', total: inr('40.00') });
  const over = await batch({ claimId, amount: inr('60.01') });
  expect([over.status, problemsOf(over)]).toEqual([
    422,
    [{ path: 'items.0.amount.amount', message: 'Only ₹60.00 of it is open' }],
  ]);
  expect(await paymentOf(claimId)).toBe('due');
  const [planned] = (await claimOf(claimId, 'consultant')).payments ?? [];
  const first = {
    batch: (part.body as BatchWire).number,
    amount: inr('40.00'),
    payOn: today(),
  };
  expect(planned).toEqual({ ...first, status: 'open', paidAt: null });
  expect((await end(part.body, 'pay')).body).toMatchObject({ status: 'paid' });
  expect(await owed(claimId, 'consultant')).toMatchObject({
    ...{ status: 'partly-paid', paid: inr('40.00'), open: inr('60.00') },
  });
  expect((await end(part.body, 'pay')).status).toBe(200);
  expect((await end(part.body, 'cancel')).status).toBe(409);
  expect(await owed(claimId)).toMatchObject({ paid: inr('40.00') });

  const dropped = await batch({ claimId });
  expect(dropped.body).toMatchObject({ total: inr('60.00') });
  expect(problemsOf(await batch({ claimId }))[0]?.message).toBe('Nothing of it is open any more');
  await end(dropped.body, 'cancel');
  const rest = await batch({ claimId });
  await end(rest.body, 'pay');
  expect(await owed(claimId)).toMatchObject({ status: 'paid', open: inr('0.00') });
  expect(await paymentOf(claimId)).toBe('paid');
  // The batch that was dropped paid nothing, and is not among them.
  const paidAt = expect.stringMatching(/^\d{4}-.*Z$/) as string;
  expect((await claimOf(claimId, 'consultant')).payments).toEqual([
    { ...first, status: 'paid', paidAt },
    {
      ...{ batch: (rest.body as BatchWire).number, status: 'paid', amount: inr('60.00') },
      ...{ payOn: today(), paidAt },
    },
  ]);
  const [{ count } = { count: '' }] = await api.db.query<{ count: string }>(
    'SELECT count(*) AS count FROM reimbursement WHERE claim_id = $1',
    [claimId],
  );
  expect(count).toBe('1');
});

test('two batches made at once do not pay a claim twice', async () => {
  const claimId = await approved('consultant', '10.00', 'consulting.manager');
  const answers = await Promise.all([batch({ claimId }), batch({ claimId }), batch({ claimId })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  await expect(
    api.db.query('UPDATE reimbursement_state SET paid_minor = 1 WHERE claim_id = $1', [claimId]),
  ).rejects.toThrow('reimbursement_not_overpaid');
});

test('nobody is paid without an account, nor by themselves', async () => {
  const nowhere = await approved('consulting.head', '10.00', 'admin');
  const own = await approved('finance', '10.00', 'admin');
  const answer = await batch({ claimId: nowhere }, { claimId: own });
  expect([answer.status, problemsOf(answer)]).toEqual([
    422,
    [
      {
        path: 'items.0.claimId',
        message: expect.stringContaining('has no approved bank account') as string,
      },
      { path: 'items.1.claimId', message: 'Your own claim is for a colleague to pay' },
    ],
  ]);
});

const textOf = (node: XmlNode, ...path: string[]): string => {
  const found = path.reduce<XmlNode | undefined>(
    (at, name) => at?.children.find((child) => child.name === name),
    node,
  );
  return found?.text ?? `no ${path.join('/')}`;
};

test('the bank gets the batch as CSV and as pain.001.001.03, with the right sums and the elements in their order', async () => {
  const title = 'Büro & <b>"Kits"</b>';
  const [first, second] = [
    await approved('consultant', '1234.50', 'consulting.manager', title),
    await approved('sales.rep', '0.05', 'sales.manager'),
  ];
  const made = (await batch({ claimId: first }, { claimId: second })).body as BatchWire;
  const file = async (format: string) =>
    (await finance()).get(`/reimbursement-batches/${made.id}/bank-file?format=${format}`);
  const without = await file('csv');
  expect([without.status, (without.body as { detail: string }).detail]).toEqual([
    409,
    'Set the account the company pays from first, under Reimbursements',
  ]);
  const account = { holder: 'NETRA Ltd', ifsc: 'ICIC0000001', accountNumber: '123456789012' };
  const set = await (await finance()).call('PUT', '/company-account', { body: account });
  expect(set.body).toEqual({
    account: { holder: 'NETRA Ltd', ifsc: 'ICIC0000001', accountEnding: '9012' },
  });

  const csv = await file('csv');
  expect(csv.headers.get('content-disposition')).toContain(`${made.number}.csv`);
  expect((csv.body as string).trim().split('\r\n')).toEqual([
    expect.stringContaining('Batch,Pay on,Name,IFSC,Account,Amount,Currency,Reference'),
    `${made.number},${today()},consultant <& Sons>,HDFC0001234,00450012347890,1234.50,INR,"${made.number} Büro & <b>""Kits""</b>"`,
    `${made.number},${today()},sales.rep <& Sons>,HDFC0001234,00450012347890,0.05,INR,${made.number} Visit`,
  ]);

  const document = readXml((await file('pain.001')).body);
  expect(pain001Problems(document)).toEqual([]);
  expect(document.attributes.xmlns).toBe('urn:iso:std:iso:20022:tech:xsd:pain.001.001.03');
  const [initiation] = document.children;
  const names = (node?: XmlNode) => node?.children.map(({ name }) => name);
  expect([document.name, initiation?.name, names(initiation)]).toEqual([
    ...['Document', 'CstmrCdtTrfInitn'],
    ['GrpHdr', 'PmtInf'],
  ]);
  const [header, payment] = initiation!.children as [XmlNode, XmlNode];
  expect(names(header)).toEqual(['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty']);
  expect(names(payment)).toEqual([
    ...['PmtInfId', 'PmtMtd', 'NbOfTxs', 'CtrlSum', 'ReqdExctnDt', 'Dbtr', 'DbtrAcct', 'DbtrAgt'],
    ...['CdtTrfTxInf', 'CdtTrfTxInf'],
  ]);
  for (const part of [header, payment])
    expect([textOf(part, 'NbOfTxs'), textOf(part, 'CtrlSum')]).toEqual(['2', '1234.55']);
  expect(textOf(header, 'CreDtTm')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  expect(textOf(payment, 'ReqdExctnDt')).toBe(today());
  const transfers = payment.children.filter(({ name }) => name === 'CdtTrfTxInf');
  expect(transfers.map(names)).toEqual(
    Array.from({ length: 2 }, () => ['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf']),
  );
  expect(
    transfers.map((transfer) => [
      textOf(transfer, 'PmtId', 'EndToEndId'),
      textOf(transfer, 'Amt', 'InstdAmt'),
      textOf(transfer, 'CdtrAgt', 'FinInstnId', 'ClrSysMmbId', 'MmbId'),
      textOf(transfer, 'Cdtr', 'Nm'),
      textOf(transfer, 'CdtrAcct', 'Id', 'Othr', 'Id'),
      textOf(transfer, 'RmtInf', 'Ustrd'),
    ]),
  ).toEqual([
    [
      ...[`${made.number}-1`, '1234.50', 'HDFC0001234', 'consultant <& Sons>', '00450012347890'],
      `${made.number} ${title}`,
    ],
    [
      ...[`${made.number}-2`, '0.05', 'HDFC0001234', 'sales.rep <& Sons>', '00450012347890'],
      `${made.number} Visit`,
    ],
  ]);
  const amount = transfers[0]?.children[1]?.children[0];
  expect(amount?.attributes).toEqual({ Ccy: 'INR' });
  const taken = await api.db.query<{ details: object }>(
    `SELECT details FROM audit_event WHERE action = 'reimbursement-batch.file-taken' AND subject_id = $1`,
    [made.id],
  );
  expect(taken).toHaveLength(2);
  await end(made, 'cancel');
  expect((await file('csv')).status).toBe(409);
});
