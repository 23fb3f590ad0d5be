import type { ToolCall } from '../../domain/assistant/tool';
import { runTool } from '../../modules/assistant/run-tool';
import { inRupees, startAskers, type Askers } from '../support/assistant-tools';

let asking: Askers;
const hiddenFields = new Set<string>();
const switchedOff = new Set<string>();

beforeAll(async () => {
  asking = await startAskers({ hiddenFields, enabled: (tool) => !switchedOff.has(tool) });
});
afterAll(() => asking.stop());
afterEach(() => {
  hiddenFields.clear();
  switchedOff.clear();
});

const hire = (name: string, email: string, manager: string) =>
  asking.db.query(
    `INSERT INTO employee (email, name, password_hash, department_id, manager_id, roles, joined_on)
     SELECT $2, $1, 'x', department_id, id, ARRAY['employee'], '2026-11-02' FROM employee WHERE email = $3`,
    [name, email, `${manager}@netra.example`],
  );

describe('what models make up', () => {
  test.each([
    ['run_sql', { sql: 'SELECT 1' }, 'There is no such tool'],
    ['__proto__', {}, 'There is no such tool'],
    ['constructor', {}, 'There is no such tool'],
    ['deals', JSON.parse('{"__proto__": {"limit": 1}}'), 'There is no argument “__proto__”'],
    ['deals', { as_user: 'admin' }, 'There is no argument “as_user”'],
    ['deals', { owner: 'a\0b' }, 'owner: A text without NUL'],
    ['deals', { owner: ['a'] }, 'owner: Must be a text'],
    ['deals', { limit: 51 }, 'limit: At most 50'],
    ['deals', { limit: 1.5 }, 'limit: Must be a whole number'],
    ['deals', { from: '25th Feb' }, 'from: Use a date such as 2026-12-24'],
    ['deals', { from: '2026-02-30' }, 'from: Use a date such as 2026-12-24'],
    ['deals', { from: '2026-03-02', to: '2026-03-01' }, 'to: The last day is before the first'],
    ['deals', { minAmount: Number.NaN }, 'minAmount: Must be a number'],
    ['project_pnl', {}, 'project: This is needed'],
    ['project_pnl', { project: null }, 'project: This is needed'],
  ])('%s %j: %s', async (name, args, reason) => {
    expect(await asking.reason('admin', name, args as Record<string, unknown>)).toBe(reason);
  });

  test.each([[null], ['{}'], [[1]], [7]])('arguments that are %j', async (args) => {
    const call = { name: 'deals', args } as unknown as ToolCall;
    const deps = { ...unread(), hiddenFields, enabled: () => true };
    const { outcome } = await runTool(deps, await asking.principal('admin'), call);
    expect(outcome).toEqual({ kind: 'nothing', reason: 'The arguments are no object' });
  });

  test('a text that is too long, and too many arguments, are refused before anything is read', async () => {
    expect(await asking.reason('admin', 'search_chat', { text: 'x'.repeat(1_000_000) })).toMatch(
      /^text: At most/,
    );
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, 1]));
    expect(await asking.reason('admin', 'deals', many)).toBe('Too many arguments');
  });

  test('null leaves an argument out; what looks like SQL or a pattern is only a name', async () => {
    const all = await asking.table('admin', 'deals', { owner: null, stage: null });
    expect(all.rowCount).toBe((await asking.table('admin', 'deals')).rowCount);
    for (const owner of ["' OR '1'='1", '%', '_', '\\', 'a%', "'; DROP TABLE deal; --"])
      expect(await asking.reason('admin', 'deals', { owner })).toBe(
        `There is no owner of deals called “${owner}” that you may see here`,
      );
    expect(await asking.reason('sales.rep', 'expense_claims', { person: '%' })).toMatch(
      /^There is no person/,
    );
  });

  const unread = () => ({
    reader: {
      read: () => Promise.reject(new Error('nothing is read')),
    },
    clock: { now: () => new Date() },
  });
});

describe('names', () => {
  test('whoever may not be seen is answered about as whoever there is not', async () => {
    for (const tool of [
      'leave_balance',
      'expense_claims',
      'reporting_line',
      'timesheet_hours',
      'incentives',
    ]) {
      const unseen = await asking.reason('sales.rep', tool, { person: 'Vikram Joshi' });
      const unknown = await asking.reason('sales.rep', tool, { person: 'Nobody Whatever' });
      expect([tool, unseen]).toEqual([
        tool,
        'There is no person called “Vikram Joshi” that you may see here',
      ]);
      expect(unknown).toBe(unseen?.replace('Vikram Joshi', 'Nobody Whatever'));
    }
    const unseen = await asking.reason('sales.rep', 'project_pnl', { project: 'Dealer portal' });
    const unknown = await asking.reason('sales.rep', 'project_pnl', {
      project: 'Perpetual motion',
    });
    expect(unseen?.replace('Dealer portal', 'Perpetual motion')).toBe(unknown);
  });

  test('a part of a name, a whole one, an address and oneself', async () => {
    const byPart = await asking.table('sales.manager', 'leave_balance', { person: 'asha' });
    for (const person of ['Asha Pillai', 'pillai asha', 'sales.rep', 'sales.rep@netra.example'])
      expect(await asking.table('sales.manager', 'leave_balance', { person })).toEqual(byPart);
    const own = await asking.table('sales.rep', 'leave_balance', { person: 'me', type: 'casual' });
    expect(own.rows.map(({ cells }) => cells.person)).toEqual(['Asha Pillai']);
  });

  test('a name that two have is asked back, and each answer is clear', async () => {
    await hire('Asha Verma', 'asha.verma@netra.example', 'sales.manager');
    await hire('Kiran Rao', 'kiran.rao@netra.example', 'sales.manager');
    await hire('Kiran Rao', 'kiran.rao2@netra.example', 'consulting.manager');
    expect(await asking.outcome('sales.manager', 'leave_balance', { person: 'asha' })).toEqual({
      kind: 'unclear',
      question: 'Which person do you mean by “asha”?',
      options: ['Asha Pillai', 'Asha Verma'],
    });
    const namesakes = await asking.outcome('admin', 'leave_balance', { person: 'Kiran Rao' });
    expect(namesakes).toMatchObject({ options: ['Kiran Rao (Consulting)', 'Kiran Rao (Sales)'] });
    const one = await asking.table('admin', 'leave_balance', { person: 'Kiran Rao (Sales)' });
    expect(new Set(one.rows.map(({ cells }) => cells.person))).toEqual(new Set(['Kiran Rao']));
    // Of two, only one may be seen by somebody else: nothing is unclear then.
    const seen = await asking.outcome('sales.manager', 'leave_balance', { person: 'Kiran' });
    expect(seen.kind).toBe('rows');
  });

  test('the people below, for somebody who has none', async () => {
    expect(await asking.reason('sales.rep', 'expense_totals', { who: 'my-team' })).toBe(
      'Nobody reports to you',
    );
  });
});

describe('tables', () => {
  test('have fifty rows at most, and say how many there are; sums are of all', async () => {
    const claims = await asking.table('admin', 'expense_claims');
    expect([claims.rows.length, claims.truncated]).toEqual([50, true]);
    const all = await asking.one<{ count: number; minor: string }>(
      'SELECT count(*)::integer AS count, sum(total_minor)::text AS minor FROM expense_claim',
    );
    expect(claims.rowCount).toBe(all.count);
    expect(claims.totals).toEqual({ amount: inRupees(all.minor) });
    const few = await asking.table('admin', 'expense_claims', { limit: 3, orderBy: 'amount' });
    expect([few.rows.length, few.rowCount, few.totals]).toEqual([3, all.count, claims.totals]);
  });

  test('add amounts of one currency alone, to the last paisa, and say each sum where there are several', async () => {
    await asking.db.query(
      `INSERT INTO expense_advance (employee_id, currency, amount_minor, paid_on, note, recorded_by)
       SELECT e.id, c.currency, c.minor, '2026-11-02', 'x', f.id FROM employee e, employee f,
         (VALUES ('INR', 900719925474099301), ('INR', 2), ('JPY', 500), ('KWD', 1001)) AS c (currency, minor)
       WHERE e.email = 'sales.rep2@netra.example' AND f.email = 'finance@netra.example'`,
    );
    const own = await asking.table('sales.rep2', 'advances', { who: 'me' });
    expect(own.totals).toEqual({ amount: null, settled: null, returned: null, open: null });
    expect(own.note).toContain(
      'In each currency: Amount: ₹9,00,71,99,25,47,40,993.03, JP¥500, KWD\u00a01.001;',
    );
    expect(own.note).toContain('different currencies are not added up');
    expect(own.rows.map(({ cells }) => cells.amount)).toContainEqual({
      amount: '500',
      currency: 'JPY',
    });
    expect(own.rows.map(({ cells }) => cells.amount)).toContainEqual({
      amount: '1.001',
      currency: 'KWD',
    });
    hiddenFields.add('advances.amount');
    expect((await asking.table('sales.rep2', 'advances', { who: 'me' })).note).toBe('Vikram Joshi');
  });

  test('a tool that is switched off, and a column that is hidden', async () => {
    switchedOff.add('deals');
    expect(await asking.reason('admin', 'deals')).toBe('“Deals” is switched off for you');
    hiddenFields.add('deal_totals.amount');
    const { table, chart } = (await asking.outcome('admin', 'deal_totals')) as never as {
      table: { columns: { key: string }[]; rows: { href: string | null }[] };
      chart?: unknown;
    };
    expect(table.columns.map(({ key }) => key)).toEqual(['group', 'deals']);
    expect(JSON.stringify(table)).not.toContain('INR');
    expect(table.rows.every(({ href }) => href === null)).toBe(true);
    expect(chart).toBeUndefined();
    hiddenFields.add('expense_claims.amount');
    expect(await asking.reason('admin', 'expense_claims', { minAmount: 5 })).toMatch(
      /cannot be asked by/,
    );
  });

  test('what is lent is not looked at here, where no look would be written down', async () => {
    const principal = await asking.principal('sales.rep');
    const { id } = await asking.one<{ id: string }>(
      `SELECT id FROM department WHERE name = 'Consulting'`,
    );
    const deps = {
      reader: {
        read: (_: unknown, work: (rows: typeof asking.db) => Promise<never>) => work(asking.db),
      },
      ...{ clock: { now: () => new Date() }, enabled: () => true, hiddenFields },
    };
    const lent = { ...principal, granted: { person: [id] } };
    const { outcome } = await runTool(deps, lent, { name: 'find_people', args: {} });
    expect(outcome).toMatchObject({ table: { rowCount: 1 } });
  });
});
