import readXlsxFile from 'read-excel-file/node';
import type { AnswerTable, AssistantAnswer } from '../../domain/wire/assistant';
import type { PersonUtilisation } from '../../domain/wire/utilisation';
import { startTestApi, type TestApi } from '../support/api';
import { ask, begin } from '../support/assistant-talk';
import type { Persona } from '../support/company';
import { startProject } from '../support/projects';

jest.setTimeout(120_000);

/** What a spreadsheet would run, each as the title of a claim. */
const FORMULAS = ['=1+1', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '\r=1+1', 'plain, "quoted"'];
const MANY = 60;
const CLAIMS = 'Show the expense claims of my team';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  for (const [at, title] of FORMULAS.entries())
    await claim({ title, on: `2026-10-0${at + 1}`, minor: `${123_450 + at}` });
  for (let at = 0; at < MANY; at++)
    await claim({ title: `Taxi ${at}`, on: '2026-08-03', minor: `${10_001 + at}` });
  await claim({ title: 'A year before', on: '2025-10-01', minor: '99999999' });
});
afterAll(() => api.stop());

/** A claim of `sales.rep`, with its request. */
async function claim(of: { title: string; on: string; minor: string }): Promise<void> {
  await api.db.query(
    `WITH made AS (
       INSERT INTO expense_claim (employee_id, title, currency, total_minor, status)
       VALUES ($1, $2, 'INR', $4, 'approved') RETURNING id)
     INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
     SELECT id, 1, $3, 'travel', 'x', $4 FROM made`,
    [api.company.people['sales.rep'], of.title, of.on, of.minor],
  );
}

interface Asked {
  persona: Persona;
  path: string;
  answer: AssistantAnswer;
  table: AnswerTable;
}

async function askFor(persona: Persona, text: string): Promise<Asked> {
  const thread = await begin(api, persona);
  const { answer } = await ask(api, persona, { text, thread });
  const path = `/assistant/threads/${thread}/messages/${answer.id}/tables/`;
  return { persona, path, answer, table: answer.tables[0]! };
}

async function take({ persona, path, table }: Asked, format: 'csv' | 'xlsx', as = persona) {
  const { token } = await api.as(as);
  return fetch(`${api.url}/api/v1${path}${table.id}?format=${format}`, {
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
}

/** Rows of a sheet, without its titles. */
async function sheetOf(asked: Asked): Promise<unknown[][]> {
  const [sheet] = await readXlsxFile(Buffer.from(await (await take(asked, 'xlsx')).arrayBuffer()));
  return sheet!.data;
}

const amountOf = (cell: unknown) => (cell as { amount: string }).amount;
const textOf = (cell: unknown) => cell as string;

test('a table is as the records are, to the minor unit, and each row leads to a record that asks again', async () => {
  const { answer, table } = await askFor('sales.manager', CLAIMS);
  expect([table.rowCount, table.rows.length, table.truncated]).toEqual([68, 50, true]);
  const rows = await api.db.query<{ title: string; amount: string }>(
    `SELECT title, (total_minor / 100) || '.' || lpad((total_minor % 100)::text, 2, '0') AS amount FROM expense_claim`,
  );
  const kept = new Map(rows.map(({ title, amount }) => [title, amount]));
  for (const { cells } of table.rows)
    expect(amountOf(cells.amount)).toBe(kept.get(textOf(cells.title)));
  const [sum] = await api.db.query<{ total: string }>(
    `SELECT (sum(total_minor) / 100)::bigint || '.' || lpad((sum(total_minor) % 100)::bigint::text, 2, '0') AS total
     FROM expense_claim`,
  );
  expect(amountOf(table.totals!.amount)).toBe(sum!.total);
  expect(answer.answer).toContain('68 rows');
  expect(table.rows.every(({ href }) => href !== null)).toBe(true);
});

test('a file has the rows of its table and no other, as text that runs nowhere and figures that are numbers', async () => {
  const asked = await askFor('sales.manager', 'Show claims of my team since October 2026');
  const { table } = asked;
  expect(table.rowCount).toBe(FORMULAS.length);
  const file = await take(asked, 'csv');
  expect(file.headers.get('content-disposition')).toBe(
    'attachment; filename="expense-claims.csv"'.replaceAll('"', ''),
  );
  const text = await file.text();
  for (const inert of [`'=1+1,`, `'+1+1,`, `'-2+3,`, `'@SUM(A1),`, `'\t=1+1,`, `"'\r=1+1",`])
    expect(text).toContain(`\n${inert}`);
  expect(text).toContain('\n"plain, ""quoted""",');
  const [titles, ...rows] = await sheetOf(asked);
  expect(titles).toEqual(['Claim', 'Person', 'Spent', 'Amount', 'Amount, currency', 'Status']);
  expect(rows).toEqual(
    table.rows.map(({ cells }) => [
      // A sheet's reader takes the space around a text away, and a line end as it is written.
      expect.stringContaining(textOf(cells.title).trim()) as string,
      cells.person,
      new Date(`${textOf(cells.spent)}T00:00:00Z`),
      ...[Number(amountOf(cells.amount)), 'INR', cells.status],
    ]),
  );
});

test('of a table that shows the first of many, a file has as many as are shown', async () => {
  const asked = await askFor('sales.manager', CLAIMS);
  const shown = asked.table.rows.map(({ cells }) => amountOf(cells.amount));
  const [, ...rows] = await sheetOf(asked);
  expect(rows.map((row) => row[3])).toEqual(shown.map(Number));
  const lines = (await (await take(asked, 'csv')).text()).match(/,\d+\.\d\d,INR,/g) ?? [];
  expect(lines).toEqual(shown.map((amount) => `,${amount},INR,`));
});

test('a figure below nothing is a number in both files; a chart is of columns and rows of its table', async () => {
  const asked = await askFor(
    'sales.manager',
    'Travel spending of my team this year versus last year by category',
  );
  const { table, answer } = asked;
  const change = amountOf(table.rows[0]!.cells.change);
  expect(change).toMatch(/^-\d+\.\d\d$/);
  expect(await (await take(asked, 'csv')).text()).toContain(`,${change},INR`);
  const [, first] = await sheetOf(asked);
  expect(first).toContain(Number(change));
  const byMonth = await askFor('sales.manager', 'What did my team spend by month in 2026?');
  const [chart] = byMonth.answer.charts;
  expect([...answer.charts, chart]).toEqual([
    { tableId: byMonth.table.id, kind: 'line', x: 'group', y: ['amount'] },
  ]);
  const keys = byMonth.table.columns.map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining([chart!.x, ...chart!.y]));
});

test('a file is read anew as whoever takes it: nobody else has it, and what they lost is gone', async () => {
  const asked = await askFor('sales.manager', CLAIMS);
  for (const other of ['sales.rep', 'admin'] as const)
    expect((await take(asked, 'csv', other)).status).toBe(404);
  await api.db.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
    ...[api.company.people['sales.rep'], api.company.people['sales.head']],
  ]);
  expect((await take(asked, 'csv')).status).toBe(404);
  await api.db.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
    ...[api.company.people['sales.rep'], api.company.people['sales.manager']],
  ]);
  expect((await take(asked, 'csv')).status).toBe(200);
});

test('who leads somebody reads which project their hours are of, as on the page of their month; others read nothing', async () => {
  const projectId = await startProject(api);
  const { people } = api.company;
  await api.db.query(
    `WITH sheet AS (
       INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
       VALUES (gen_random_uuid(), $1, $2, '2026-06-01', 'approved') RETURNING id)
     INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at)
     SELECT $1, $2, '2026-06-02', 'Build', true, 450, sheet.id, now() FROM sheet`,
    [people['sales.rep'], projectId],
  );
  const manager = await api.as('sales.manager');
  expect((await manager.get(`/projects/${projectId}`)).status).toBe(404);
  const page = await manager.get(`/utilisation/people/${people['sales.rep']}?month=2026-06`);
  const [line] = (page.body as PersonUtilisation).lines;
  const told = `${line!.project.code} ${line!.project.name}`;
  const { table } = await askFor('sales.manager', 'Hours of my team by project in June 2026');
  expect(table.rows.map(({ cells }) => [cells.group, cells.hours])).toEqual([[told, '7.50']]);
  const named = await askFor(
    'sales.manager',
    'Hours of my team on the project Order desk in June 2026',
  );
  expect(named.table.totals).toMatchObject({ hours: '7.50' });
  for (const other of ['sales.rep2', 'hr'] as const) {
    const { answer } = await askFor(other, 'Hours on the project Order desk in June 2026');
    expect([answer.tables, JSON.stringify(answer).includes(line!.project.code)]).toEqual([
      [],
      false,
    ]);
  }
});
