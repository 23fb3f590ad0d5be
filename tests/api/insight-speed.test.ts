import type { Insight } from '../../domain/wire/insight';
import { casesSql } from '../../modules/insight/cases';
import { startTestApi, type TestApi } from '../support/api';
import { writeLongHistory } from '../support/insight-history';
import { promised } from '../support/promised';

jest.setTimeout(180_000);

const REQUESTS = 30_000;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await writeLongHistory(api.db, REQUESTS);
});
afterAll(() => api.stop());

/** A day so many days back: the history runs some two years up to now. */
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

async function timed(persona: 'admin' | 'sales.head', path: string) {
  const client = await api.as(persona);
  const began = performance.now();
  const answer = await client.get(path);
  expect(answer.status).toBe(200);
  return { body: answer.body as unknown, ms: performance.now() - began };
}

// The limits are far above what an idle machine takes; what they catch is a plan that looks at each row again.
test.each(['admin', 'sales.head'] as const)(
  'a month of a long history is there at once for %s, all of it soon',
  async (persona) => {
    const month = await timed(persona, `/insight?from=${day(40)}&to=${day(10)}`);
    expect((month.body as Insight).closed.count).toBeGreaterThan(100);
    expect(month.ms).toBeLessThan(promised(1_000));
    const years = await timed(persona, `/insight?from=${day(800)}&to=${day(0)}`);
    expect((years.body as Insight).submitted).toBeGreaterThan(REQUESTS / 5);
    expect(years.ms).toBeLessThan(promised(3_000));
  },
);

test('a file of everything is whole, though it is read in pieces', async () => {
  const [{ count }] = (await api.db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM approval_request WHERE closed_at IS NOT NULL`,
  )) as [{ count: number }];
  const path = `/insight/cases.csv?measure=closed&from=${day(800)}&to=${day(-6)}`;
  const { body } = await timed('admin', path);
  const lines = (body as string).trim().split('\r\n').slice(1);
  expect(lines).toHaveLength(count);
  expect(new Set(lines.map((line) => line.slice(0, 36))).size).toBe(count);
});

test('what was closed in a week is found by its index, and so are the mails that failed', async () => {
  const parameters: unknown[] = [];
  const principal = {
    id: api.company.people.admin,
    zone: 'Asia/Kolkata',
    roles: ['admin'],
    headsDepartmentIds: [],
    granted: {},
  } as never;
  const filter = { measure: 'closed' as const, from: day(20), to: day(14) };
  const sql = casesSql(principal, filter, parameters);
  expect(await planOf(sql, parameters)).toContain('approval_request_closed_at');
  const failed = `SELECT id FROM mail WHERE status = 'failed' ORDER BY created_at`;
  expect(await planOf(failed, [])).toContain('mail_failed');
});

async function planOf(sql: string, parameters: unknown[]): Promise<string> {
  const rows = await api.db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
