import type { CustomerRow } from '../../domain/wire/customers';
import type { DealRow, DealWire, ForecastWire, PipelineWire } from '../../domain/wire/deals';
import { startTestApi, type TestAnswer, type TestApi } from '../support/api';
import { inr, problemsOf, salesOf } from '../support/sales';

jest.setTimeout(60_000);

let api: TestApi;
const { customer, deal, move, read, share } = salesOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const rep = () => api.as('sales.rep');
const bodyOf = <Body>(answer: TestAnswer) => answer.body as unknown as Body;

test('a customer is added, found by parts of its name, changed once at a time and archived', async () => {
  const client = await rep();
  const made = await customer('sales.rep', { name: 'Konkan Shipping', city: 'Mumbai' });
  const found = bodyOf<{ items: CustomerRow[] }>(await client.get('/customers?q=kan%20ship'));
  expect(found.items.map(({ id }) => id)).toEqual([made.id]);
  const twice = await client.post('/customers', { name: 'konkan shipping' });
  expect([twice.status, bodyOf<{ detail: string }>(twice).detail]).toEqual([
    409,
    'There is a customer called “konkan shipping” already.',
  ]);
  const changed = await client.patch(`/customers/${made.id}`, { revision: 1, city: 'Goa' });
  expect(changed.body).toMatchObject({ city: 'Goa', name: 'Konkan Shipping', revision: 2 });
  expect((await client.patch(`/customers/${made.id}`, { revision: 1, city: 'x' })).status).toBe(
    409,
  );
  await client.patch(`/customers/${made.id}`, { revision: 2, archived: true });
  const gone = bodyOf<{ items: CustomerRow[] }>(await client.get('/customers?q=konkan'));
  expect(gone.items).toEqual([]);
  const kept = bodyOf<{ items: CustomerRow[] }>(
    await client.get('/customers?q=konkan&archived=yes'),
  );
  expect(kept.items).toHaveLength(1);
});

test('people at a customer’s are added, changed and archived', async () => {
  const client = await rep();
  const { id } = await customer('sales.rep');
  const bad = await client.post(`/customers/${id}/contacts`, { name: 'Asha', email: 'asha' });
  expect(problemsOf(bad)).toEqual({ email: 'This is no e-mail address' });
  const added = await client.post(`/customers/${id}/contacts`, {
    ...{ name: 'Asha Rao', jobTitle: 'Buyer', email: 'asha@konkan.example' },
  });
  const contact = bodyOf<{ id: string }>(added);
  await client.patch(`/customers/${id}/contacts/${contact.id}`, { archived: true });
  expect((await client.get(`/customers/${id}`)).body).toMatchObject({
    contacts: [{ name: 'Asha Rao', jobTitle: 'Buyer', archived: true, phone: null }],
  });
  const other = await customer('sales.rep2');
  const elsewhere = await client.post('/deals', {
    ...{ name: 'x', customerId: other.id, amount: inr('1.00'), expectedOn: '2027-01-01' },
  });
  expect(problemsOf(elsewhere)).toEqual({ customerId: 'There is no such customer' });
});

test('a deal is a lead, wholly its owner’s, numbered, and changed by one at a time', async () => {
  const first = await deal('sales.rep', { cost: inr('400.00') });
  const second = await deal('sales.rep');
  expect(first.number).toMatch(/^D-20\d\d-\d{4}$/);
  expect(Number(second.number.slice(-4))).toBe(Number(first.number.slice(-4)) + 1);
  expect(first).toMatchObject({
    ...{ stage: 'lead', amount: inr('1000.00'), weighted: inr('100.00') },
    ...{ cost: inr('400.00'), margin: inr('600.00') },
    splits: [{ bps: 10_000, amount: inr('1000.00'), employee: { name: 'sales.rep' } }],
    stageLog: [{ from: null, to: 'lead', by: { name: 'sales.rep' } }],
    may: { change: true, share: true, reopen: false, credit: false, handOver: false },
  });
  const client = await rep();
  const changed = await client.patch(`/deals/${first.id}`, { revision: 1, amount: inr('2000.00') });
  expect(changed.body).toMatchObject({ amount: inr('2000.00'), revision: 2 });
  const late = await client.patch(`/deals/${first.id}`, { revision: 1, name: 'y' });
  expect(late.status).toBe(409);
  const foreign = await client.patch(`/deals/${first.id}`, {
    ...{ revision: 2, amount: { amount: '5.00', currency: 'USD' } },
  });
  expect(problemsOf(foreign)).toEqual({ cost: 'Say what it costs in USD' });
});

test('shares of 60 and 30 are refused with what is missing; 60 and 40 are kept', async () => {
  const { id } = await deal('sales.rep', { amount: inr('100.01') });
  const short = await share('sales.rep', id, [
    ['sales.rep', 6000],
    ['sales.rep2', 3000],
  ]);
  expect(short.status).toBe(422);
  expect(problemsOf(short)).toEqual({ splits: 'The shares come to 90 %: 10 % are missing' });
  const outside = await share('sales.rep', id, [
    ['sales.rep', 6000],
    ['consultant', 4000],
  ]);
  expect(problemsOf(outside)).toEqual({
    'splits.1.employeeId': 'Choose somebody of a sales department',
  });
  const whole = await share('sales.rep', id, [
    ['sales.rep', 6000],
    ['sales.rep2', 4000],
  ]);
  expect(bodyOf<DealWire>(whole).splits.map(({ amount }) => amount.amount)).toEqual([
    '60.01',
    '40.00',
  ]);
  // Who shares in it sees it, and does not change it.
  const theirs = await (await api.as('sales.rep2')).get(`/deals/${id}`);
  expect(theirs.body).toMatchObject({ may: { change: false, share: false, note: true } });
  expect((await share('sales.rep2', id, [['sales.rep2', 10_000]])).status).toBe(403);
});

test('the lines of an offer make the deal’s amount, each rounded once', async () => {
  const { id } = await deal('sales.rep');
  const client = await rep();
  const quote = (revision: number, lines: object[]) =>
    client.call('PUT', `/deals/${id}/lines`, { body: { revision, lines } });
  const line = { description: 'Licences', unitPrice: inr('33.33'), unitCost: inr('10.00') };
  const bad = await quote(1, [{ ...line, quantity: '1.5 boxes' }]);
  expect(problemsOf(bad)).toEqual({ 'lines.0.quantity': 'Use a number such as "1.5"' });
  const good = bodyOf<DealWire>(
    await quote(1, [
      { ...line, quantity: '1.5', discountBps: 1000 },
      { ...line, quantity: '3', description: 'Training' },
    ]),
  );
  // 1.5 × 33.33 × 0.9 = 44.9955, and 3 × 33.33.
  expect(good.lines.map(({ amount }) => amount.amount)).toEqual(['45.00', '99.99']);
  expect([good.amount, good.cost]).toEqual([inr('144.99'), inr('45.00')]);
  const typed = await client.patch(`/deals/${id}`, { revision: 2, amount: inr('1.00') });
  expect(problemsOf(typed)).toEqual({ amount: 'It follows from the lines of the offer' });
});

test('a win needs a reason and a day that has come, and is credited', async () => {
  const { id } = await deal('sales.rep');
  expect(problemsOf(await move('sales.rep', id, { stage: 'won' }))).toEqual({
    reason: 'Say why it was won',
  });
  const early = await move('sales.rep', id, { stage: 'won', reason: 'price', on: '2189-01-01' });
  expect(problemsOf(early)).toEqual({ on: 'This day is still to come' });
  const won = await move('sales.rep', id, { stage: 'won', reason: 'price', on: '2026-11-20' });
  expect(won.body).toMatchObject({
    ...{ stage: 'won', closedOn: '2026-11-20', closeReason: 'price' },
    credits: [{ basis: 'won', amount: inr('1000.00'), on: '2026-11-20', reference: 'Win 1' }],
  });
  const client = await rep();
  const { revision } = await read('sales.rep', id);
  const later = await client.patch(`/deals/${id}`, { revision, amount: inr('9.00') });
  expect([later.status, bodyOf<{ detail: string }>(later).detail]).toEqual([
    409,
    'This deal is won: open it again to change its figures.',
  ]);
});

test('a won deal is opened again by the head alone, and its credit taken back by a negative one', async () => {
  const { id } = await deal('sales.rep');
  await move('sales.rep', id, { stage: 'won', reason: 'product' });
  expect((await move('sales.rep', id, { stage: 'proposal' })).status).toBe(403);
  expect((await move('sales.manager', id, { stage: 'proposal' })).status).toBe(403);
  const open = await move('sales.head', id, { stage: 'proposal' });
  expect(bodyOf<DealWire>(open).credits.map(({ amount }) => amount.amount)).toEqual([
    '1000.00',
    '-1000.00',
  ]);
  const again = await move('sales.rep', id, { stage: 'won', reason: 'product' });
  expect(bodyOf<DealWire>(again).credits.map(({ reference }) => reference)).toEqual([
    'Win 1',
    'Win 1 taken back',
    'Win 2',
  ]);
  expect(bodyOf<DealWire>(again).stageLog.map(({ to }) => to)).toEqual([
    ...['lead', 'won', 'proposal', 'won'],
  ]);
});

test('shares of a won deal are exchanged by the head alone', async () => {
  const { id } = await deal('sales.rep');
  await move('sales.rep', id, { stage: 'won', reason: 'price' });
  expect((await share('sales.rep', id, [['sales.rep', 10_000]])).status).toBe(403);
  expect((await share('sales.manager', id, [['sales.rep', 10_000]])).status).toBe(403);
  expect((await share('sales.head', id, [['sales.rep2', 10_000]])).status).toBe(200);
});

test('finance records what is invoiced, paid and given back; who earns by it does not', async () => {
  const { id } = await deal('sales.rep');
  const record = async (by: 'finance' | 'sales.rep' | 'sales.head', credit: object) =>
    (await api.as(by)).post(`/deals/${id}/credits`, {
      ...{ basis: 'paid', amount: inr('600.00'), on: '2026-11-21', reference: 'PAY-1', ...credit },
    });
  expect((await record('finance', {})).status).toBe(403);
  await move('sales.rep', id, { stage: 'won', reason: 'price', on: '2026-11-20' });
  expect((await record('sales.rep', {})).status).toBe(403);
  expect(problemsOf(await record('finance', { basis: 'invoiced', on: '2026-11-19' }))).toEqual({
    on: 'It was won on 20 Nov 2026 only',
  });
  expect((await record('sales.head', {})).status).toBe(403);
  expect((await record('finance', {})).status).toBe(201);
  const twice = await record('finance', {});
  expect([twice.status, bodyOf<{ detail: string }>(twice).detail]).toEqual([
    409,
    '“PAY-1” is recorded as paid already.',
  ]);
  expect(problemsOf(await record('finance', { reference: 'PAY-2' }))).toEqual({
    amount: 'With it, more is paid than the deal is worth',
  });
  const back = { basis: 'refunded', amount: inr('600.01'), reference: 'REF-1' };
  expect(problemsOf(await record('finance', back))).toEqual({
    amount: 'With it, more is refunded than was paid',
  });
  expect((await move('sales.head', id, { stage: 'proposal' })).status).toBe(409);
});

test('what is planned about a deal is done once', async () => {
  const { id } = await deal('sales.rep');
  const client = await rep();
  const noted = await client.post(`/deals/${id}/activities`, {
    ...{ kind: 'call', text: 'Ask for the order', dueOn: '2026-12-10' },
  });
  const [planned] = bodyOf<DealWire>(noted).activities;
  const done = await client.post(`/deals/${id}/activities/${planned?.id}/done`);
  const at = bodyOf<DealWire>(done).activities[0]?.doneAt;
  expect(at).toEqual(expect.any(String));
  const again = await client.post(`/deals/${id}/activities/${planned?.id}/done`);
  expect(bodyOf<DealWire>(again).activities[0]?.doneAt).toBe(at);
});

test('every figure of the board and the forecast is the sum of the rows it opens', async () => {
  const owner = api.company.people['sales.rep2'];
  for (const [amount, stage, expectedOn] of [
    ['10.05', 'lead', '2189-01-01'],
    ['0.05', 'lead', '2189-01-02'],
    ['200.00', 'negotiation', '2020-01-01'],
  ])
    await deal('sales.rep2', { amount: inr(amount ?? ''), stage, expectedOn });
  const thisMonth = await deal('sales.rep2', { amount: inr('77.77') });
  await move('sales.rep2', thisMonth.id, { stage: 'won', reason: 'price' });
  const client = await api.as('sales.manager');
  const rowsOf = async (query: string) =>
    bodyOf<{ items: DealRow[] }>(await client.get(`/deals?ownerId=${owner}&limit=200&${query}`))
      .items;
  const sum = (rows: DealRow[], figure: 'amount' | 'weighted') =>
    rows.reduce((all, row) => all + Number(row[figure].amount) * 100, 0).toFixed(0);
  const board = bodyOf<PipelineWire>(await client.get(`/pipeline?ownerId=${owner}`));
  expect(board.stages.map(({ stage }) => stage)).toHaveLength(6);
  for (const { stage, sums, deals } of board.stages) {
    const rows = await rowsOf(`stage=${stage}`);
    expect(deals.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const figure of ['amount', 'weighted'] as const)
      expect([stage, (Number(sums[0]?.[figure].amount ?? 0) * 100).toFixed(0)]).toEqual([
        stage,
        sum(rows, figure),
      ]);
  }
  const forecast = bodyOf<ForecastWire>(await client.get(`/forecast?ownerId=${owner}&months=24`));
  expect(forecast.rows.length).toBeGreaterThan(0);
  for (const { month, monthEnd, weighted, count } of forecast.rows) {
    const rows = await rowsOf(`stage=counted&from=${month}&to=${monthEnd}`);
    expect([count, (Number(weighted.amount) * 100).toFixed(0)]).toEqual([
      rows.length,
      sum(rows, 'weighted'),
    ]);
  }
  expect(forecast.overdue).toEqual([{ count: 1, amount: inr('200.00'), weighted: inr('150.00') }]);
});
