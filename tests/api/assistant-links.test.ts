import { planQuestion } from '../../domain/assistant/planner/plan-question';
import { dealListQuerySchema } from '../../domain/wire/deals';
import { insightCasesQuerySchema } from '../../domain/wire/insight';
import type { Cell } from '../../domain/wire/assistant';
import { peopleQuerySchema } from '../../api/people/routes';
import { listRequests } from '../../modules/approvals/queries';
import { approvalListQuerySchema } from '../../domain/wire/approvals';
import { readLexicon } from '../../modules/assistant/lexicon';
import { listCases } from '../../modules/insight/queries';
import { listPeople } from '../../modules/people/queries';
import { listDeals } from '../../modules/sales/deal-queries';
import { startAskers, type Askers } from '../support/assistant-tools';

jest.setTimeout(180_000);

let asking: Askers;
let today: string;
beforeAll(async () => {
  asking = await startAskers();
  ({ today } = await asking.one<{ today: string }>(
    `SELECT (now() AT TIME ZONE 'Asia/Kolkata')::date::text AS today`,
  ));
});
afterAll(() => asking.stop());

const YEAR = { from: '2026-01-01', to: '2026-10-31' };
type Page = (login: string, query: Record<string, string>) => Promise<number>;

/** How many rows a page shows with the filters of an address, as its own list reads them. */
async function counted<Query extends { limit: number; cursor?: string }>(
  query: Query,
  list: (query: Query) => Promise<{ items: unknown[]; nextCursor: string | null }>,
): Promise<number> {
  let count = 0;
  for (let cursor: string | undefined; ;) {
    const page = await list({ ...query, limit: 100, ...(cursor ? { cursor } : {}) });
    count += page.items.length;
    if (page.nextCursor === null) return count;
    cursor = page.nextCursor;
  }
}

const PAGES: Record<string, Page> = {
  '/deals': async (login, query) => {
    const principal = await asking.principal(login);
    return counted(dealListQuerySchema.parse(query), (asked) =>
      listDeals(asking.db, principal, asked),
    );
  },
  '/people': async (login, query) => {
    const principal = await asking.principal(login);
    return counted(peopleQuerySchema.parse(query), (asked) =>
      listPeople(asking.db, principal, asked),
    );
  },
  '/requests': async (login, query) => {
    const principal = await asking.principal(login);
    return counted(approvalListQuerySchema.parse(query), (asked) =>
      listRequests(asking.db, principal, asked),
    );
  },
  '/insight/cases': async (login, query) => {
    const principal = await asking.principal(login);
    return counted(insightCasesQuerySchema.parse(query), (asked) =>
      listCases(asking.db, principal, asked),
    );
  },
  // A question that stands in the assistant's box: what the planner makes of it is looked up.
  '/assistant': async (login, { ask = '' }) => {
    const principal = await asking.principal(login);
    const plan = await asking.reader.read({ personId: principal.id }, async (rows) => {
      const lexicon = await readLexicon({ principal, today, rows });
      return planQuestion(ask, { today, roles: principal.roles, lexicon, before: [] });
    });
    if (plan.kind !== 'calls') throw new Error(`“${ask}” is no lookup: ${JSON.stringify(plan)}`);
    const [call] = plan.calls;
    const outcome = await asking.outcome(login, call!.name, call!.args);
    return outcome.kind === 'rows' ? outcome.table.rowCount : 0;
  },
};

/** How many rows are behind the link of a row. */
async function behind(login: string, href: string | null): Promise<number> {
  const address = new URL(href ?? 'none', 'http://netra.example');
  const page = PAGES[address.pathname];
  if (!page) throw new Error(`${href} is no page that is counted here`);
  return page(login, Object.fromEntries(address.searchParams));
}

interface Case {
  tool: string;
  args: Record<string, unknown>;
  /** The column that says how many rows are behind a row. */
  count: string;
}
const by = (tool: string, count: string, groups: string[], more: Record<string, unknown> = {}) =>
  groups.map((groupBy): Case => ({ tool, count, args: { ...more, groupBy } }));

const CASES: Case[] = [
  ...by('deal_totals', 'deals', ['stage', 'owner', 'customer', 'month']),
  ...by('deal_totals', 'deals', ['owner', 'month'], { stage: 'open', ...YEAR }),
  ...by('expense_totals', 'claims', ['person', 'category', 'month', 'department', 'status']),
  ...by('expense_totals', 'claims', ['person', 'month'], { category: 'travel', ...YEAR }),
  ...by('expense_totals', 'claims', ['category', 'month'], { who: 'me' }),
  ...by('count_people', 'people', ['department', 'role', 'location', 'joined-month']),
  ...by('leave_taken', 'leaves', ['person', 'type', 'department']),
  ...by('approval_figures', 'count', ['kind', 'status']),
];

describe.each(['admin', 'sales.head', 'sales.manager'])('%s', (login) => {
  test.each(CASES)('$tool $args: each group leads to as many rows as it says', async (one) => {
    const { rows } = await asking.figures(login, one.tool, one.args);
    const groups = rows.filter(({ cells }) => cells.group !== null).slice(0, 12);
    for (const { cells, href } of groups)
      expect([href, await behind(login, href)]).toEqual([href, cells[one.count]]);
  });
});

test('requests of a period lead to the cases of insight, for who may see those of all', async () => {
  for (const groupBy of ['kind', 'status', 'month', 'step', 'approver', 'channel']) {
    const { rows } = await asking.table('admin', 'approval_figures', { ...YEAR, groupBy });
    for (const { cells, href } of rows.slice(0, 8)) {
      expect([groupBy, href]).toEqual([groupBy, expect.stringMatching(/^\/insight\/cases\?/)]);
      expect([href, await behind('admin', href)]).toEqual([href, cells.count]);
    }
    const others = await asking.figures('sales.manager', 'approval_figures', { ...YEAR, groupBy });
    expect(others.rows.every(({ href }) => href === null)).toBe(true);
  }
});

test('time leads to its week, or to the question for it by week', async () => {
  const { login } = await asking.one<{ login: string }>(
    `SELECT split_part(e.email::text, '@', 1) AS login FROM timesheet_line l JOIN employee e ON e.id = l.employee_id
     WHERE l.approved_at IS NOT NULL ORDER BY l.worked_on LIMIT 1`,
  );
  const own = await asking.table(login, 'timesheet_hours', { who: 'me', groupBy: 'week' });
  for (const { cells, href } of own.rows)
    expect(href).toBe(`/timesheets?week=${cells.group as string}`);
  for (const groupBy of ['person', 'project', 'month', 'week']) {
    const args = { groupBy, from: '2026-09-01', to: '2026-10-31' };
    const { rows } = await asking.table('admin', 'timesheet_hours', args);
    for (const { cells, href } of rows.slice(0, 6))
      expect([href, await hoursBehind(href)]).toEqual([href, cells.hours]);
  }
});

async function hoursBehind(href: string | null): Promise<Cell | undefined> {
  const ask = new URL(href ?? 'none', 'http://netra.example').searchParams.get('ask') ?? '';
  const principal = await asking.principal('admin');
  const plan = await asking.reader.read({ personId: principal.id }, async (rows) => {
    const lexicon = await readLexicon({ principal, today, rows });
    return planQuestion(ask, { today, roles: principal.roles, lexicon, before: [] });
  });
  if (plan.kind !== 'calls') throw new Error(`“${ask}” is no lookup: ${JSON.stringify(plan)}`);
  const { totals } = await asking.table('admin', plan.calls[0]!.name, plan.calls[0]!.args);
  return totals?.hours;
}

test('balances lead to the account behind them; figures of projects and the books to theirs', async () => {
  const { rows } = await asking.table('hr', 'leave_balance', { asOf: '2026-03-31' });
  for (const { href } of rows)
    expect(href).toMatch(/^\/leave\/account\?person=[0-9a-f-]{36}&asOf=2026-03-31$/);
  const period = { from: '2026-04-01', to: '2026-09-30' };
  const links = async (tool: string, args: Record<string, unknown>) =>
    (await asking.table('admin', tool, args)).rows.map(({ href }) => href);
  for (const href of await links('project_totals', period))
    expect(href).toMatch(/^\/projects\/[0-9a-f-]{36}\/pnl\?from=2026-04-01&to=2026-09-30$/);
  for (const href of await links('project_totals', { groupBy: 'customer' }))
    expect(href).toMatch(/^\/portfolio\?q=./);
  for (const href of await links('receivables', { asOf: '2026-06-30' }))
    expect(href).toMatch(/^\/finance\/ledger\?account=[0-9a-f-]{36}&party=.+&to=2026-06-30$/);
  for (const href of await links('receivables', { asOf: '2026-06-30', groupBy: 'age' }))
    expect(href).toBe('/finance/reports/aging?of=receivable&asOf=2026-06-30');
  const [, , , first] = await links('profit_and_loss', period);
  expect(first).toMatch(/^\/finance\/ledger\?account=[0-9a-f-]{36}&from=2026-04-01&to=2026-09-30$/);
});
