import type { Cell } from '../../domain/wire/assistant';
import { startAskers, type Askers, type Table } from '../support/assistant-tools';

let asking: Askers;
let figures: Askers['figures'];
beforeAll(async () => {
  asking = await startAskers();
  ({ figures } = asking);
});
afterAll(() => asking.stop());

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const IN_2026 = `BETWEEN '2026-01-01' AND '2026-12-31'`;
const ZONE = `AT TIME ZONE 'Asia/Kolkata'`;

/** A part of a whole in per cent with two decimals, halves upwards, as a table has it; null of none. */
function percent(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const hundredths = (2n * BigInt(part) * 10_000n + BigInt(whole)) / (2n * BigInt(whole));
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}
const plain = (cell: unknown) => (cell === null ? null : Number(cell).toFixed(2));

/** Requests that somebody may see, by the rules as they are told: theirs, of those below, and those that came to them. */
const SEEN = `WITH RECURSIVE below AS (SELECT id FROM employee WHERE id = $1
    UNION SELECT e.id FROM employee e JOIN below b ON e.manager_id = b.id),
  people AS (SELECT id FROM below UNION SELECT e.id FROM employee e JOIN department d ON d.id = e.department_id WHERE d.head_id = $1
    UNION SELECT id FROM employee WHERE $2),
  seen AS (SELECT r.* FROM approval_request r WHERE r.requester_id IN (SELECT id FROM people) OR EXISTS (
    SELECT FROM approval_task t WHERE t.request_id = r.id AND t.approver_id = $1
      AND t.status IN ('open', 'approved', 'rejected', 'superseded', 'revoked')))`;
const asked = async (login: string) => {
  const { id, roles } = await asking.principal(login);
  return [id, roles.includes('admin')];
};

interface Decided {
  group: string;
  count: number;
  approved: number;
  rejected: number;
}

describe.each(['admin', 'sales.head', 'sales.manager', 'sales.rep'])('%s', (login) => {
  test('how many per cent of the requests that were decided were approved', async () => {
    const rows = await asking.db.query<Decided>(
      `${SEEN} SELECT kind AS "group", count(*)::integer AS count, (count(*) FILTER (WHERE status = 'approved'))::integer AS approved,
         (count(*) FILTER (WHERE status = 'rejected'))::integer AS rejected
       FROM seen WHERE (submitted_at ${ZONE})::date ${IN_2026} GROUP BY 1`,
      await asked(login),
    );
    const table = await figures(login, 'approval_figures', { ...YEAR, measure: 'rate' });
    const told = table.rows.map(({ cells }) => [
      ...[cells.count, cells.approved, cells.rejected],
      ...[plain(cells.approvedRate), plain(cells.rejectedRate)],
    ]);
    const expected = rows.map(({ count, approved, rejected }) => [
      ...[count, approved, rejected],
      ...[percent(approved, approved + rejected), percent(rejected, approved + rejected)],
    ]);
    expect(told.map(String).sort()).toEqual(expected.map(String).sort());
    const sum = (key: 'approved' | 'rejected') => rows.reduce((all, row) => all + row[key], 0);
    const [approved, rejected] = [sum('approved'), sum('rejected')];
    expect(plain(table.totals?.approvedRate)).toBe(percent(approved, approved + rejected));
    expect(plain(table.totals?.rejectedRate)).toBe(percent(rejected, approved + rejected));
  });

  test('requests of oneself and of one’s team, and what somebody decided', async () => {
    const [id, isAdmin] = await asked(login);
    const own = await asking.one<{ mine: number; team: number; decided: number }>(
      `${SEEN} SELECT (SELECT count(*) FROM seen WHERE requester_id = $1)::integer AS mine,
         (SELECT count(*) FROM seen WHERE requester_id IN (SELECT id FROM below) AND requester_id <> $1)::integer AS team,
         (SELECT count(*) FROM approval_decision d JOIN seen ON seen.id = d.request_id WHERE d.decided_by = $1
           AND NOT EXISTS (SELECT FROM approval_undo u WHERE u.decision_id = d.id))::integer AS decided`,
      [id, isAdmin],
    );
    const counted = async (args: Record<string, unknown>) =>
      (await figures(login, 'approval_figures', args)).totals?.count ?? 0;
    expect(await counted({ who: 'me' })).toBe(own.mine);
    expect(await counted({ who: 'my-team' })).toBe(own.team);
    for (const groupBy of [undefined, 'kind', 'status', 'month', 'channel'])
      expect([groupBy, await counted({ approver: 'me', groupBy })]).toEqual([groupBy, own.decided]);
  });
});

test('who cannot be seen has neither requests nor decisions', async () => {
  const unseen = 'There is no person called “Divya” that you may see here';
  expect(await asking.reason('sales.rep', 'approval_figures', { person: 'Divya' })).toBe(unseen);
  expect(await asking.reason('sales.rep', 'approval_figures', { approver: 'Divya' })).toBe(unseen);
});

test('how many per cent of the deals that came to an end were won', async () => {
  const rows = await asking.db.query<{ owner: string; won: number; lost: number }>(
    `SELECT e.name AS owner, (count(*) FILTER (WHERE stage = 'won'))::integer AS won,
       (count(*) FILTER (WHERE stage = 'lost'))::integer AS lost
     FROM deal JOIN employee e ON e.id = owner_id WHERE closed_on ${IN_2026} GROUP BY 1`,
  );
  const table = await figures('admin', 'deal_totals', {
    ...{ ...YEAR, measure: 'win-rate', groupBy: 'owner' },
  });
  const told = table.rows.map(({ cells }) => [cells.group, plain(cells.rate), cells.won]);
  expect(told.map(String).sort()).toEqual(
    rows.map(({ owner, won, lost }) => String([owner, percent(won, won + lost), won])).sort(),
  );
  const [won, lost] = [sumOf(rows, 'won'), sumOf(rows, 'lost')];
  const all = await figures('admin', 'deal_totals', { ...YEAR, measure: 'win-rate' });
  expect(all.rows.map(({ cells }) => [plain(cells.rate), cells.won, cells.lost])).toEqual([
    [percent(won, won + lost), won, lost],
  ]);
  expect(table.totals).toEqual({ rate: all.rows[0]?.cells.rate, won, lost });
});

const sumOf = <Key extends string>(rows: Record<Key, number>[], key: Key) =>
  rows.reduce((sum, row) => sum + row[key], 0);

test('rates are of one time', async () => {
  for (const [tool, measure] of [
    ['approval_figures', 'rate'],
    ['deal_totals', 'win-rate'],
  ] as const)
    expect(await asking.reason('admin', tool, { measure, compareTo: 'previous-year' })).toContain(
      'are not compared',
    );
});

test('deals of those below, and none of one’s own', async () => {
  const { id } = await asking.principal('sales.manager');
  const { count } = await asking.one<{ count: number }>(
    `WITH RECURSIVE below AS (SELECT id FROM employee WHERE manager_id = $1
       UNION SELECT e.id FROM employee e JOIN below b ON e.manager_id = b.id)
     SELECT count(*)::integer AS count FROM deal WHERE owner_id IN (SELECT id FROM below)`,
    [id],
  );
  const team = { who: 'my-team' };
  expect((await figures('sales.manager', 'deals', team)).rowCount).toBe(count);
  expect((await figures('sales.manager', 'deal_totals', team)).totals?.deals).toBe(count);
  expect(await asking.reason('sales.rep', 'deals', team)).toBe('Nobody reports to you');
});

test('how many are below somebody, and who of them is out', async () => {
  const { id } = await asking.principal('sales.head');
  const below = `WITH RECURSIVE below AS (SELECT id FROM employee WHERE manager_id = $1
    UNION SELECT e.id FROM employee e JOIN below b ON e.manager_id = b.id)`;
  const { people, out } = await asking.one<{ people: number; out: number }>(
    `${below} SELECT (SELECT count(*) FROM employee WHERE active AND id IN (SELECT id FROM below))::integer AS people,
       (SELECT count(*) FROM leave_request WHERE status = 'approved' AND employee_id IN (SELECT id FROM below)
         AND from_on <= '2026-12-31' AND to_on >= '2026-01-01')::integer AS out`,
    [id],
  );
  const team = { who: 'my-team' };
  for (const groupBy of ['department', 'grade', 'manager'])
    expect((await figures('sales.head', 'count_people', { ...team, groupBy })).totals?.people).toBe(
      people,
    );
  expect((await figures('sales.head', 'who_is_out', { ...team, ...YEAR })).rowCount).toBe(out);
  expect(await asking.reason('sales.rep', 'who_is_out', team)).toBe('Nobody reports to you');
});

test('invoices added up, the largest first, and by the day they are due', async () => {
  const groups = {
    customer: 'c.name',
    month: `to_char(i.invoiced_on, 'YYYY-MM')`,
  };
  for (const [groupBy, group] of Object.entries(groups)) {
    const rows = await asking.db.query<{ group: string; count: number; total: string }>(
      `SELECT ${group} AS "group", count(*)::integer AS count, sum(i.total_minor)::text AS total
       FROM customer_invoice i JOIN customer c ON c.id = i.customer_id WHERE i.kind = 'invoice' GROUP BY 1`,
    );
    const table = await figures('finance', 'invoices', { groupBy });
    expect(grouped(table)).toEqual(
      rows.map((row) => `${row.group} ${row.count} ${row.total}`).sort(),
    );
  }
  const byStatus = await figures('finance', 'invoices', { groupBy: 'status' });
  const listed = await figures('finance', 'invoices');
  expect(byStatus.totals).toEqual({ ...listed.totals, invoices: listed.rowCount });
  const largest = await asking.one<{ number: string }>(
    `SELECT number FROM customer_invoice WHERE kind = 'invoice' ORDER BY total_minor DESC LIMIT 1`,
  );
  const [first] = (await figures('finance', 'invoices', { orderBy: 'amount' })).rows;
  expect(first?.cells.number).toBe(largest.number);
  const { due } = await asking.one<{ due: number }>(
    `SELECT count(*)::integer AS due FROM customer_invoice WHERE kind = 'invoice' AND due_on ${IN_2026}`,
  );
  const dueThen = await figures('finance', 'invoices', {
    ...{ dueFrom: '2026-01-01', dueTo: '2026-12-31' },
  });
  expect(dueThen.rowCount).toBe(due);
});

const grouped = ({ rows }: Table) =>
  rows
    .map(({ cells: { group, invoices, total } }) => {
      const { amount } = total as { amount: string };
      return `${group as string} ${invoices as number} ${amount.replace('.', '').replace(/^0+/, '')}`;
    })
    .sort();

test('people by the day they joined, and balances by what is left', async () => {
  const { name } = await asking.one<{ name: string }>(
    'SELECT name FROM employee WHERE active ORDER BY joined_on DESC NULLS LAST, name LIMIT 1',
  );
  const people = await figures('admin', 'find_people', { orderBy: 'date' });
  expect(people.rows[0]?.cells.person).toBe(name);
  for (const [orderBy, way] of [
    ['highest', 'DESC'],
    ['lowest', 'ASC'],
  ]) {
    const { left } = await asking.one<{ left: string }>(
      `SELECT (granted - held - taken)::text AS left FROM leave_balance b JOIN employee e ON e.id = b.employee_id
       WHERE type = 'casual' AND e.active ORDER BY granted - held - taken ${way} LIMIT 1`,
    );
    const balances = await figures('admin', 'leave_balance', { type: 'casual', orderBy });
    expect([orderBy, Math.round(Number(balances.rows[0]?.cells.available) * 100)]).toEqual([
      ...[orderBy, Number(left)],
    ]);
  }
});

test('groups in the order that is asked for, months too', async () => {
  for (const [name, groupBy, figure] of [
    ['expense_totals', 'month', 'amount'],
    ['deal_totals', 'month', 'amount'],
    ['leave_taken', 'type', 'days'],
    ['timesheet_hours', 'week', 'hours'],
    ['approval_figures', 'month', 'count'],
  ] as const)
    for (const orderBy of ['highest', 'lowest'] as const) {
      const { rows } = await figures('admin', name, { ...YEAR, groupBy, orderBy });
      const told = rows.map(({ cells }) => numberOf(cells[figure]));
      const sign = orderBy === 'lowest' ? 1 : -1;
      expect([name, orderBy, told]).toEqual([
        ...[name, orderBy, [...told].sort((one, other) => sign * (one - other))],
      ]);
      expect(new Set(told).size).toBeGreaterThan(1);
    }
});

const numberOf = (cell: Cell | undefined) =>
  Number(typeof cell === 'object' && cell !== null ? cell.amount : cell);
