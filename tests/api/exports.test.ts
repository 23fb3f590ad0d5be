import readXlsxFile from 'read-excel-file/node';
import { EXPORTED_LISTS } from '../../domain/wire/exports';
import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const rep = await api.as('sales.rep');
  for (const [day, reason] of ['=1+1', '@SUM(A1)', 'plain, "quoted"'].entries()) {
    const from = `2028-09-0${4 + day}`;
    const body = { type: 'unpaid', from, to: from, reason };
    expect((await rep.post('/leave-requests', body)).status).toBe(201);
  }
  const spent = { category: 'travel', description: 'x', date: '2026-11-20' };
  const lines = [{ ...spent, amount: { amount: '1234.50', currency: 'INR' } }];
  expect((await rep.post('/expense-claims', { title: '-2+3', lines })).status).toBe(201);
});
afterAll(() => api.stop());

async function take(persona: Persona, path: string): Promise<Response> {
  const { token } = await api.as(persona);
  return fetch(`${api.url}/api/v1/exports/${path}`, {
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
}

/** A list read to its end. */
async function wholeList(persona: Persona, path: string): Promise<unknown[]> {
  const client = await api.as(persona);
  const rows: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const answer = await client.get(`/${path}${at}`);
    const { items, nextCursor } = answer.body as { items: unknown[]; nextCursor: string | null };
    rows.push(...items);
    cursor = nextCursor;
  }
  return rows;
}

const linesOf = (csv: string) => csv.trimEnd().split('\r\n');

// A report of a day, and the rows of a run or an account that is named, are no lists of pages; the suites of their own
// read them.
const APART: readonly string[] = [
  ...['trial-balance', 'profit-and-loss', 'balance-sheet', 'aging', 'cash'],
  ...['leave-year-rows', 'bank-lines', 'bank-reconciliation'],
];
const LISTS = EXPORTED_LISTS.filter((name) => !APART.includes(name));

test.each(PERSONAS)('%s finds as many rows in each file as in its list', async (persona) => {
  const client = await api.as(persona);
  for (const name of LISTS) {
    const { status } = await client.get(`/${name}?limit=1`);
    const file = await take(persona, name);
    expect([name, file.status]).toEqual([name, status]);
    if (status !== 200) continue;
    const list = await wholeList(persona, `${name}?limit=2`);
    // No cell of these holds a line end.
    expect([name, linesOf(await file.text()).length - 1]).toEqual([name, list.length]);
  }
});

test('CSV says what it is, is UTF-8 with its mark, and no cell of it is a formula', async () => {
  const answer = await take('sales.rep', 'leave-requests');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=leave-requests.csv');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const text = bytes.toString();
  for (const cell of [`,'=1+1,`, `,'@SUM(A1),`, `,"plain, ""quoted""",`]) {
    expect(text).toContain(cell);
  }
  const claims = await (await take('sales.rep', 'expense-claims')).text();
  expect(claims).toMatch(/,'-2\+3,1234\.50,,INR,pending,/);
});

test('a sheet holds the same, with amounts that can be added up and formulas as text', async () => {
  const answer = await take('sales.rep', 'expense-claims?format=xlsx');
  expect(answer.headers.get('content-type')).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  const [sheet] = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
  const [titles, ...rows] = sheet!.data;
  expect(titles).toEqual([
    ...['Employee', 'Title', 'Claimed', 'Approved', 'Currency', 'Status', 'Asked at'],
  ]);
  expect(rows[0]!.slice(1, 6)).toEqual(['-2+3', 1234.5, null, 'INR', 'pending']);
});

test('filters are those of the list; what is wrong with them is said before a file begins', async () => {
  const rejected = await (await take('sales.rep', 'leave-requests?status=rejected')).text();
  expect(linesOf(rejected)).toHaveLength(1);
  for (const path of ['leave-requests?status=lost', 'people?format=pdf', 'approvals?box=theirs']) {
    const answer = await take('sales.rep', path);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  }
});

test('that a list was taken along is in the audit trail, without what was looked for', async () => {
  await take('hr', 'people?q=Asha&format=xlsx');
  const [entry] = await api.db.query<{ actor_id: string; details: object }>(
    `SELECT actor_id, details FROM audit_event WHERE action = 'list.exported' ORDER BY id DESC LIMIT 1`,
  );
  expect(entry).toEqual({
    actor_id: api.company.people.hr,
    details: { name: 'people', format: 'xlsx', filters: ['q'] },
  });
});
