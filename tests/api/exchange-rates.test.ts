import { addDays } from '../../domain/dates/calendar';
import { formatDate } from '../../domain/dates/format';
import { startTestApi, type TestApi } from '../support/api';
import { expensesOf, inr, line, problemsOf } from '../support/expenses';
import { today } from '../support/records';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const { claim, approvalOf } = expensesOf(() => api);

test('lines in dollars, yen and dinars come to the paisa by the rate of their own day, which stays', async () => {
  const finance = await api.as('finance');
  const day = addDays(today(), -2);
  const dayBefore = addDays(day, -1);
  const put = (currency: string, rate: string, on = day) =>
    finance.call('PUT', '/exchange-rates', { body: { currency, on, rate } });
  for (const [currency, rate] of [
    ['USD', '83.1275'],
    ['JPY', '0.5531'],
    ['KWD', '271.4839'],
  ] as const)
    expect((await put(currency, rate)).status).toBe(200);
  await put('USD', '82.5', dayBefore);
  const paid = (amount: string, currency: string) =>
    line('1', { date: day, category: 'travel', amount: { amount, currency } });
  const sent = await claim(
    'consulting.head',
    paid('100.01', 'USD'),
    paid('15001', 'JPY'),
    paid('12.345', 'KWD'),
    paid('0.10', 'INR'),
    line('1', { date: dayBefore, category: 'travel', amount: { amount: '1', currency: 'USD' } }),
  );
  expect(sent.body).toMatchObject({ status: 'pending', total: inr('20044.70') });
  await put('USD', '90');
  const { id } = sent.body as { id: string };
  const shown = await finance.get(`/expense-claims/${id}`);
  expect((shown.body as { lines: object[] }).lines).toMatchObject([
    { amount: { amount: '100.01', currency: 'USD' }, base: inr('8313.58'), rate: '83.1275' },
    { amount: { amount: '15001', currency: 'JPY' }, base: inr('8297.05'), rate: '0.5531' },
    { amount: { amount: '12.345', currency: 'KWD' }, base: inr('3351.47'), rate: '271.4839' },
    { amount: inr('0.10'), base: inr('0.10'), rate: null },
    { date: dayBefore, base: inr('82.50'), rate: '82.5' },
  ]);
  expect((await approvalOf(sent)).lines.map(({ amount }) => amount)).toEqual(
    ['8313.58', '8297.05', '3351.47', '0.10', '82.50'].map(inr),
  );
  const missing = await claim(
    'consulting.head',
    line('1', { amount: { amount: '5', currency: 'USD' } }),
  );
  expect([missing.status, problemsOf(missing)]).toEqual([
    422,
    [
      {
        path: 'lines.0.amount.currency',
        message: `No exchange rate from USD to INR is set for ${formatDate(today())}`,
      },
    ],
  ]);
});

test('a file of rates is looked at first, names what it cannot read, and is taken whole', async () => {
  const finance = await api.as('finance');
  const send = (csv: string, dryRun = false) =>
    finance.post('/exchange-rates/import', { csv, dryRun });
  const bad = await send(
    'date,currency,rate\n2026-03-01,EUR,90.5\n1st March,EUR,90\n2026-03-02,XXX,1\n2026-03-01,eur,91\n',
  );
  expect([bad.status, problemsOf(bad).map(({ message }) => message)]).toEqual([
    422,
    [
      'Line 3: “1st March” is no date such as 2026-11-25',
      'Line 4: “XXX” is not a currency we know',
      'Line 5: The same day as line 2',
    ],
  ]);
  const good = '2026-03-01;EUR;90.50\r\n2026-03-02;EUR;90.6\r\n';
  const counts = { added: 2, changed: 0, unchanged: 0 };
  expect((await send(good, true)).body).toEqual({ ...counts, dryRun: true });
  const listed = async () =>
    ((await finance.get('/exchange-rates?currency=EUR')).body as { items: object[] }).items;
  expect(await listed()).toEqual([]);
  expect((await send(good)).body).toEqual({ ...counts, dryRun: false });
  expect(await listed()).toMatchObject([
    { on: '2026-03-02', rate: '90.6' },
    { on: '2026-03-01', rate: '90.5' },
  ]);
  const next = await send('2026-03-02,EUR,91\n2026-03-01,EUR,90.5');
  expect(next.body).toEqual({ added: 0, changed: 1, unchanged: 1, dryRun: false });
  const first = (await finance.get('/exchange-rates?limit=1')).body as { nextCursor: string };
  const second = await finance.get(`/exchange-rates?limit=1&cursor=${first.nextCursor}`);
  expect(second.body).not.toEqual(first);
});
