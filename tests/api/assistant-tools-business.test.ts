import {
  inRupees as rupees,
  startAskers,
  type Askers,
  type Table,
} from '../support/assistant-tools';

let asking: Askers;
let figures: Askers['figures'];
beforeAll(async () => {
  asking = await startAskers();
  ({ figures } = asking);
});
afterAll(() => asking.stop());

/** Which deals somebody sees: all, those of these owners and departments, or those they own or share in. */
const DEALS: Record<string, string> = {
  admin: 'true',
  finance: 'true',
  'sales.head': `d.department_id = (SELECT id FROM department WHERE name = 'Sales')`,
  'sales.manager': ownedBy('sales.manager', 'sales.rep', 'sales.rep2'),
  'sales.rep': ownedBy('sales.rep'),
  hr: ownedBy('hr'),
  'consulting.manager': ownedBy('consulting.manager'),
};
function ownedBy(...logins: string[]): string {
  const ids = `(SELECT id FROM employee WHERE split_part(email::text, '@', 1) IN (${logins.map((one) => `'${one}'`).join(', ')}))`;
  return `(d.owner_id IN ${ids} OR EXISTS (SELECT FROM deal_split s JOIN employee e ON e.id = s.employee_id
    WHERE s.deal_id = d.id AND split_part(e.email::text, '@', 1) = '${logins[0]}'))`;
}
/** Whose projects' money somebody sees. */
const ACCOUNTS: Record<string, string> = {
  ...{ admin: 'true', finance: 'true' },
  'consulting.head': `p.department_id = (SELECT id FROM department WHERE name = 'Consulting')`,
  'consulting.manager': `p.manager_id = (SELECT id FROM employee WHERE email = 'consulting.manager@netra.example')`,
  ...{ consultant: 'false', 'sales.head': 'false', hr: 'false' },
};

const byGroup = (table: Table, key: string): Record<string, unknown> =>
  Object.fromEntries(table.rows.map(({ cells }) => [cells.group as string, cells[key]]));

test.each(Object.entries(DEALS))('deals of %s', async (login, mine) => {
  const all = await asking.one<{
    count: number;
    minor: string;
    open: string;
    year: string;
    before: string;
  }>(
    `SELECT count(*)::integer AS count, coalesce(sum(amount_minor), 0)::text AS minor,
       coalesce(sum(amount_minor) FILTER (WHERE closed_on IS NULL), 0)::text AS open,
       coalesce(sum(amount_minor) FILTER (WHERE stage = 'won' AND closed_on BETWEEN '2026-01-01' AND '2026-12-31'), 0)::text AS year,
       coalesce(sum(amount_minor) FILTER (WHERE stage = 'won' AND closed_on BETWEEN '2025-01-01' AND '2025-12-31'), 0)::text AS before
     FROM deal d WHERE ${mine}`,
  );
  const list = await figures(login, 'deals', { orderBy: 'amount' });
  expect(list.rowCount).toBe(all.count);
  expect(list.totals?.amount ?? rupees('0')).toEqual(rupees(all.minor));
  const open = await figures(login, 'deals', { stage: 'open' });
  expect(open.totals?.amount ?? rupees('0')).toEqual(rupees(all.open));
  for (const groupBy of ['stage', 'owner', 'customer', 'month']) {
    const won = { groupBy, stage: 'won', from: '2026-01-01', to: '2026-12-31' };
    const totals = await figures(login, 'deal_totals', { ...won, compareTo: 'previous-year' });
    expect([
      groupBy,
      totals.totals?.amount ?? rupees('0'),
      totals.totals?.before ?? rupees('0'),
    ]).toEqual([...[groupBy, rupees(all.year), rupees(all.before)]]);
  }
});

test.each(Object.entries(ACCOUNTS))('money of projects, for %s', async (login, mine) => {
  const within = { from: '2026-01-01', to: '2026-06-30' };
  const rows = await asking.db.query<{ group: string; revenue: string; cost: string }>(
    `SELECT p.code || ' ' || p.name AS "group",
       (SELECT coalesce(sum(l.credit_minor - l.debit_minor), 0) FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
        JOIN account a ON a.id = l.account_id WHERE l.project_id = p.id AND a.kind = 'income'
          AND j.posted_on BETWEEN '2026-01-01' AND '2026-06-30')::text AS revenue,
       ((SELECT coalesce(sum(l.debit_minor - l.credit_minor), 0) FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
        JOIN account a ON a.id = l.account_id WHERE l.project_id = p.id AND a.kind = 'expense'
          AND j.posted_on BETWEEN '2026-01-01' AND '2026-06-30')
       + (SELECT coalesce(sum(t.cost_minor), 0) FROM timesheet_line t WHERE t.project_id = p.id AND t.approved_at IS NOT NULL
          AND t.worked_on BETWEEN '2026-01-01' AND '2026-06-30'))::text AS cost
     FROM project p WHERE ${mine}`,
  );
  const table = await figures(login, 'project_totals', { ...within, measure: 'revenue' });
  expect(byGroup(table, 'revenue')).toEqual(
    Object.fromEntries(rows.map(({ group, revenue }) => [group, rupees(revenue)])),
  );
  expect(byGroup(table, 'cost')).toEqual(
    Object.fromEntries(rows.map(({ group, cost }) => [group, rupees(cost)])),
  );
  const sum = (key: 'revenue' | 'cost') => rows.reduce((all, row) => all + BigInt(row[key]), 0n);
  for (const groupBy of ['project', 'customer', 'manager']) {
    const { totals } = await figures(login, 'project_totals', { ...within, groupBy });
    expect([groupBy, totals?.revenue ?? rupees('0'), totals?.margin ?? rupees('0')]).toEqual([
      ...[
        groupBy,
        rupees(sum('revenue').toString()),
        rupees((sum('revenue') - sum('cost')).toString()),
      ],
    ]);
  }
  const [first] = rows;
  if (!first) return;
  const pnl = await figures(login, 'project_pnl', {
    ...within,
    project: first.group.split(' ')[0],
  });
  const figure = (name: string) =>
    pnl.rows.find(({ cells }) => cells.figure === name)?.cells.amount;
  expect(figure('Revenue')).toEqual(rupees(first.revenue));
  expect(figure('All costs')).toEqual(rupees(first.cost));
  expect(figure('Margin')).toEqual(rupees((BigInt(first.revenue) - BigInt(first.cost)).toString()));
});

test('the project with the lowest margin comes first when it is asked for', async () => {
  const marginOf = ({ cells }: Table['rows'][number]) =>
    Number((cells.margin as { amount: string }).amount);
  const lowest = await figures('finance', 'project_totals', { orderBy: 'lowest' });
  const margins = lowest.rows.map(marginOf);
  expect(margins).toEqual([...margins].sort((a, b) => a - b));
  const highest = await figures('finance', 'project_totals');
  expect(highest.rows.map(marginOf)).toEqual([...margins].sort((a, b) => b - a));
});

test.each([
  ['admin', 'true'],
  ['finance', 'true'],
  [
    'consultant',
    `l.employee_id = (SELECT id FROM employee WHERE email = 'consultant@netra.example')`,
  ],
  [
    'consulting.manager',
    `(p.manager_id = (SELECT id FROM employee WHERE email = 'consulting.manager@netra.example')
      OR e.email IN ('consulting.manager@netra.example', 'consultant@netra.example', 'consultant2@netra.example'))`,
  ],
  ['sales.head', `e.email LIKE 'sales.%'`],
])('hours for %s', async (login, mine) => {
  const { minutes } = await asking.one<{ minutes: number }>(
    `SELECT coalesce(sum(l.minutes), 0)::integer AS minutes FROM timesheet_line l JOIN project p ON p.id = l.project_id
     JOIN employee e ON e.id = l.employee_id WHERE ${mine} AND l.worked_on BETWEEN '2026-04-01' AND '2026-09-30'`,
  );
  for (const groupBy of ['person', 'project', 'month', 'week']) {
    const { totals } = await figures(login, 'timesheet_hours', {
      groupBy,
      from: '2026-04-01',
      to: '2026-09-30',
    });
    expect([groupBy, Number(totals?.hours ?? 0) * 60]).toEqual([groupBy, minutes]);
  }
});

test('incentives: one’s own, those below, and for finance everybody’s; HR sees none', async () => {
  const payable = async (of: string) =>
    rupees(
      (
        await asking.one<{ minor: string }>(
          `SELECT coalesce(sum(s.payable_minor), 0)::text AS minor FROM incentive_statement s
           JOIN incentive_run r ON r.id = s.run_id JOIN employee e ON e.id = s.employee_id
           WHERE r.status = 'published' AND r.from_on = '2026-07-01' AND e.email::text ~ $1`,
          [of],
        )
      ).minor,
    );
  const ofQuarter = async (login: string) =>
    (await figures(login, 'incentives', { period: '2026-Q3' })).totals?.payable ?? rupees('0');
  expect(await ofQuarter('finance')).toEqual(await payable('.'));
  expect(await ofQuarter('sales.manager')).toEqual(await payable('^sales.(manager|rep)'));
  expect(await ofQuarter('sales.rep')).toEqual(await payable('^sales.rep@'));
  expect(await ofQuarter('sales.rep')).not.toEqual(rupees('0'));
  expect(await asking.reason('hr', 'incentives')).toMatch(/^There is no statement/);
});

test('messages of one’s own conversations alone; admins see no others through it', async () => {
  for (const login of ['admin', 'sales.rep', 'consultant']) {
    const { count } = await asking.one<{ count: number }>(
      `SELECT count(*)::integer AS count FROM chat_message m JOIN conversation_member c ON c.conversation_id = m.conversation_id
       JOIN employee e ON e.id = c.user_id WHERE e.email = $1 AND c.left_at IS NULL AND m.deleted_at IS NULL
         AND m.removed_at IS NULL AND m.text ILIKE '%the%' AND m.created_at >= '2025-12-31T18:30:00Z'`,
      [`${login}@netra.example`],
    );
    expect(count).toBeGreaterThan(0);
    expect(
      (await figures(login, 'search_chat', { text: 'THE', from: '2026-01-01' })).rowCount,
    ).toBe(count);
  }
});

test('rules: of leave, of expenses, and days off', async () => {
  const policy = await figures('sales.rep', 'leave_policy', { type: 'casual' });
  expect(policy.rows.map(({ cells }) => cells.yearly)).toEqual(['12.0']);
  const days = await figures('sales.rep', 'holidays', { from: '2026-12-01', to: '2026-12-31' });
  expect(days.rows.map(({ cells }) => cells.date)).toContain('2026-12-25');
  const { count } = await asking.one<{ count: number }>(
    `SELECT count(*)::integer AS count FROM expense_policy_rule r JOIN expense_policy_version v ON v.id = r.version_id
     WHERE v.valid @> current_date`,
  );
  expect((await figures('sales.rep', 'expense_policy')).rowCount).toBe(count);
});

test.each(Object.entries(DEALS))(
  'a department and bounds narrow the deals of %s',
  async (login, mine) => {
    const asked = { department: 'Sales', minAmount: 1_000_000, maxAmount: 2_000_000 };
    const { count } = await asking.one<{ count: number }>(
      `SELECT count(*)::integer AS count FROM deal d WHERE ${mine} AND d.amount_minor BETWEEN 100000000 AND 200000000
       AND d.department_id = (SELECT id FROM department WHERE name = 'Sales')`,
    );
    expect((await figures(login, 'deals', asked)).rowCount).toBe(count);
  },
);

test.each(Object.entries(ACCOUNTS))(
  'a department narrows the figures of projects for %s, and opens none',
  async (login, mine) => {
    for (const department of ['Consulting', 'Sales']) {
      const { count } = await asking.one<{ count: number }>(
        `SELECT count(*)::integer AS count FROM project p WHERE ${mine}
           AND p.department_id = (SELECT id FROM department WHERE name = $1)`,
        [department],
      );
      expect((await figures(login, 'project_totals', { department })).rowCount).toBe(count);
    }
  },
);

test('people are counted by when they joined and what they are; projects found by when they go live', async () => {
  const joined = { joinedFrom: '2022-01-01', joinedTo: '2022-12-31' };
  const counted = await asking.one<{ joined: number; managers: number; live: number }>(
    `SELECT (SELECT count(*) FROM employee WHERE active AND joined_on BETWEEN '2022-01-01' AND '2022-12-31')::integer AS joined,
       (SELECT count(*) FROM employee WHERE active AND 'manager' = ANY(roles))::integer AS managers,
       (SELECT count(*) FROM project WHERE live_on >= '2026-01-01')::integer AS live`,
  );
  const people = async (args: Record<string, unknown>) =>
    (await figures('admin', 'count_people', args)).totals?.people ?? 0;
  expect(await people(joined)).toBe(counted.joined);
  expect(await people({ role: 'manager' })).toBe(counted.managers);
  expect((await figures('admin', 'projects', { liveFrom: '2026-01-01' })).rowCount).toBe(
    counted.live,
  );
});

test('a name is found without its accents; a mailbox tells nobody from others who are called so', async () => {
  const rename = (login: string, name: string) =>
    asking.db.query('UPDATE employee SET name = $2 WHERE email = $1', [
      `${login}@netra.example`,
      name,
    ]);
  const [rep, second] = ['sales.rep', 'sales.rep2'];
  const { name: before } = await asking.principal(rep);
  const { name: other } = await asking.principal(second);
  await rename(rep, 'Émile Roy');
  await rename(second, 'Hr Émile');
  try {
    // "Hr" is the mailbox of somebody else, who was taken for the one that is meant.
    for (const person of ['emile', 'Émile', 'hr'])
      expect(await asking.outcome('admin', 'leave_balance', { person })).toMatchObject({
        kind: 'unclear',
      });
    const { note } = await figures('admin', 'leave_balance', { person: 'emile roy' });
    expect(note).toContain('Émile Roy');
  } finally {
    await rename(rep, before);
    await rename(second, other);
  }
});

// Last: what was approved stays, so that the sums of all projects are unknown from here on.
test('time without a cost rate leaves cost and margin unknown, and says so', async () => {
  await asking.db.query(
    `WITH one AS (SELECT id FROM timesheet_line WHERE approved_at IS NOT NULL AND reverses_id IS NULL ORDER BY id LIMIT 1)
     INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at)
     SELECT employee_id, project_id, worked_on, 'Unpriced', false, 1, sheet_id, approved_at FROM timesheet_line
     WHERE id = (SELECT id FROM one)`,
  );
  const { code } = await asking.one<{ code: string }>(
    `SELECT p.code FROM project p JOIN timesheet_line l ON l.project_id = p.id WHERE l.task = 'Unpriced'`,
  );
  const pnl = await figures('finance', 'project_pnl', { project: code });
  expect(pnl.note).toContain('has no cost rate');
  expect(pnl.rows.find(({ cells }) => cells.figure === 'Margin')?.cells.amount).toBeNull();
  const { totals } = await figures('finance', 'project_totals');
  expect(totals).toMatchObject({ margin: null, cost: null });
});
