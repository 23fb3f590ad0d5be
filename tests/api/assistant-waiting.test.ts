import { definitions } from '../../approvals/definitions';
import type { ApprovalRow } from '../../domain/wire/approvals';
import { listRequests } from '../../modules/approvals/queries';
import { startAskers, type Askers, type Table } from '../support/assistant-tools';

jest.setTimeout(120_000);

let asking: Askers;
beforeAll(async () => {
  asking = await startAskers();
  await asking.db.query(PENDING);
});
afterAll(() => asking.stop());

/** Of everybody below somebody a request that waits for their manager; every other one for finance as well. */
const PENDING = `
  WITH asked AS (
    INSERT INTO approval_request (id, kind, title, requester_id, department_id, subject_id, data, content_hash, policy_version,
      plan, workflow_id)
    SELECT gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'expense-claim' ELSE 'leave' END, 'Waiting ' || n, id, department_id,
      gen_random_uuid(), '{}', '-', 1, '{"steps":[]}', 'waiting/' || n
    FROM (SELECT e.*, row_number() OVER (ORDER BY e.email) AS n FROM employee e
      WHERE e.active AND e.manager_id IS NOT NULL) AS e
    RETURNING id, kind, requester_id),
  step AS (
    INSERT INTO approval_step (request_id, ordinal, stage, key, name, quorum, status, opened_at, expires_at)
    SELECT id, 0, 0, 'reporting-manager', 'Reporting manager', 'any', 'open', now(), now() + interval '1 day' FROM asked
    RETURNING id, request_id)
  INSERT INTO approval_task (request_id, step_id, approver_id, reason)
  SELECT s.request_id, s.id, w.id, 'rule' FROM step s JOIN asked a ON a.id = s.request_id
    JOIN employee e ON e.id = a.requester_id
    JOIN employee w ON w.id = e.manager_id OR (a.kind = 'expense-claim' AND w.email = 'finance@netra.example')`;

const TOOL = 'approvals_waiting';
const MOST = 50;

/** What the page of all requests lists as pending, longest waiting first, as the tool has it. */
async function listed(login: string, kind?: string): Promise<ApprovalRow[]> {
  const all: ApprovalRow[] = [];
  const principal = await asking.principal(login);
  for (let cursor: string | undefined; ;) {
    const page = await listRequests(asking.db, principal, {
      ...{ box: 'all', status: 'pending', limit: 200, cursor },
      ...(kind === undefined ? {} : { kind }),
    });
    all.push(...page.items);
    if (page.nextCursor === null) return all.reverse();
    cursor = page.nextCursor;
  }
}

const ids = (table: Table) => table.rows.map(({ href }) => href?.replace('/approvals/', '')).sort();
const idsOf = (rows: ApprovalRow[]) => rows.map(({ id }) => id).sort();
const waitsFor = (login: string) => async (row: ApprovalRow) => {
  const { id } = await asking.principal(login);
  return row.waitingOn.some((person) => person.id === id);
};

const ASKERS = [
  ...['admin', 'hr', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  ...['consulting.head', 'consulting.manager', 'consultant2'],
];

test.each(ASKERS)('whatever waits, for %s: what the page of all requests lists', async (login) => {
  const rows = await listed(login);
  expect(rows.length).toBeGreaterThan(0);
  const table = await asking.figures(login, TOOL, { on: 'anyone' });
  expect(table.rowCount).toBe(rows.length);
  if (rows.length > MOST) return;
  expect(ids(table)).toEqual(idsOf(rows));
  const said = new Map(rows.map((row) => [`/approvals/${row.id}`, row]));
  for (const { cells, href } of table.rows) {
    const row = said.get(href ?? '')!;
    const names = [...new Set(row.waitingOn.map(({ name }) => name))].sort().join(', ');
    expect([cells.requester, cells.waitingOn ?? '']).toEqual([row.requester.name, names]);
    expect(cells.kind).toBe(definitions[row.kind as keyof typeof definitions].label);
  }
});

test('by kind and by whom it waits for, each and together', async () => {
  const rows = await listed('admin');
  const awaited = rows.find(({ waitingOn }) => waitingOn.length > 0)!.waitingOn[0]!;
  const forThem = rows.filter(({ waitingOn }) => waitingOn.some(({ id }) => id === awaited.id));
  const counted = async (args: Record<string, unknown>) =>
    (await asking.figures('admin', TOOL, args)).rowCount;
  expect(await counted({ waitingOn: awaited.name })).toBe(forThem.length);
  expect(await counted({ on: 'anyone', waitingOn: awaited.name })).toBe(forThem.length);
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const label = definitions[kind as keyof typeof definitions].label;
    const ofKind = rows.filter((row) => row.kind === kind).length;
    expect(await counted({ on: 'anyone', kind })).toBe(ofKind);
    expect(await counted({ on: 'anyone', kind: label.toUpperCase() })).toBe(ofKind);
    expect(await counted({ on: 'anyone', kind, waitingOn: awaited.name })).toBe(
      forThem.filter((row) => row.kind === kind).length,
    );
  }
  const own = await asking.figures('sales.rep', TOOL, { on: 'others' });
  const [first] = own.rows;
  const onOne = await asking.figures('sales.rep', TOOL, {
    on: 'others',
    waitingOn: (first!.cells.waitingOn as string).split(', ')[0],
  });
  expect(onOne.rowCount).toBeGreaterThan(0);
  expect(ids(own)).toEqual(expect.arrayContaining(ids(onOne)));
});

test('without saying on whom, what waits for the asker; on oneself it is the same', async () => {
  for (const login of ['sales.manager', 'finance', 'hr']) {
    const rows = await listed(login);
    const mine = [];
    for (const row of rows) if (await waitsFor(login)(row)) mine.push(row);
    expect((await asking.figures(login, TOOL)).rowCount).toBe(mine.length);
    expect((await asking.figures(login, TOOL, { waitingOn: 'me' })).rowCount).toBe(mine.length);
  }
});

test('whom requests wait for that one may not see is answered about as nobody', async () => {
  const said = async (waitingOn: string) => asking.reason('consultant2', TOOL, { waitingOn });
  expect(await said('Vikram Joshi')).toBe(
    (await said('Nobody Whatever'))?.replace('Nobody Whatever', 'Vikram Joshi'),
  );
  // Who waits for nobody's decision of those one sees is known, and nothing waits for them.
  expect(await asking.reason('sales.manager', TOOL, { waitingOn: 'Asha Pillai' })).toBe(
    'No request that you may see is waiting; those that wait for Asha Pillai',
  );
});
