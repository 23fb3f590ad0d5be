import type { AccessGrant } from '../../domain/wire/access-grants';
import type { TestAnswer } from '../support/api';
import type { Persona } from '../support/company';
import { startMatrixWorld, type MatrixWorld } from '../support/matrix-world';
import { today } from '../support/records';

jest.setTimeout(180_000);

let world: MatrixWorld;
beforeAll(async () => {
  world = await startMatrixWorld();
});
afterEach(() => world.api.db.query('DELETE FROM access_grant'));
afterAll(() => world.api.stop());

const read = async (persona: Persona, path: string): Promise<TestAnswer> =>
  (await world.api.as(persona)).get(path);
const textOf = ({ body, headers }: TestAnswer) =>
  JSON.stringify(body ?? null) + JSON.stringify([...headers]);

/** Consulting's project with its go-live: what sales may not see by any door. */
const project = () =>
  world.planted.find(({ what, owner }) => what === 'project' && owner.startsWith('consult'))!;

/** Doors to consulting: lists, counts, pages, files, searches. Which of them answer 404 follows from the path's end. */
function consultingDoors(): { lists: string[]; records: string[] } {
  const { id, approvalId, code } = project();
  return {
    lists: [
      ...['/projects?limit=200', `/projects?q=${code}`, '/exports/projects?format=csv'],
      ...['/approvals?box=all&limit=200', `/approvals?box=all&q=${code}`, '/exports/approvals'],
      ...[`/insight/cases?kind=project-go-live`, '/notifications?limit=200', '/dashboards/manager'],
    ],
    records: [
      ...[`/projects/${id}`, `/projects/${id}/readiness`, `/approvals/${approvalId}`],
      `/approvals/${approvalId}/certificate`,
    ],
  };
}

/** Doors to sales. */
function salesDoors(): { lists: string[]; records: string[] } {
  const { code, customerId, dealId } = world.sales;
  return {
    lists: [
      ...['/customers?limit=200&archived=both', `/customers?q=${code}`, '/exports/customers'],
      ...['/deals?limit=200', `/deals?q=${code}`, `/deals?customerId=${customerId}`],
      ...['/exports/deals', '/pipeline', '/forecast?months=24', '/notifications?limit=200'],
    ],
    records: [`/customers/${customerId}`, `/deals/${dealId}`],
  };
}

/** Which doors open that should not, or show the code. */
async function leaks(
  persona: Persona,
  of: { doors: ReturnType<typeof salesDoors>; code: string },
): Promise<string[]> {
  const found: string[] = [];
  for (const path of of.doors.lists) {
    const answer = await read(persona, path);
    if (answer.status >= 500 || textOf(answer).includes(of.code)) found.push(`${persona} ${path}`);
  }
  for (const path of of.doors.records) {
    const answer = await read(persona, path);
    if (answer.status !== 404) found.push(`${persona} ${path}: ${answer.status}`);
  }
  return found;
}

const idOf = (persona: Persona) => world.api.company.people[persona];

/** Somebody speaks of the project's go-live, and a deal moves: sockets hear of the one, nobody of the other. */
async function speakOfBoth(): Promise<void> {
  world.api.published.length = 0;
  const consultant = await world.api.as('consultant');
  const said = await consultant.post(`/approvals/${project().approvalId}/comments`, { text: 'x' });
  expect(said.status).toBe(200);
  const rep = await world.api.as('sales.rep');
  const { dealId } = world.sales;
  const { revision } = (await rep.get(`/deals/${dealId}`)).body as { revision: number };
  const moved = await rep.post(`/deals/${dealId}/moves`, { revision, stage: 'qualified' });
  expect(moved.status).toBe(200);
}

test('sales and consulting are apart by every door: list, count, page, export, search, file and socket', async () => {
  await speakOfBoth();
  const found: string[] = [];
  for (const persona of ['sales.rep2', 'sales.head'] as const)
    found.push(...(await leaks(persona, { doors: consultingDoors(), code: project().code })));
  for (const persona of ['consultant', 'consulting.manager', 'consulting.head'] as const)
    found.push(...(await leaks(persona, { doors: salesDoors(), code: world.sales.code })));
  // Not one deal, whoever's: sums would tell, too.
  for (const persona of ['consultant', 'consulting.head', 'hr'] as const) {
    const { body } = await read(persona, '/forecast?months=24');
    expect([persona, body]).toMatchObject([persona, { rows: [], overdue: [] }]);
    const board = (await read(persona, '/pipeline')).body as { stages: { sums: unknown[] }[] };
    expect(board.stages.flatMap(({ sums }) => sums)).toEqual([]);
  }
  expect(found).toEqual([]);
  // What goes out by sockets is told to those it names.
  const told = JSON.stringify(world.api.published);
  expect(told).toContain(idOf('consulting.manager'));
  for (const persona of ['sales.rep', 'sales.rep2', 'sales.head', 'consultant2'] as const)
    expect([persona, told.includes(idOf(persona))]).toEqual([persona, false]);
});

test('a reporting line across the two opens nothing of the one to people of the other', async () => {
  const { people } = world.api.company;
  const move = (manager: Persona) =>
    world.api.db.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
      ...[people['sales.rep'], people[manager]],
    ]);
  await move('consulting.manager');
  const { dealId, customerId } = world.sales;
  for (const path of [`/deals/${dealId}`, `/customers/${customerId}`])
    expect((await read('consulting.manager', path)).status).toBe(404);
  await move('sales.manager');
  expect((await read('sales.manager', `/deals/${dealId}`)).status).toBe(200);
});

test('a grant opens customers and deals to look at until it ends, and each use is written down', async () => {
  const { code, customerId, dealId } = world.sales;
  const head = await world.api.as('sales.head');
  const given = await head.post('/access-grants', {
    ...{ personId: world.api.company.people.consultant, until: today() },
    ...{ departmentId: world.api.company.departments.Sales },
    ...{ resources: ['customer', 'deal'], reason: 'The project builds on it' },
  });
  expect(given.status).toBe(201);
  const { id } = given.body as AccessGrant;
  for (const path of [`/deals/${dealId}`, `/customers/${customerId}`, `/deals?q=${code}`]) {
    const answer = await read('consultant', path);
    expect([path, answer.status, textOf(answer).includes(code)]).toEqual([path, 200, true]);
  }
  expect(textOf(await read('consultant', `/exports/deals?q=${code}`))).toContain(code);
  const used = await world.api.db.query<{ door: string }>(
    `SELECT details ->> 'door' AS door FROM audit_event WHERE action = 'access-grant.used' AND subject_id = $1 ORDER BY id`,
    [id],
  );
  expect(used.map(({ door }) => door)).toEqual([
    ...['/deals/:id', '/customers/:id', '/deals', '/exports/deals'],
  ]);
  // To look, not to change; and figures stay with those whose they are.
  const consultant = await world.api.as('consultant');
  const change = await consultant.patch(`/deals/${dealId}`, { revision: 1, name: 'x' });
  expect(change.status).toBe(404);
  expect((await read('consultant', '/forecast?months=24')).body).toMatchObject({ rows: [] });
  await world.api.db.query(`UPDATE access_grant SET ends_at = now() WHERE id = $1`, [id]);
  expect((await read('consultant', `/deals/${dealId}`)).status).toBe(404);
  expect(await leaks('consultant', { doors: salesDoors(), code })).toEqual([]);
});

test('somebody of sales is on a project of consulting by a grant alone, which the audit names and whose end closes it', async () => {
  const { id, code } = project();
  const { people, departments } = world.api.company;
  const manager = await world.api.as('consulting.manager');
  const put = (persona: Persona) =>
    manager.call('PUT', `/projects/${id}/members/${people[persona]}`, { body: { role: 'tester' } });
  const refused = await put('sales.rep2');
  expect([refused.status, refused.body]).toMatchObject([
    422,
    {
      errors: [{ path: 'employeeId', message: expect.stringContaining('under Access') as string }],
    },
  ]);
  const head = await world.api.as('consulting.head');
  const lend = async (resources: string[]): Promise<AccessGrant> => {
    const given = await head.post('/access-grants', {
      ...{ personId: people['sales.rep2'], departmentId: departments.Consulting, resources },
      ...{ until: today(), reason: 'Tests what was promised' },
    });
    expect(given.status).toBe(201);
    return given.body;
  };
  await lend(['leave']);
  expect((await put('sales.rep2')).status).toBe(422);
  const grant = await lend(['project']);
  expect((await put('sales.rep2')).status).toBe(200);
  const [noted] = await world.api.db.query<{ details: unknown }>(
    `SELECT details FROM audit_event WHERE action = 'project.member-set' ORDER BY id DESC LIMIT 1`,
  );
  expect(noted!.details).toMatchObject({ grantId: grant.id, employeeId: people['sales.rep2'] });
  expect((await read('sales.rep2', `/projects/${id}`)).status).toBe(200);
  const ended = await head.post(`/access-grants/${grant.id}/revoke`);
  expect(ended.status).toBe(200);
  expect(await leaks('sales.rep2', { doors: consultingDoors(), code })).toEqual([]);
  // By its day, too, and for what the assistant reads.
  const [member] = await world.api.db.query<{ until: Date }>(
    'SELECT sees_until AS until FROM project_member WHERE project_id = $1 AND employee_id = $2',
    [id, people['sales.rep2']],
  );
  expect(member!.until.getTime()).toBeLessThanOrEqual(Date.now());
  // Consulting's own need none.
  expect((await put('consultant2')).status).toBe(200);
  await world.api.db.query(
    'DELETE FROM project_member WHERE project_id = $1 AND employee_id IN ($2, $3)',
    [id, people['sales.rep2'], people.consultant2],
  );
});
