import fc from 'fast-check';
import {
  LIST_SORTS,
  readSort,
  sortColumns,
  type Sort,
  type SortedList,
} from '../../domain/lists/sorting';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';

jest.setTimeout(120_000);

/** How a test says an order itself: of which table, and by what. */
const ORDERS: Record<SortedList, { path: string; table: string; by: Record<string, string> }> = {
  people: {
    path: '/people?',
    table: 'employee',
    by: { name: 'name', email: 'email', joined: 'joined_on' },
  },
  'leave-requests': {
    path: '/leave-requests?',
    table: 'leave_request',
    by: { from: 'from_on', to: 'to_on', asked: 'created_at' },
  },
  'expense-claims': {
    path: '/expense-claims?',
    table: 'expense_claim',
    by: { title: 'title', claimed: 'currency DIR, total_minor', asked: 'created_at' },
  },
  approvals: {
    path: '/approvals?box=all&',
    table: 'approval_request',
    by: { title: 'title', asked: 'submitted_at' },
  },
  projects: {
    path: '/projects?',
    table: 'project',
    by: { code: 'code', name: 'name', customer: 'customer', starts: 'starts_on' },
  },
  onboardings: {
    path: '/onboardings?',
    table: 'onboarding',
    by: { dayZero: 'day_zero', started: 'started_at' },
  },
  audit: { path: '/admin/audit?', table: 'audit_event', by: { at: 'id' } },
};
const LISTS = Object.keys(LIST_SORTS) as SortedList[];
const READERS = ['admin', 'hr', 'sales.head', 'consulting.manager', 'sales.rep'] as const;
const ROWS = 90;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await plant();
  // Signing in is audited.
  for (const persona of READERS) await api.as(persona);
});
afterAll(() => api.stop());

/** Rows of few different values each, so that many tie; instants differ in what a JavaScript date cannot hold. */
async function plant(): Promise<void> {
  const few = (...values: string[]) => fc.constantFrom(...values);
  const row = fc.record({
    who: few(...Object.values(api.company.people)),
    text: few('a', 'B', 'b', 'á', 'Ravi', 'ravi ', 'अनु', '"quoted\\', 'x'.repeat(140)),
    day: few('2027-01-04', '2027-01-05', '2026-12-31'),
    at: few('2027-01-04 10:00:00.000001+00', '2027-01-04 10:00:00.000002+00', '2026-12-31 00:00Z'),
    money: few('INR', 'JPY', 'KWD'),
    count: fc.integer({ min: 1, max: 5 }).map((n) => n * 99),
  });
  const rows = fc.sample(row, { numRuns: ROWS, seed: 20261128 }).map((one, n) => ({ ...one, n }));
  const given = `jsonb_to_recordset($1)
    AS r (who uuid, text text, day date, at timestamptz, money text, count integer, n integer)`;
  const department = `(SELECT id FROM department WHERE name = 'Sales')`;
  await api.db.transaction(async (tx) => {
    // As a restore would: past the triggers, which know no such people and requests.
    await tx.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const statement of [
      `INSERT INTO employee (email, name, password_hash, department_id, roles, joined_on)
       SELECT 'N' || n || '@netra.example', text, '', ${department}, ARRAY['employee'], day FROM ${given}`,
      `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, status, created_at)
       SELECT who, 'casual', day, day + count, count, 'x', 'rejected', at FROM ${given}`,
      `INSERT INTO expense_claim (employee_id, title, currency, total_minor, status, created_at)
       SELECT who, text, money, count, 'rejected', at FROM ${given}`,
      `INSERT INTO approval_request (id, kind, title, requester_id, subject_id, data, content_hash, policy_version, plan,
         status, workflow_id, submitted_at, closed_at)
       SELECT gen_random_uuid(), 'leave', text, who, gen_random_uuid(), '{}', '', 1, '{"steps": []}', 'rejected', 'approval/leave/' || n,
         at, at FROM ${given}`,
      `INSERT INTO project (code, name, customer, department_id, manager_id, starts_on)
       SELECT 'P' || n, text, text, ${department}, who, day FROM ${given}`,
      `INSERT INTO onboarding (person_id, template_id, purpose, day_zero, status, started_by, started_at, ended_at)
       SELECT who, (SELECT id FROM checklist_template LIMIT 1), 'onboarding', day, 'finished', who, at, at FROM ${given}`,
    ])
      await tx.query(statement, [JSON.stringify(rows)]);
  });
}

interface Answer {
  items: { id: string }[];
  nextCursor: string | null;
}

async function pagesOf(persona: Persona, path: string): Promise<string[][]> {
  const client = await api.as(persona);
  const pages: string[][] = [];
  for (let cursor = ''; ;) {
    const answer = await client.get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    expect([path, answer.status]).toEqual([path, 200]);
    const { items, nextCursor } = answer.body as Answer;
    pages.push(items.map(({ id }) => id));
    if (nextCursor === null) return pages;
    cursor = nextCursor;
  }
}

/** All rows of a list as the database sorts them whole. */
async function sortedIds(list: SortedList, sort: Sort<string>): Promise<string[]> {
  const { column, descending } = readSort(sort);
  const { table, by } = ORDERS[list];
  const way = descending ? 'DESC' : 'ASC';
  const rows = await api.db.query<{ id: string }>(
    `SELECT id::text AS id FROM ${table} ORDER BY ${by[column]!.replace('DIR', way)} ${way}, id ${way}`,
  );
  return rows.map(({ id }) => id);
}

const asked = fc.constantFrom(...LISTS).chain((list) =>
  fc.record({
    list: fc.constant(list),
    sort: fc.constantFrom<string>(...sortColumns(list).flatMap((column) => [column, `-${column}`])),
    limit: fc.integer({ min: 1, max: 40 }),
    persona: list === 'audit' ? fc.constant('admin' as const) : fc.constantFrom(...READERS),
  }),
);

test('the pages of a list in any order are the whole list in that order, each row once', async () => {
  const unsorted = new Map<string, Promise<string[][]>>();
  await fc.assert(
    fc.asyncProperty(asked, async ({ list, sort, limit, persona }) => {
      const { path } = ORDERS[list];
      const key = `${persona} ${list}`;
      const visible = unsorted.get(key) ?? pagesOf(persona, `${path}limit=200`);
      unsorted.set(key, visible);
      const seen = new Set((await visible).flat());
      const pages = await pagesOf(persona, `${path}limit=${limit}&sort=${sort}`);
      const expected = (await sortedIds(list, sort)).filter((id) => seen.has(id));
      expect(pages.flat()).toEqual(expected);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
    }),
    { numRuns: 80 },
  );
  const admins = (await unsorted.get('admin people')) ?? (await pagesOf('admin', '/people?'));
  expect(admins.flat().length).toBeGreaterThan(ROWS);
});

test('without an order a list is as usual, and says the same when asked for it', async () => {
  for (const list of LISTS) {
    const { path } = ORDERS[list];
    const { usual } = LIST_SORTS[list];
    const whole = await pagesOf('admin', `${path}limit=200`);
    expect(await pagesOf('admin', `${path}limit=200&sort=${usual}`)).toEqual(whole);
  }
});

test('what a list cannot be sorted by is refused by name, with what it can be', async () => {
  const admin = await api.as('admin');
  for (const list of LISTS)
    for (const sort of ['salary', '--name', 'name; DROP TABLE employee', '', 'constructor']) {
      const { path } = ORDERS[list];
      const answer = await admin.get(`${path}sort=${encodeURIComponent(sort)}`);
      const { errors } = answer.body as { errors: { path: string; message: string }[] };
      expect([list, sort, answer.status, errors.map((one) => one.path)]).toEqual([
        ...[list, sort, 422, ['sort']],
      ]);
      expect(errors[0]?.message).toContain(sortColumns(list).join(', '));
    }
});

test('a cursor of another order is refused, as it would leave rows out', async () => {
  const admin = await api.as('admin');
  const first = await admin.get('/people?limit=2&sort=email');
  const cursor = encodeURIComponent((first.body as Answer).nextCursor!);
  for (const [sort, status] of [
    ['&sort=email', 200],
    ['&sort=-email', 422],
    ['&sort=name', 422],
    ['', 422],
  ] as const) {
    const answer = await admin.get(`/people?limit=2${sort}&cursor=${cursor}`);
    expect([sort, answer.status]).toEqual([sort, status]);
  }
});

test('a file is in the order that is asked for', async () => {
  const { token } = await api.as('admin');
  const file = await fetch(`${api.url}/api/v1/exports/people?sort=-email&cols=email`, {
    headers: { authorization: `Bearer ${token ?? ''}` },
  });
  const rows = await api.db.query<{ email: string }>(
    'SELECT email FROM employee ORDER BY email DESC, id DESC',
  );
  const lines = (await file.text()).trimEnd().split('\r\n').slice(1);
  expect(lines).toEqual(rows.map(({ email }) => email));
});
