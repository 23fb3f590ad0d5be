import type { Cell } from '../../domain/wire/assistant';
import { runTool } from '../../modules/assistant/run-tool';
import { systemClock } from '../../platform/clock/clock';
import { inRupees as rupees, startAskers, type Askers } from '../support/assistant-tools';

let asking: Askers;
let figures: Askers['figures'];
beforeAll(async () => {
  asking = await startAskers();
  ({ figures } = asking);
});
afterAll(() => asking.stop());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

/** Whose claims and leave somebody sees, by a walk of the organisation: not by the rules the tools go by. */
async function seenBy(login: string): Promise<string[]> {
  const { id, roles } = await asking.principal(login);
  const seen = await asking.db.query<{ id: string }>(
    `WITH RECURSIVE below AS (SELECT id FROM employee WHERE id = $1
       UNION SELECT e.id FROM employee e JOIN below b ON e.manager_id = b.id)
     SELECT id FROM below UNION SELECT e.id FROM employee e JOIN department d ON d.id = e.department_id WHERE d.head_id = $1
     UNION SELECT id FROM employee WHERE $2`,
    [id, roles.includes('admin')],
  );
  return seen.map((one) => one.id);
}

interface Shared {
  sum: string;
  count: string;
}

/** What one of so many comes to, in minor units: halves away from zero, by whole numbers. */
function average({ sum, count }: Shared): string {
  const [all, by] = [BigInt(sum), BigInt(count)];
  return ((2n * all + by) / (2n * by)).toString();
}

const LINES = `FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id JOIN employee e ON e.id = c.employee_id
  LEFT JOIN department d ON d.id = e.department_id WHERE c.employee_id = ANY($1) AND c.currency = 'INR'
  AND l.spent_on BETWEEN '2026-01-01' AND '2026-12-31'`;
const SHARED = 'sum(l.amount_minor)::text AS sum, count(DISTINCT c.id)::text AS count';
const GROUPS = {
  person: 'e.name',
  category: 'initcap(l.category)',
  month: `to_char(l.spent_on, 'YYYY-MM')`,
  department: 'd.name',
  status: 'c.status',
};

describe.each(['admin', 'sales.head', 'sales.manager', 'sales.rep'])('%s', (login) => {
  test('what a claim comes to on average: of all, and by each grouping', async () => {
    const seen = await seenBy(login);
    const all = await asking.one<Shared>(`SELECT ${SHARED} ${LINES}`, [seen]);
    const table = await figures(login, 'expense_totals', { ...YEAR, measure: 'average' });
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      {
        ...{ group: 'All claims', average: rupees(average(all)), amount: rupees(all.sum) },
        claims: Number(all.count),
      },
    ]);
    for (const [groupBy, group] of Object.entries(GROUPS)) {
      const grouped = await figures(login, 'expense_totals', {
        ...{ ...YEAR, measure: 'average', groupBy },
      });
      const { average: ofAll, claims } = grouped.totals!;
      // A claim of two categories is one claim.
      expect([groupBy, ofAll, claims]).toEqual([
        ...[groupBy, rupees(average(all)), Number(all.count)],
      ]);
      const expected = await asking.db.query<Shared & { group: string }>(
        `SELECT ${group} AS "group", ${SHARED} ${LINES} GROUP BY 1`,
        [seen],
      );
      const told = Object.fromEntries(
        grouped.rows.map(({ cells }) => [cells.group as string, cells.average]),
      );
      expect([groupBy, told]).toEqual([
        groupBy,
        Object.fromEntries(expected.map((one) => [one.group, rupees(average(one))])),
      ]);
    }
  });

  test('claims without some categories or statuses', async () => {
    const seen = await seenBy(login);
    const without = { ...YEAR, exceptCategories: ['travel', 'meals'] };
    const kept = `${LINES} AND l.category NOT IN ('travel', 'meals')`;
    const some = await asking.one<Shared>(`SELECT ${SHARED} ${kept}`, [seen]);
    for (const groupBy of Object.keys(GROUPS)) {
      const { totals } = await figures(login, 'expense_totals', {
        ...{ ...without, groupBy, measure: 'average' },
      });
      expect([groupBy, totals]).toEqual([
        groupBy,
        {
          ...{ average: rupees(average(some)), amount: rupees(some.sum) },
          claims: Number(some.count),
        },
      ]);
    }
    for (const orderBy of ['date', 'amount']) {
      const listed = await figures(login, 'expense_claims', { ...without, orderBy });
      expect([listed.rowCount, listed.totals?.amount]).toEqual([
        ...[Number(some.count), rupees(some.sum)],
      ]);
    }
    const open = await asking.one<Shared>(
      `SELECT ${SHARED} ${LINES} AND c.status NOT IN ('approved', 'rejected')`,
      [seen],
    );
    const left = await figures(login, 'expense_claims', {
      ...{ ...YEAR, exceptStatuses: ['approved', 'rejected'] },
    });
    expect(left.rowCount).toBe(Number(open.count));
  });

  test('leave without some types', async () => {
    const seen = await seenBy(login);
    const leave = await asking.one<{ taken: string; leaves: number; all: number }>(
      `SELECT coalesce(sum(units) FILTER (WHERE status = 'approved'), 0)::text AS taken,
         (count(*) FILTER (WHERE status = 'approved'))::integer AS leaves, count(*)::integer AS all
       FROM leave_request WHERE employee_id = ANY($1) AND type NOT IN ('casual', 'sick')
         AND from_on BETWEEN '2026-01-01' AND '2026-10-31'`,
      [seen],
    );
    const taken = await figures(login, 'leave_taken', {
      ...{ from: '2026-01-01', to: '2026-10-31', exceptTypes: ['casual', 'Sick leave'] },
    });
    expect([Math.round(Number(taken.totals?.days ?? 0) * 100), taken.totals?.leaves ?? 0]).toEqual([
      ...[Number(leave.taken), leave.leaves],
    ]);
    const { all } = await asking.one<{ all: number }>(
      `SELECT count(*)::integer AS all FROM leave_request WHERE employee_id = ANY($1) AND type <> 'casual'
         AND status <> 'approved'`,
      [seen],
    );
    const listed = await figures(login, 'leave_requests', {
      ...{ exceptTypes: ['casual'], exceptStatuses: ['approved'] },
    });
    expect(listed.rowCount).toBe(all);
  });
});

test('an average is rounded once, halves away from zero, and in each currency', async () => {
  await asking.db.query(`
    WITH who AS (SELECT id FROM employee WHERE email = 'sales.rep2@netra.example'),
    claimed AS (INSERT INTO expense_claim (employee_id, title, currency, total_minor, status)
      SELECT id, 'x', currency, minor, 'approved' FROM who,
        (VALUES ('INR', 1), ('INR', 2), ('USD', 100), ('USD', 101), ('USD', 101)) AS c (currency, minor)
      RETURNING id, total_minor)
    INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
    SELECT id, 1, '2020-05-05', 'meals', 'x', total_minor FROM claimed`);
  const asked = { from: '2020-05-01', to: '2020-05-31', measure: 'average' };
  const { rows, totals, note } = await figures('admin', 'expense_totals', asked);
  expect(rows.map(({ cells }) => cells.average)).toEqual([
    ...[rupees('2'), { amount: '1.01', currency: 'USD' }],
  ]);
  expect(totals).toEqual({ average: null, amount: null, claims: 5 });
  expect(note).toContain('Average of a claim: ₹0.02');
});

test('deals and invoices on average, and without some of them', async () => {
  const DEAL = 'sum(amount_minor)::text AS sum, count(*)::text AS count FROM deal';
  const won = await asking.one<Shared>(`SELECT ${DEAL} WHERE stage = 'won' AND currency = 'INR'`);
  const deals = await figures('admin', 'deal_totals', { stage: 'won', measure: 'average' });
  expect(deals.rows[0]?.cells).toMatchObject({
    ...{ group: 'All deals', average: rupees(average(won)), deals: Number(won.count) },
  });
  expect(deals.rows[0]?.href).toContain('/deals?stage=won');
  const closed = await asking.one<Shared>(
    `SELECT ${DEAL} WHERE closed_on IS NOT NULL AND stage <> 'lost' AND currency = 'INR'`,
  );
  for (const groupBy of ['owner', 'customer', 'month', 'stage']) {
    const { totals } = await figures('admin', 'deal_totals', {
      ...{ exceptStages: ['open', 'lost'], measure: 'average', groupBy },
    });
    expect([groupBy, totals?.average, totals?.deals]).toEqual([
      ...[groupBy, rupees(average(closed)), Number(closed.count)],
    ]);
  }
  expect((await figures('admin', 'deals', { exceptStages: ['open', 'lost'] })).rowCount).toBe(
    Number(closed.count),
  );
  const issued = await asking.one<Shared>(
    `SELECT sum(total_minor)::text AS sum, count(*)::text AS count FROM customer_invoice i
     WHERE kind = 'invoice' AND (status = 'draft' OR total_minor >
       (SELECT coalesce(sum(a.amount_minor), 0) FROM customer_allocation a WHERE a.invoice_id = i.id))`,
  );
  const unpaid = { exceptStatuses: ['settled'] };
  const invoices = await figures('finance', 'invoices', { ...unpaid, measure: 'average' });
  expect(invoices.rows[0]?.cells).toMatchObject({
    ...{ average: rupees(average(issued)), invoices: Number(issued.count) },
  });
  expect((await figures('finance', 'invoices', unpaid)).rowCount).toBe(Number(issued.count));
  const { open } = await asking.one<{ open: number }>(
    `SELECT count(*)::integer AS open FROM project WHERE status <> 'closed'`,
  );
  expect((await figures('admin', 'projects', { exceptStatuses: ['closed'] })).rowCount).toBe(open);
});

/** A figure in hundredths, as a table has it. */
const inHundredths = (figure: string) =>
  `${BigInt(figure) / 100n}.${(BigInt(figure) % 100n).toString().padStart(2, '0')}`;
const twoDecimals = (cell: Cell | undefined) => Number(cell).toFixed(2);

test('hours worked and leave taken by a person on average, of those who had any', async () => {
  const hours = await asking.one<Shared>(
    `SELECT sum(minutes)::text AS sum, count(DISTINCT employee_id)::text AS count FROM timesheet_line
     WHERE worked_on BETWEEN '2026-01-01' AND '2026-12-31' AND sheet_id IS NOT NULL`,
  );
  // What was handed in, to the minute, and then in hours.
  const worked = average({ sum: `${BigInt(average(hours)) * 100n}`, count: '60' });
  for (const groupBy of [undefined, 'person', 'project', 'month', 'week']) {
    const { totals, rows } = await figures('admin', 'timesheet_hours', {
      ...{ ...YEAR, measure: 'average', groupBy },
    });
    expect([groupBy, twoDecimals(totals?.average), totals?.people]).toEqual([
      ...[groupBy, inHundredths(worked), Number(hours.count)],
    ]);
    if (groupBy === undefined) expect(rows[0]?.cells.group).toBe('All hours');
    if (groupBy === 'person')
      for (const { cells } of rows) expect([cells.average, cells.people]).toEqual([cells.hours, 1]);
  }
  const leave = await asking.one<Shared>(
    `SELECT sum(units)::text AS sum, count(DISTINCT employee_id)::text AS count FROM leave_request
     WHERE status = 'approved' AND from_on BETWEEN '2026-01-01' AND '2026-10-31'`,
  );
  for (const groupBy of [undefined, 'person', 'type', 'month', 'department']) {
    const { totals, note } = await figures('admin', 'leave_taken', {
      ...{ from: '2026-01-01', to: '2026-10-31', measure: 'average', groupBy },
    });
    expect([groupBy, twoDecimals(totals?.average), totals?.people]).toEqual([
      ...[groupBy, inHundredths(average(leave)), Number(leave.count)],
    ]);
    expect(note).toContain('of those who took any');
  }
});

test('an average is of one time: it is not compared', async () => {
  const asked = { measure: 'average', compareTo: 'previous-year' };
  for (const tool of ['expense_totals', 'deal_totals', 'timesheet_hours'])
    expect(await asking.reason('admin', tool, asked)).toContain('are not compared');
});

describe('amounts that are kept from somebody', () => {
  const HIDDEN = new Set(['expense_totals.amount', 'deal_totals.amount', 'invoices.total']);
  const ask = async (name: string, args: Record<string, unknown>) => {
    const deps = { reader: asking.reader, clock: systemClock, enabled: () => true };
    const call = { name, args };
    const principal = await asking.principal('admin');
    return (await runTool({ ...deps, hiddenFields: HIDDEN }, principal, call)).outcome;
  };

  test('are not told as an average, nor found out by bounds', async () => {
    for (const [name, args] of [
      ['expense_totals', { measure: 'average' }],
      ['deal_totals', { measure: 'average' }],
      ['invoices', { measure: 'average' }],
      ['invoices', { minAmount: 1 }],
    ] as const)
      expect([name, await ask(name, args)]).toEqual([
        name,
        expect.objectContaining({ kind: 'nothing' }),
      ]);
  });

  test('nor are those they are compared with', async () => {
    for (const name of ['expense_totals', 'deal_totals']) {
      const outcome = await ask(name, { ...YEAR, compareTo: 'previous-year' });
      if (outcome.kind !== 'rows') throw new Error(JSON.stringify(outcome));
      const { columns, rows, totals } = outcome.table;
      const cells: Cell[] = [totals ?? {}, ...rows.map((row) => row.cells)].flatMap((one) =>
        Object.values(one),
      );
      expect(columns.map(({ key }) => key)).not.toContain('before');
      expect(cells.filter((cell) => typeof cell === 'object' && cell !== null)).toEqual([]);
      expect(outcome.chart).toBeUndefined();
    }
  });
});
