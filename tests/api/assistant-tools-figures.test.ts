import type { Cell } from '../../domain/wire/assistant';
import { startAskers, type Askers, type Table } from '../support/assistant-tools';

let asking: Askers;
let figures: Askers['figures'];
beforeAll(async () => {
  asking = await startAskers();
  ({ figures } = asking);
});
afterAll(() => asking.stop());

const ASKERS = [
  ...['admin', 'hr', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  ...['consulting.head', 'consulting.manager', 'consultant'],
];

interface Someone {
  id: string;
  managerId: string | null;
  departmentId: string;
  roles: string[];
}

/** Whom somebody sees, by a walk of the organisation: not by the rules the tools go by. */
async function seenBy(login: string, rolesThatSeeAll: string[]): Promise<string[]> {
  const everybody = await asking.db.query<Someone>(
    `SELECT id, manager_id AS "managerId", department_id AS "departmentId", roles FROM employee`,
  );
  const { id: self } = await asking.principal(login);
  const me = everybody.find(({ id }) => id === self)!;
  if (me.roles.some((role) => rolesThatSeeAll.includes(role))) return everybody.map(({ id }) => id);
  const headed = await asking.db.query<{ id: string }>(
    'SELECT id FROM department WHERE head_id = $1',
    [self],
  );
  const isBelow = (one: Someone): boolean =>
    one.id === self || everybody.some((above) => above.id === one.managerId && isBelow(above));
  return everybody
    .filter((one) => isBelow(one) || headed.some(({ id }) => id === one.departmentId))
    .map(({ id }) => id);
}

const textOf = (cell: Cell | undefined) =>
  typeof cell === 'object' && cell !== null ? cell.amount : String(cell ?? 0);
const minorOf = (cell: Cell | undefined) =>
  textOf(cell)
    .replace('.', '')
    .replace(/^0+(?=\d)/, '');
const sumOf = (table: Table, key: string) => minorOf(table.totals?.[key]);
const expected = async <Row>(sql: string, parameters: unknown[]) =>
  asking.one<Row>(sql, parameters);

describe.each(ASKERS)('%s', (login) => {
  test('people', async () => {
    const seen = await seenBy(login, ['admin', 'hr']);
    expect((await figures(login, 'find_people')).rowCount).toBe(seen.length);
    for (const groupBy of ['department', 'location', 'manager', 'grade', 'joined-month'])
      expect((await figures(login, 'count_people', { groupBy })).totals).toEqual({
        people: seen.length,
      });
    const mine = await figures(login, 'who_am_i');
    expect(mine.rows.map(({ cells }) => cells.email)).toEqual([`${login}@netra.example`]);
  });

  test('leave', async () => {
    const seen = await seenBy(login, ['admin', 'hr']);
    const taken = await expected<{ units: string; leaves: number; all: number }>(
      `SELECT coalesce(sum(units) FILTER (WHERE status = 'approved' AND from_on BETWEEN '2026-01-01' AND '2026-10-31'), 0)::text AS units,
         count(*) FILTER (WHERE status = 'approved' AND from_on BETWEEN '2026-01-01' AND '2026-10-31')::integer AS leaves,
         count(*)::integer AS all FROM leave_request WHERE employee_id = ANY($1)`,
      [seen],
    );
    const year = { from: '2026-01-01', to: '2026-10-31' };
    for (const groupBy of ['person', 'type', 'month', 'department']) {
      const table = await figures(login, 'leave_taken', { ...year, groupBy });
      expect([groupBy, daysToUnits(table.totals?.days), table.totals?.leaves ?? 0]).toEqual([
        ...[groupBy, Number(taken.units), taken.leaves],
      ]);
    }
    expect((await figures(login, 'leave_requests')).rowCount).toBe(taken.all);
    const left = await expected<{ now: string; then: string }>(
      `SELECT (SELECT sum(granted - held - taken) FROM leave_balance WHERE type = 'casual' AND employee_id = ANY($1))::text AS now,
         (SELECT sum(CASE WHEN entry IN ('grant', 'release', 'restore') THEN units ELSE -units END)
          FROM leave_ledger WHERE type = 'casual' AND employee_id = ANY($1) AND effective_on <= '2026-03-31')::text AS then`,
      [seen],
    );
    const now = await figures(login, 'leave_balance', { type: 'casual' });
    const then = await figures(login, 'leave_balance', {
      type: 'Casual leave',
      asOf: '2026-03-31',
    });
    expect(daysToUnits(now.totals?.available)).toBe(Number(left.now));
    expect(daysToUnits(then.totals?.available)).toBe(Number(left.then));
  });

  test('who is out: one’s department and scope, without why', async () => {
    const seen = await seenBy(login, ['admin', 'hr']);
    const { departmentId } = await asking.principal(login);
    const away = await asking.db.query<{ id: string }>(
      `SELECT l.id FROM leave_request l JOIN employee e ON e.id = l.employee_id
       WHERE l.status = 'approved' AND l.from_on <= '2026-10-31' AND l.to_on >= '2026-08-01'
         AND (e.id = ANY($1) OR e.department_id = $2)`,
      [seen, departmentId],
    );
    const table = await figures(login, 'who_is_out', { from: '2026-08-01', to: '2026-10-31' });
    expect(table.rowCount).toBe(away.length);
    for (const { cells } of table.rows)
      expect(Object.keys(cells)).toEqual(['person', 'department', 'from', 'to']);
  });

  test('expenses', async () => {
    const seen = await seenBy(login, ['admin', 'finance']);
    const spent = await expected<{ minor: string; travel: string; before: string; claims: number }>(
      `SELECT coalesce(sum(l.amount_minor) FILTER (WHERE l.spent_on BETWEEN '2026-01-01' AND '2026-06-30'), 0)::text AS minor,
         coalesce(sum(l.amount_minor) FILTER (WHERE l.category = 'travel' AND c.status = 'approved'), 0)::text AS travel,
         coalesce(sum(l.amount_minor) FILTER (WHERE l.spent_on BETWEEN '2025-01-01' AND '2025-06-30'), 0)::text AS before,
         count(DISTINCT c.id)::integer AS claims
       FROM expense_claim c JOIN expense_claim_line l ON l.claim_id = c.id WHERE c.employee_id = ANY($1)`,
      [seen],
    );
    const half = { from: '2026-01-01', to: '2026-06-30' };
    for (const groupBy of ['person', 'category', 'month', 'department', 'status']) {
      const table = await figures(login, 'expense_totals', {
        ...half,
        groupBy,
        compareTo: 'previous-year',
      });
      expect([groupBy, sumOf(table, 'amount'), sumOf(table, 'before')]).toEqual([
        ...[groupBy, spent.minor, spent.before],
      ]);
      const change = (BigInt(spent.minor) - BigInt(spent.before)).toString();
      expect(sumOf(table, 'change').replace('-0', '-')).toBe(change);
      expect(addedUp(table, 'amount')).toBe(spent.minor);
    }
    const travel = { category: 'travel', status: 'approved' };
    expect(sumOf(await figures(login, 'expense_claims', travel), 'amount')).toBe(spent.travel);
    expect((await figures(login, 'expense_claims')).rowCount).toBe(spent.claims);
  });

  test('requests', async () => {
    const seen = await seenBy(login, ['admin']);
    const { id } = await asking.principal(login);
    const requests = await expected<{ count: number; approved: number; decisions: number }>(
      `WITH mine AS (SELECT r.* FROM approval_request r WHERE r.requester_id = ANY($1) OR EXISTS (
         SELECT FROM approval_task t WHERE t.request_id = r.id AND t.approver_id = $2
           AND t.status IN ('open', 'approved', 'rejected', 'superseded', 'revoked')))
       SELECT (SELECT count(*) FROM mine)::integer AS count,
         (SELECT count(*) FROM mine WHERE status = 'approved')::integer AS approved,
         (SELECT count(*) FROM approval_decision d JOIN mine ON mine.id = d.request_id
          WHERE NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id))::integer AS decisions`,
      [seen, id],
    );
    for (const groupBy of ['kind', 'status', 'month'])
      expect((await figures(login, 'approval_figures', { groupBy })).totals).toMatchObject({
        ...{ count: requests.count, approved: requests.approved },
      });
    for (const groupBy of ['step', 'approver', 'channel'])
      expect((await figures(login, 'approval_figures', { groupBy })).totals).toMatchObject({
        count: requests.decisions,
      });
  });
});

const UNITS = 100;
const daysToUnits = (days: Cell | undefined) => Math.round(Number(days ?? 0) * UNITS);
/** What the rows themselves come to. */
const addedUp = (table: Table, key: string) =>
  table.rows
    .reduce((sum, { cells }) => sum + BigInt(minorOf(cells[key]).replace('-0', '-')), 0n)
    .toString();
