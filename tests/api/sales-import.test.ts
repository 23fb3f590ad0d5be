import type { DealRow } from '../../domain/wire/deals';
import type { SalesImportCheck } from '../../domain/wire/sales-import';
import { startTestApi, type TestApi } from '../support/api';
import { emailOf, type Persona } from '../support/company';
import { salesOf } from '../support/sales';

jest.setTimeout(60_000);

let api: TestApi;
const { customer } = salesOf(() => api);

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

async function send(persona: Persona, path: string, lines: string[]) {
  const form = new FormData();
  form.append('file', new Blob([lines.join('\r\n')], { type: 'text/csv' }), 'sales.csv');
  const { token } = await api.as(persona);
  const answer = await fetch(`${api.url}/api/v1/sales-imports/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? ''}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as never };
}

const check = async (of: string, lines: string[]) =>
  (await send('sales.rep', `${of}/checks`, lines)).body as SalesImportCheck;
const said = ({ problems }: SalesImportCheck) =>
  problems.map(({ line, column, message }) => `${line} ${column ?? '-'}: ${message}`);
const count = async (table: string) =>
  (await api.db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
const dealsOf = async (q: string) =>
  ((await (await api.as('sales.rep')).get(`/deals?q=${q}`)).body as { items: DealRow[] }).items;

const CUSTOMERS = 'Name,City,Website,Owner';
const DEALS = 'Name,Customer,Amount,Currency,Expected on,Stage,Closed on,Reason,Owner';

test('a try lists everything that is wrong with its line and column, and writes nothing', async () => {
  await customer('sales.rep', { name: 'Taken' });
  await customer('sales.rep2', { name: 'Unseen' });
  const customers = await check('customers', [
    CUSTOMERS,
    `Good,Pune,https://good.example,${emailOf('sales.rep2')}`,
    'taken,,,',
    'Twice,,good.example,',
    `TWICE,,,${emailOf('consultant')}`,
    '=cmd(),,,',
    'Short,',
  ]);
  expect(said(customers)).toEqual([
    '3 Name: There is a customer of this name already.',
    '4 Website: Use an address such as https://www.example.com.',
    '5 Name: The same name stands on line 4.',
    '5 Owner: Nobody in a sales department has this address. Use the owner’s e-mail.',
    '6 Name: This looks like a formula of a spreadsheet. Write plain text.',
    '7 -: This line has 2 cells, the first line 4.',
  ]);
  expect(customers).toMatchObject({ rows: 6, badRows: 5 });
  const deals = await check('deals', [
    DEALS,
    'a,Unseen,10.00,INR,2027-01-01,,,,',
    'b,Taken,10.001,INR,25th Feb,lost,,,',
    'c,Taken,10,XXX,2027-01-01,somewhere,,,',
    'd,Taken,0,INR,2026-01-01,won,2189-01-01,,',
  ]);
  expect(said(deals)).toEqual([
    '2 Customer: There is no customer of this name that you see.',
    '3 Amount: INR has at most 2 decimals.',
    '3 Expected on: Write the date as year-month-day, such as 2026-02-25.',
    '3 Closed on: Write the date as year-month-day, such as 2026-02-25.',
    '3 Reason: Use one of price, competitor, no-budget, no-decision, timing, other.',
    '4 Currency: XXX is not a currency we know.',
    '4 Stage: Use one of lead, qualified, proposal, negotiation, won, lost.',
    '5 Closed on: This day is still to come.',
    '5 Reason: Use one of price, product, relationship, other.',
    '5 Amount: A won deal is worth something.',
  ]);
  expect(await count('deal')).toBe(0);
});

test('a file is written whole: deals numbered, shared and logged, a won one credited on its day', async () => {
  await customer('sales.rep', { name: 'Malwa Mills' });
  const lines = [
    DEALS,
    'Imported one,malwa mills,1000.50,inr,2027-02-01,proposal,,,',
    `Imported two,Malwa Mills,200,INR,2026-03-01,won,2026-03-04,price,${emailOf('sales.rep')}`,
  ];
  const { sha256, sample } = await check('deals', lines);
  expect(sample.map(({ name }) => name)).toEqual(['Imported one', 'Imported two']);
  const other = await send('sales.rep', `deals?sha256=${'0'.repeat(64)}`, lines);
  expect(other.status).toBe(409);
  const done = await send('sales.rep', `deals?sha256=${sha256}`, lines);
  expect([done.status, done.body]).toMatchObject([201, { written: 2 }]);
  const rows = await dealsOf('Imported');
  expect(rows.map(({ stage, amount }) => [stage, amount.amount])).toEqual([
    ['proposal', '1000.50'],
    ['won', '200.00'],
  ]);
  expect(
    await api.db.query(
      `SELECT credited_on AS on, amount_minor AS minor FROM deal_credit WHERE deal_id = $1`,
      [rows[1]?.id],
    ),
  ).toEqual([{ on: '2026-03-04', minor: '20000' }]);
});

test('of a file with one bad line nothing is written, even when it was good as it was tried', async () => {
  const lines = [CUSTOMERS, 'Fresh one,,,', 'Fresh two,,,'];
  const { sha256 } = await check('customers', lines);
  await customer('sales.rep2', { name: 'fresh two' });
  const before = await count('customer');
  const refused = await send('sales.rep', `customers?sha256=${sha256}`, lines);
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { errors: [{ path: '3.Name', message: expect.stringContaining('already') as unknown }] },
  ]);
  expect(await count('customer')).toBe(before);
});

test('files are for those who work in sales', async () => {
  for (const persona of ['consulting.head', 'finance', 'hr'] as const)
    expect((await send(persona, 'customers/checks', [CUSTOMERS, 'x,,,'])).status).toBe(403);
});
