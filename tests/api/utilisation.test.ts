import type {
  DepartmentUtilisation,
  PersonUtilisation,
  UtilisationRow,
} from '../../domain/wire/utilisation';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { startProject } from '../support/projects';

let api: TestApi;
let projectId: string;

// A month of the past, so that nothing of it depends on the day of the run. It begins on a Monday.
const MONTH = '2026-06';

beforeAll(async () => {
  api = await startTestApi();
  projectId = await startProject(api);
  await api.db.query(`UPDATE employee SET joined_on = '2026-01-01'`);
  await plant();
});

afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];

/** Approved time of a person on a day. */
const worked = (persona: Persona, on: string, minutes: number, billable = true) =>
  api.db.query(
    `WITH sheet AS (
       INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
       VALUES (gen_random_uuid(), $1, $2, date_trunc('week', $3::date)::date, 'approved') RETURNING id
     )
     INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at)
     SELECT $1, $2, $3, 'Build', $5, $4, sheet.id, now() FROM sheet`,
    [idOf(persona), projectId, on, minutes, billable],
  );

const leave = (persona: Persona, from: string, to: string, over: object = {}) => {
  const { fromHalf, toHalf, status } = {
    ...{ fromHalf: 'am', toHalf: 'pm', status: 'approved' },
    ...over,
  };
  return api.db.query(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, from_half, to_half, units, reason, status)
     VALUES ($1, 'unpaid', $2, $3, $4, $5, 100, 'Away', $6)`,
    [idOf(persona), from, to, fromHalf, toHalf, status],
  );
};

/**
 * June 2026 has 22 days from Monday to Friday, of eight hours: 10,560 minutes. `consultant` has a holiday (the 3rd), two
 * days of leave and a half one, and a day of leave nobody approved; `consultant2` leaves on the 12th.
 */
async function plant(): Promise<void> {
  await api.db.query(`INSERT INTO holiday (on_date, name) VALUES ('2026-06-03', 'Founders')`);
  await leave('consultant', '2026-06-11', '2026-06-12');
  await leave('consultant', '2026-06-15', '2026-06-15', { fromHalf: 'pm' });
  await leave('consultant', '2026-06-16', '2026-06-16', { status: 'pending' });
  await worked('consultant', '2026-06-01', 480);
  await worked('consultant', '2026-06-02', 300);
  await worked('consultant', '2026-06-02', 120, false);
  await worked('consultant', '2026-05-29', 480);
  await worked('consultant2', '2026-06-08', 480);
  await api.db.query(
    `INSERT INTO employee_last_day (employee_id, last_day, set_by) VALUES ($1, '2026-06-12', $2)`,
    [idOf('consultant2'), idOf('hr')],
  );
}

const get = async <Body>(persona: Persona, path: string) =>
  (await (await api.as(persona)).get(path)).body as Body;
const list = async (persona: Persona, query = '') =>
  (await get<{ items: UtilisationRow[] }>(persona, `/utilisation?month=${MONTH}${query}`)).items;
const rowOf = (rows: UtilisationRow[], persona: Persona) =>
  rows.find(({ id }) => id === idOf(persona));

test('billable of available, worked out by hand: a holiday, leave and half a day of it are not available, what is pending is', async () => {
  const rows = await list('consulting.manager');
  // 22 days less the 3rd, the 11th and the 12th, and half of the 15th: 18.5 days of 480 minutes.
  expect(rowOf(rows, 'consultant')).toMatchObject({
    ...{ billable: 780, other: 120, available: 8880, percent: '8.78' },
  });
  // Ten days to the 12th, less the holiday.
  expect(rowOf(rows, 'consultant2')).toMatchObject({
    ...{ billable: 480, other: 0, available: 4320, percent: '11.11' },
  });
  expect(rowOf(rows, 'consulting.manager')).toMatchObject({ billable: 0, available: 10_080 });
});

test('every figure is the sum of its days and lines', async () => {
  const of = await get<PersonUtilisation>(
    ...([
      'consulting.manager',
      `/utilisation/people/${idOf('consultant')}?month=${MONTH}`,
    ] as const),
  );
  expect(of.days).toHaveLength(30);
  expect(of.days.reduce((sum, { available }) => sum + available, 0)).toBe(of.available);
  expect(of.days.find(({ on }) => on === '2026-06-03')).toMatchObject({ holiday: 480 });
  expect(of.days.find(({ on }) => on === '2026-06-15')).toMatchObject({ leave: 240 });
  const lines = of.lines.map(({ on, minutes, billable }) => `${on} ${minutes} ${billable}`);
  expect(lines.sort()).toEqual([
    ...['2026-06-01 480 true', '2026-06-02 120 false', '2026-06-02 300 true'],
  ]);
  const row = rowOf(await list('consulting.manager'), 'consultant');
  expect(of).toMatchObject({ billable: row!.billable, percent: row!.percent });
});

test('departments are the sums of their people, of those one sees', async () => {
  const path = `/utilisation/departments?month=${MONTH}`;
  const { items } = await get<DepartmentUtilisation>('finance', path);
  const consulting = items.find(({ department }) => department?.name === 'Consulting');
  expect(consulting).toMatchObject({ billable: 1260, other: 120, people: 4 });
  // Two who were there for all 21 days, and the two above.
  expect(consulting!.available).toBe(2 * 10_080 + 8880 + 4320);
  const own = await get<DepartmentUtilisation>('consultant', path);
  expect(own.items).toMatchObject([{ people: 1, billable: 780 }]);
});

test('managers see their team, heads their department, finance everybody, and others themselves', async () => {
  const seen = async (persona: Persona) => (await list(persona, '&limit=200')).map(({ id }) => id);
  expect(await seen('consultant')).toEqual([idOf('consultant')]);
  expect(new Set(await seen('consulting.manager'))).toEqual(
    new Set([idOf('consulting.manager'), idOf('consultant'), idOf('consultant2')]),
  );
  expect(await seen('consulting.head')).toHaveLength(4);
  expect((await seen('finance')).length).toBeGreaterThan(8);
  expect(await seen('hr')).toEqual([idOf('hr')]);
  expect(await seen('sales.head')).not.toContain(idOf('consultant'));
});

test('who left before a month or joined after it is not in it', async () => {
  const later = await get<{ items: UtilisationRow[] }>('finance', '/utilisation?month=2026-07');
  expect(rowOf(later.items, 'consultant2')).toBeUndefined();
  const before = await get<{ items: UtilisationRow[] }>('finance', '/utilisation?month=2025-12');
  expect(before.items).toEqual([]);
});

test('pages, searches and the file have the same rows', async () => {
  const first = await get<{ items: UtilisationRow[]; nextCursor: string }>(
    ...(['consulting.manager', `/utilisation?month=${MONTH}&limit=2`] as const),
  );
  const rest = await list('consulting.manager', `&limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest]).toHaveLength(3);
  const found = await list('consulting.manager', '&q=nobody%20of%20this%20name');
  expect(found).toEqual([]);
  const file = await (
    await api.as('consulting.manager')
  ).get(`/exports/utilisation?month=${MONTH}&format=csv`);
  expect(file.status).toBe(200);
  const text = file.body as unknown as string;
  expect(text).toContain('13.00');
  expect(text.trim().split('\n')).toHaveLength(4);
});
