import { addDays } from '../../domain/dates/calendar';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { grantLeave, mondayAhead } from '../support/records';

let api: TestApi;
const monday = mondayAhead(2);
const away: Persona[] = ['sales.rep', 'sales.head', 'consultant', 'hr'];

beforeAll(async () => {
  api = await startTestApi();
  for (const persona of away)
    await api.db.query(
      `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, status)
       VALUES ($1, 'sick', $2, $3, 200, 'A private matter', 'approved')`,
      [api.company.people[persona], monday, addDays(monday, 1)],
    );
});

afterAll(() => api.stop());

interface Rows {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

const get = async (persona: Persona, path: string) =>
  (await (await api.as(persona)).get(path)).body as Rows;

const namesOf = ({ items }: Rows) =>
  items.map(({ employee }) => (employee as { name: string }).name).sort();

test.each<[Persona, Persona[]]>([
  ['sales.rep', ['sales.rep']],
  ['sales.rep2', []],
  ['sales.manager', ['sales.rep']],
  ['sales.head', ['sales.head', 'sales.rep']],
  ['consulting.manager', ['consultant']],
  ['finance', []],
  ['hr', ['consultant', 'hr', 'sales.head', 'sales.rep']],
  ['admin', ['consultant', 'hr', 'sales.head', 'sales.rep']],
])('%s sees the leave of %j', async (persona, seen) => {
  expect(namesOf(await get(persona, '/leave-requests'))).toEqual(seen);
  const [row] = await api.db.query<{ id: string }>(
    'SELECT id FROM leave_request WHERE employee_id = $1',
    [api.company.people['sales.rep']],
  );
  const one = await (await api.as(persona)).get(`/leave-requests/${row!.id}`);
  expect(one.status).toBe(seen.includes('sales.rep') ? 200 : 404);
});

test.each<[Persona, Persona[]]>([
  ['sales.rep2', ['sales.head', 'sales.rep']],
  ['consultant2', ['consultant']],
  ['finance', []],
  ['admin', ['consultant', 'hr', 'sales.head', 'sales.rep']],
])('who is out, for %s, is %j, and never why', async (persona, out) => {
  const path = `/who-is-out?from=${monday}&to=${addDays(monday, 6)}`;
  const rows = await get(persona, path);
  expect(namesOf(rows)).toEqual(out);
  for (const row of rows.items)
    expect(Object.keys(row).sort()).toEqual(['employee', 'from', 'fromHalf', 'to', 'toHalf']);
  expect(JSON.stringify(rows)).not.toMatch(/sick|private/);
});

test('who is out asks for dates in order, and for a year at most', async () => {
  const rep = await api.as('sales.rep');
  const status = async (from: string, to: string) =>
    (await rep.get(`/who-is-out?from=${from}&to=${to}`)).status;
  expect(await status(monday, addDays(monday, -1))).toBe(422);
  expect(await status(monday, addDays(monday, 366))).toBe(422);
  expect(await status(monday, addDays(monday, 365))).toBe(200);
  expect(await status('tomorrow', monday)).toBe(422);
});

test('balances: one’s own first, then those one may see, person by person', async () => {
  await grantLeave(api.db, {
    employeeId: api.company.people['sales.rep'],
    type: 'casual',
    units: 1200,
  });
  const own = await get('sales.rep', '/leave-balances');
  expect(own.items.map(({ type }) => type)).toEqual([
    'casual',
    'sick',
    'earned',
    'unpaid',
    'comp-off',
  ]);
  expect(own.items[0]).toMatchObject({ available: '12.0', needsBalance: true });

  const people: string[] = [];
  let path: string | null = '/leave-balances?limit=1';
  while (path !== null) {
    const page: Rows = await get('sales.head', path);
    expect(page.items).toHaveLength(5);
    people.push(namesOf(page)[0]!);
    path = page.nextCursor && `/leave-balances?limit=1&cursor=${page.nextCursor}`;
  }
  expect(people).toEqual(['sales.head', 'sales.manager', 'sales.rep', 'sales.rep2']);

  const foreign = api.company.people.consultant;
  expect((await get('sales.head', `/leave-balances?employeeId=${foreign}`)).items).toEqual([]);
});

test('types and holidays are there for everybody', async () => {
  await api.db.query(
    `INSERT INTO holiday VALUES ('2026-12-25', 'Christmas Day'), ('2027-01-26', 'Republic Day')`,
  );
  expect((await get('consultant', '/leave-types')).items).toHaveLength(5);
  expect((await get('consultant', '/holidays?from=2026-12-01&to=2026-12-31')).items).toEqual([
    { on: '2026-12-25', name: 'Christmas Day', half: null },
  ]);
  expect((await get('consultant', '/holidays')).items).toHaveLength(2);
});
