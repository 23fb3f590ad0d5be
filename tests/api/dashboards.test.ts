import { FIGURE_IDS, figureSpec, type FigureId } from '../../domain/dashboards/figures';
import { viewsOf } from '../../domain/dashboards/views';
import { dateIn } from '../../domain/dates/today';
import type { ApprovalRow } from '../../domain/wire/approvals';
import type { Me, Page } from '../../domain/wire/common';
import type { Dashboard, FigureGroup, FigureRow } from '../../domain/wire/dashboards';
import type { Absence, LeaveBalance } from '../../domain/wire/records';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';
import { foundDemo } from '../support/matrix-world';

jest.setTimeout(180_000);

const ZONE = 'Asia/Kolkata';
let api: TestApi;
const today = dateIn(ZONE, new Date());

beforeAll(async () => {
  api = await startTestApi({ found: foundDemo });
  await plantLeave('sales.rep', '2028-02-07');
  await plantLeave('sales.rep2', '2028-02-08');
  await plantLeave('consultant', '2028-02-09');
  await plantWhatIsLate();
  await plantMoney();
});
afterAll(() => api.stop());

/** A pending request with its first stage open, as the worker would leave it. */
async function plantLeave(persona: Persona, on: string) {
  const body = { type: 'unpaid', from: on, to: on, reason: 'x' };
  const answer = await (await api.as(persona)).post('/leave-requests', body);
  const { approvalId } = answer.body as { approvalId: string };
  await openStage(api.deps.approvals, { requestId: approvalId, stage: 0 });
}

/** One step overdue, somebody away today, a mail that failed, a task of an onboarding whose day has passed. */
async function plantWhatIsLate() {
  const { people } = api.company;
  await api.db.query(
    `UPDATE approval_step SET due_at = now() - interval '5 hours' WHERE id =
       (SELECT s.id FROM approval_step s JOIN approval_request r ON r.id = s.request_id
        WHERE s.status = 'open' AND r.requester_id = $1 ORDER BY s.opened_at DESC LIMIT 1)`,
    [people['sales.rep']],
  );
  await api.db.query(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, status)
     SELECT $1, 'sick', $2::date, $2::date + 9, 600, 'private', 'approved'
     WHERE NOT EXISTS (SELECT FROM leave_request WHERE employee_id = $1 AND status IN ('pending', 'approved')
       AND from_on <= $2::date + 9 AND to_on >= $2::date)`,
    [people['sales.rep2'], today],
  );
  await api.db.query(
    `INSERT INTO mail (message_id, template, to_user_id, to_address, props, subject, status)
     VALUES ('<x@netra>', 'approval-request', $1, 'x@netra.example', '{}', 'Lost', 'failed')`,
    [people.hr],
  );
  await api.db.query(
    `WITH o AS (INSERT INTO onboarding (person_id, template_id, purpose, day_zero, started_by)
       SELECT $1, t.id, 'onboarding', $3::date - 30, $2 FROM checklist_template t
       WHERE t.purpose = 'onboarding' ORDER BY t.name LIMIT 1 RETURNING id)
     INSERT INTO onboarding_task (onboarding_id, position, title, help, owner_role, owner_id, due_on, blocking, wants_document,
       status, opened_at)
     SELECT o.id, 1, 'Laptop', '', 'hr', $2::uuid, $3::date - 3, false, false, 'open', now() FROM o`,
    [people['sales.rep2'], people.hr, today],
  );
}

/** An advance, and a claim that was approved and is owed. */
async function plantMoney() {
  const { people } = api.company;
  await api.db.query(
    `INSERT INTO expense_advance (employee_id, currency, amount_minor, paid_on, note, recorded_by)
     VALUES ($1, 'INR', 500000, $3::date - 10, 'Fair', $2), ($1, 'USD', 7000, $3::date - 40, 'Trip', $2)`,
    [people['sales.rep'], people.finance, today],
  );
  await api.db.query(
    `WITH c AS (INSERT INTO expense_claim (employee_id, title, currency, total_minor, status)
       VALUES ($1, 'Taxi', 'INR', 12345, 'approved') RETURNING id),
     l AS (INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor, approved_minor)
       SELECT c.id, 1, $2::date, 'travel', 'Taxi', 12345, 12345 FROM c)
     INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor) SELECT c.id, $1, 'INR', 12345 FROM c`,
    [people['sales.rep'], today],
  );
}

async function get<Answer>(persona: Persona, path: string): Promise<Answer> {
  const answer = await (await api.as(persona)).get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

async function allPages<Item>(persona: Persona, path: string, limit = 200): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor && `&cursor=${cursor}`;
    const page: Page<Item> = await get(persona, `${path}limit=${limit}${after}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

const rowsOf = (
  persona: Persona,
  figure: FigureId,
  group: Partial<Record<'by' | 'part' | 'currency', string | null>> = {},
  limit?: number,
) => {
  const query = new URLSearchParams({ figure });
  for (const [name, value] of Object.entries(group)) if (value !== null) query.set(name, value);
  return allPages<FigureRow>(persona, `/dashboards/rows?${query.toString()}&`, limit);
};

const hundredths = (text: string) => BigInt(Math.round(Number(text) * 100));

/** What rows come to, counted here from what the list says. */
function worth(figure: FigureId, rows: FigureRow[]): string {
  const { measure } = figureSpec(figure);
  if (measure === 'count') return String(rows.length);
  if (measure === 'sum')
    return String(rows.reduce((sum, { value }) => sum + hundredths(value), 0n));
  const sorted = rows.map(({ value }) => Number(value)).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  // Halves go to the even number, as PostgreSQL rounds them.
  return String(median % 1 === 0.5 ? 2 * Math.round(median / 2) : Math.round(median));
}

const shown = (figure: FigureId, value: string) =>
  figureSpec(figure).measure === 'sum' ? String(hundredths(value)) : value;

async function checkFigure(persona: Persona, figure: Dashboard['figures'][number]) {
  const all = await rowsOf(persona, figure.id, {}, 37);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect([figure.id, figure.groups.reduce((sum, { count }) => sum + count, 0)]).toEqual([
    figure.id,
    all.length,
  ]);
  for (const total of figure.totals) {
    const rows = all.filter(({ currency }) => currency === total.currency);
    expect([figure.id, shown(figure.id, total.value)]).toEqual([figure.id, worth(figure.id, rows)]);
  }
  for (const { by, part, currency, count, value } of figure.groups) {
    const rows = await rowsOf(persona, figure.id, { by, part, currency });
    const where = [persona, figure.id, by, part];
    expect([...where, rows.length]).toEqual([...where, count]);
    expect([...where, worth(figure.id, rows)]).toEqual([...where, shown(figure.id, value)]);
  }
}

test.each(['sales.rep', 'sales.manager', 'consulting.head', 'hr', 'finance', 'admin'] as const)(
  'every figure and every bar of %s is what its rows come to',
  async (persona) => {
    const { roles } = await get<Me>(persona, '/me');
    let filled = 0;
    for (const view of viewsOf(roles)) {
      const { figures } = await get<Dashboard>(persona, `/dashboards?view=${view}`);
      expect(figures.map(({ id }) => id)).toEqual(
        FIGURE_IDS.filter((id) => figureSpec(id).view === view),
      );
      for (const figure of figures) await checkFigure(persona, figure);
      filled += figures.filter(({ groups }) => groups.length > 0).length;
    }
    expect(filled).toBeGreaterThanOrEqual(2);
  },
);

const figureOf = async (persona: Persona, id: FigureId) => {
  const { figures } = await get<Dashboard>(persona, `/dashboards?view=${figureSpec(id).view}`);
  return figures.find((figure) => figure.id === id)!;
};

const counts = (groups: FigureGroup[]) =>
  Object.fromEntries(groups.map(({ by, count }) => [by, count]));

test('requests, balances and who is out are those of the lists', async () => {
  const sent = await allPages<ApprovalRow>('sales.rep', '/approvals?box=sent&');
  const pending = sent.filter(({ status }) => status === 'pending').length;
  expect(pending).toBeGreaterThan(0);
  expect(counts((await figureOf('sales.rep', 'my-requests')).groups).pending).toBe(pending);
  const { items } = await get<Page<LeaveBalance>>('sales.rep', '/leave-balances');
  const left = (await figureOf('sales.rep', 'my-balances')).groups;
  for (const { by, value } of left) {
    expect([by, Number(value)]).toEqual([
      by,
      Number(items.find(({ type }) => type === by)?.available),
    ]);
  }
  const absences = await get<Page<Absence>>('sales.rep', `/who-is-out?from=${today}&to=${today}`);
  const out = await rowsOf('sales.rep', 'out-today');
  expect(out.map(({ person }) => person?.name).sort()).toEqual(
    absences.items.map(({ employee }) => employee.name).sort(),
  );
  expect(out.length).toBeGreaterThan(0);
  // Why is nobody's business.
  expect(JSON.stringify(out)).not.toMatch(/sick|casual|earned|private/i);
});

test('what waits on a manager is the inbox, by its deadline', async () => {
  const inbox = await allPages<ApprovalRow>('sales.manager', '/approvals?box=inbox&');
  const rows = await rowsOf('sales.manager', 'waiting-on-me');
  expect(rows.map(({ target }) => target?.id).sort()).toEqual(inbox.map(({ id }) => id).sort());
  const overdue = inbox.filter(({ dueAt }) => dueAt !== null && new Date(dueAt) < new Date());
  expect(overdue.length).toBeGreaterThan(0);
  expect(rows.filter(({ by }) => by === 'overdue')).toHaveLength(overdue.length);
});

test('a team is who reports to one or is of a department one heads, and nobody else', async () => {
  const { people } = api.company;
  const team = new Set([people['sales.rep'], people['sales.rep2']]);
  for (const figure of ['team-spend', 'team-absences'] as const) {
    const rows = await rowsOf('sales.manager', figure);
    expect(rows.length).toBeGreaterThan(0);
    for (const { person } of rows) expect(team).toContain(person!.id);
    const others = await rowsOf('consulting.manager', figure);
    for (const { person } of others) expect(team).not.toContain(person!.id);
  }
});

test('head count is the directory, by department and with everybody once', async () => {
  const active = await allPages<{ department: { name: string } | null }>(
    'hr',
    '/people?active=true&',
  );
  const { groups, totals } = await figureOf('hr', 'head-count');
  expect(totals[0]?.count).toBe(active.length);
  for (const { label, count } of groups) {
    const there = active.filter(({ department }) => (department?.name ?? null) === label);
    expect([label, count]).toEqual([label, there.length]);
  }
  const months = (await figureOf('hr', 'head-count-by-month')).groups;
  expect(months).toHaveLength(12);
  expect(months.at(-1)?.count).toBe(active.length);
});

test('money is never added over currencies, and what is returned or used is off', async () => {
  const { totals } = await figureOf('finance', 'advances-open');
  const value = (code: string) => totals.find(({ currency }) => currency === code)?.value;
  expect([value('INR'), value('USD')]).toEqual(['5000.00', '70.00']);
  await api.db.query(
    `UPDATE expense_advance SET returned_minor = amount_minor WHERE currency = 'USD'`,
  );
  const after = await figureOf('finance', 'advances-open');
  expect(after.totals.map(({ currency }) => currency)).toEqual(['INR']);
  expect(after.groups.map(({ by }) => by)).toEqual(['1']);
});

test('only the roles of a dashboard read it, its rows and its file', async () => {
  const mine: Record<string, Persona[]> = {
    hr: ['hr', 'admin'],
    finance: ['finance', 'admin'],
    admin: ['admin'],
  };
  for (const persona of PERSONAS) {
    const client = await api.as(persona);
    for (const [view, those] of Object.entries(mine)) {
      const status = those.includes(persona) ? 200 : 403;
      const figure = FIGURE_IDS.find((id) => figureSpec(id).view === view)!;
      for (const path of [
        `?view=${view}`,
        `/rows?figure=${figure}`,
        `/rows.csv?figure=${figure}`,
      ]) {
        const answer = await client.get(`/dashboards${path}`);
        expect([persona, path, answer.status]).toEqual([persona, path, status]);
      }
    }
  }
});

test('what a figure does not have is refused by name, and a file holds what the list does', async () => {
  const client = await api.as('finance');
  for (const [query, path] of [
    ['figure=advances-open&part=x', 'part'],
    ['figure=my-requests&currency=INR', 'currency'],
    ['figure=nothing', 'figure'],
    ['figure=my-requests&cursor=x', 'cursor'],
  ]) {
    const answer = await client.get(`/dashboards/rows?${query}`);
    expect([query, answer.status]).toEqual([query, 422]);
    expect((answer.body as { errors: { path: string }[] }).errors[0]?.path).toBe(path);
  }
  const rows = await rowsOf('finance', 'spend-by-category', { part: 'travel' });
  const file = (await client.get('/dashboards/rows.csv?figure=spend-by-category&part=travel')).body;
  expect(String(file).trim().split('\r\n')).toHaveLength(rows.length + 1);
});
