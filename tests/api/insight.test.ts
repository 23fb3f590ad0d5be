import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import { NOBODY, type Measure } from '../../domain/insight/measures';
import type { Page } from '../../domain/wire/common';
import type { Figure, Insight, InsightCase } from '../../domain/wire/insight';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';
import { compareFigures } from '../support/insight-compare';
import { narrow, readRows, recount, type Recounted, type Rows } from '../support/insight-recount';
import { foundDemo } from '../support/matrix-world';

jest.setTimeout(120_000);

const ZONE = 'Asia/Kolkata';
const KINDS = ['leave', 'expense-claim', 'project-go-live'];
const HEADS = {
  'sales.head': 'Sales',
  'consulting.head': 'Consulting',
  hr: 'Human Resources',
  finance: 'Finance',
} as const;
/** A period with some hundred requests of the demo company's two years. */
const YEAR = { from: '2025-11-01', to: '2026-12-31' };

let api: TestApi;
let rows: Rows;

beforeAll(async () => {
  api = await startTestApi({ found: foundDemo });
  let day = 0;
  for (const persona of ['sales.rep', 'sales.rep2', 'consultant', 'hr', 'sales.head'] as const) {
    for (let round = 0; round < 3; round++) {
      const on = addDays('2028-02-07', Math.floor(day / 5) * 7 + (day++ % 5));
      await plantOpen(persona, on);
    }
  }
  await age();
  rows = await readRows(api.db);
});
afterAll(() => api.stop());

/** A pending request with its first stage open, as the worker would leave it. */
async function plantOpen(persona: Persona, on: string) {
  const body = { type: 'unpaid', from: on, to: on, reason: 'x' };
  const answer = await (await api.as(persona)).post('/leave-requests', body);
  const { approvalId } = answer.body as { approvalId: string };
  await openStage(api.deps.approvals, { requestId: approvalId, stage: 0 });
}

/** Makes some open steps overdue, one without anybody who was asked, one settled but not yet moved on. */
async function age() {
  const steps = await api.db.query<{ id: string }>(
    `SELECT id FROM approval_step WHERE status = 'open' ORDER BY id`,
  );
  for (const [index, { id }] of steps.entries()) {
    const hours = index * 14; // up to nine days: beyond any weekend
    await api.db.query(
      `UPDATE approval_step SET opened_at = opened_at - make_interval(hours => $2),
         due_at = due_at - make_interval(hours => $2) WHERE id = $1`,
      [id, hours],
    );
    await api.db.query(
      'UPDATE approval_task SET created_at = created_at - make_interval(hours => $2) WHERE step_id = $1',
      [id, hours],
    );
  }
  await api.db.query(`UPDATE approval_task SET status = 'revoked' WHERE step_id = $1`, [
    steps.at(-1)!.id,
  ]);
  await api.db.query(
    `WITH d AS (INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at)
       SELECT request_id, step_id, id, approver_id, 'approve', 'app', now() FROM approval_task WHERE step_id = $1)
     UPDATE approval_task SET status = 'approved' WHERE step_id = $1`,
    [steps.at(-2)!.id],
  );
}

async function get<Answer>(persona: Persona, path: string): Promise<Answer> {
  const answer = await (await api.as(persona)).get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();

/** What plain JavaScript counts for somebody: everything, or their department's. */
function expected(measure: Measure, persona: Persona, filter: Filter, now: number): Recounted[] {
  const mine = HEADS[persona as keyof typeof HEADS] as
    keyof typeof api.company.departments | undefined;
  const cases = narrow(recount(rows, measure, now), filter, ZONE);
  return mine ? cases.filter((one) => one.departmentId === api.company.departments[mine]) : cases;
}

interface Filter {
  from: string;
  to: string;
  kind?: string;
  departmentId?: string;
}

test('the demo company has cases of every sort, or the recounts would compare nothing', async () => {
  const insight = await get<Insight>('admin', `/insight?${query(YEAR)}`);
  expect(insight.submitted).toBeGreaterThan(100);
  expect(insight.closed.count).toBeGreaterThan(100);
  expect(insight.mail.count).toBeGreaterThan(50);
  expect(insight.channels.map(({ channel }) => channel)).toEqual(['app', 'email']);
  expect(insight.overdue.count).toBeGreaterThan(3);
  expect(insight.bottlenecks.some(({ approver }) => approver === null)).toBe(true);
  expect(insight.approvalRate).toBeGreaterThan(0.5);
});

test('figures are what plain JavaScript counts, for random readers, periods and filters', async () => {
  const departments = Object.values(api.company.departments);
  const filters = fc.record({
    persona: fc.constantFrom<Persona>('admin', 'sales.head', 'consulting.head', 'hr', 'finance'),
    start: fc.integer({ min: 0, max: 780 }),
    length: fc.integer({ min: 0, max: 400 }),
    kind: fc.option(fc.constantFrom(...KINDS), { nil: undefined, freq: 2 }),
    departmentId: fc.option(fc.constantFrom(...departments), { nil: undefined, freq: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(filters, async ({ persona, start, length, kind, departmentId }) => {
      const from = addDays('2024-11-01', start);
      const filter = { from, to: addDays(from, length), kind, departmentId };
      const insight = await get<Insight>(persona, `/insight?${query(filter)}`);
      const now = Date.parse(insight.asOf);
      compareFigures(insight, (measure) => expected(measure, persona, filter, now), ZONE);
    }),
    { numRuns: 40, seed: 20261124 },
  );
});

async function wholeList(persona: Persona, filter: Record<string, string | number | undefined>) {
  const items: InsightCase[] = [];
  let cursor: string | undefined;
  do {
    const page = await get<Page<InsightCase>>(
      persona,
      `/insight/cases?${query({ ...filter, limit: 37, cursor })}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

const drill = (measure: Measure, figure: Figure) => ({
  measure,
  kind: figure.kind,
  status: figure.status,
  step: figure.step,
  approverId: figure.approver === null ? NOBODY : figure.approver?.id,
  channel: figure.channel,
  week: figure.week,
  band: figure.band,
});

const lines = (csv: string) => csv.trim().split('\r\n').slice(1);

test.each(['admin', 'sales.head'] as const)(
  'for %s every figure counts exactly the list behind it, and its file',
  async (persona) => {
    const insight = await get<Insight>(persona, `/insight?${query(YEAR)}`);
    const figures: [Measure, Figure[]][] = [
      ['closed', [insight.closed, ...insight.cycleByKind, ...insight.outcomes, ...insight.bands]],
      ['submitted', insight.weeks.slice(0, 12)],
      ['steps', insight.cycleByStep],
      ['decisions', [...insight.cycleByApprover, ...insight.channels]],
      ['mail', [insight.mail, ...insight.mailByChannel]],
      ['open', [insight.open, ...insight.bottlenecks]],
      ['overdue', [insight.overdue, ...insight.overdueByStep]],
    ];
    for (const [measure, some] of figures) {
      for (const figure of some) {
        const filter = { ...YEAR, ...drill(measure, figure) };
        const items = await wholeList(persona, filter);
        expect([filter, new Set(items.map(({ id }) => id)).size]).toEqual([filter, figure.count]);
        const csv = await get<string>(persona, `/insight/cases.csv?${query(filter)}`);
        expect(lines(csv)).toHaveLength(figure.count);
      }
    }
  },
);

test("a head sees the department's own, not what they were merely asked to sign", async () => {
  const decidedByFinance = rows.decisions.filter(
    ({ decided_by }) => decided_by === api.company.people.finance,
  );
  const foreign = decidedByFinance.filter(({ request_id }) => {
    const request = rows.requests.find(({ id }) => id === request_id)!;
    return request.department_id !== api.company.departments.Finance;
  });
  expect(foreign.length).toBeGreaterThan(5);
  const items = await wholeList('finance', { ...YEAR, measure: 'submitted' });
  expect(items.length).toBeGreaterThan(5);
  expect(new Set(items.map(({ department }) => department))).toEqual(new Set(['Finance']));
  const { departments } = await get<Insight>('finance', `/insight?${query(YEAR)}`);
  expect(departments.map(({ name }) => name)).toEqual(['Finance']);
  const other = { ...YEAR, departmentId: api.company.departments.Sales, measure: 'submitted' };
  expect(await wholeList('finance', other)).toEqual([]);
});

test("a day begins at the reader's midnight", async () => {
  const [before, after] = rows.requests;
  const submit = (id: string, at: string) =>
    api.db.query('UPDATE approval_request SET submitted_at = $2 WHERE id = $1', [id, at]);
  await submit(before!.id, '2024-03-31T18:29:59.999Z');
  await submit(after!.id, '2024-03-31T18:30:00.000Z');
  const on = (day: string) => wholeList('admin', { from: day, to: day, measure: 'submitted' });
  expect((await on('2024-03-31')).map(({ id }) => id)).toEqual([before!.id]);
  expect((await on('2024-04-01')).map(({ id }) => id)).toEqual([after!.id]);
  const { weeks } = await get<Insight>('admin', '/insight?from=2024-03-31&to=2024-04-01');
  expect(weeks.map(({ week, count }) => [week, count])).toEqual([
    ['2024-03-25', 1],
    ['2024-04-01', 1],
  ]);
});

test('no cell of a file begins a formula, whatever people wrote', async () => {
  const hostile = [
    '=HYPERLINK("http://x","y")',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    'a, "b"',
  ];
  const { consultant } = api.company.people;
  const own = rows.requests.filter(({ requester_id }) => requester_id === consultant);
  for (const [index, title] of hostile.entries())
    await api.db.query('UPDATE approval_request SET title = $2 WHERE id = $1', [
      own[index]!.id,
      title,
    ]);
  await api.db.query(`UPDATE employee SET name = '=cmd|''/c calc''!A1' WHERE id = $1`, [
    consultant,
  ]);
  const filter = query({ from: '2024-11-01', to: '2026-12-31', measure: 'submitted' });
  const answer = await (await api.as('admin')).get(`/insight/cases.csv?${filter}`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = answer.body as string;
  for (const title of hostile.slice(0, -1))
    expect(text).toContain(`'${title.replaceAll('"', '""')}`);
  expect(text).toContain(',"a, ""b""",');
  expect(text).toContain(`,'=cmd|'/c calc'!A1,`);
  const cells = text.split(/,|\r\n/);
  expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('managers and employees are refused, whatever they ask for', async () => {
  const paths = [
    '/insight?',
    '/insight/cases?measure=closed&',
    '/insight/cases.csv?measure=closed&',
  ];
  for (const persona of [
    'sales.manager',
    'consulting.manager',
    'sales.rep',
    'consultant2',
  ] as const)
    for (const path of paths)
      expect((await (await api.as(persona)).get(path + query(YEAR))).status).toBe(403);
  for (const path of paths) expect((await api.anonymous.get(path + query(YEAR))).status).toBe(401);
});

test('a role without a department to head shows nothing', async () => {
  await api.db.query(`UPDATE employee SET roles = roles || '{department-head}' WHERE id = $1`, [
    api.company.people['sales.rep2'],
  ]);
  const insight = await get<Insight>('sales.rep2', `/insight?${query(YEAR)}`);
  expect([
    insight.submitted,
    insight.closed.count,
    insight.open.count,
    insight.departments,
  ]).toEqual([0, 0, 0, []]);
});

test.each([
  ['a period the wrong way round', '/insight?from=2026-02-02&to=2026-02-01'],
  ['more than three years', '/insight?from=2020-01-01&to=2026-02-01'],
  ['no period', '/insight'],
  ['a date that does not exist', '/insight?from=2026-02-30&to=2026-03-01'],
  ['a department that is no id', `/insight?${query(YEAR)}&departmentId=x`],
  ['a measure there is none of', `/insight/cases?${query(YEAR)}&measure=mood`],
  ['a dimension the measure has not', `/insight/cases?${query(YEAR)}&measure=closed&channel=email`],
  ['a cursor of another list', `/insight/cases?${query(YEAR)}&measure=closed&cursor=e30`],
  ['a band there is none of', `/insight/cases?${query(YEAR)}&measure=closed&band=99`],
])('%s is refused as invalid', async (_what, path) => {
  expect((await (await api.as('admin')).get(path)).status).toBe(422);
});
