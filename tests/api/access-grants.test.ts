import { addDays } from '../../domain/dates/calendar';
import type { AccessGrant } from '../../domain/wire/access-grants';
import type { TestAnswer, TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { tellOverGrants } from '../../modules/access-grants/tell-grantee';
import { startMatrixWorld, type MatrixWorld, type Planted } from '../support/matrix-world';
import { today } from '../support/records';

jest.setTimeout(120_000);

let world: MatrixWorld;
let rep: TestClient;
let head: TestClient;

beforeAll(async () => {
  world = await startMatrixWorld();
  rep = await world.api.as('sales.rep');
  head = await world.api.as('consulting.head');
});
afterEach(() => world.api.db.query('DELETE FROM access_grant'));
afterAll(() => world.api.stop());

const idOf = (persona: Persona) => world.api.company.people[persona];
const everything = ['person', 'leave', 'expense', 'project', 'approval'];
const grantOf = (more: object = {}) => ({
  ...{ personId: idOf('sales.rep'), departmentId: world.api.company.departments.Consulting },
  ...{ resources: everything, reason: 'An offer builds on it', until: today() },
  ...more,
});
const give = async (more: object = {}, by = head) => {
  const answer = await by.post('/access-grants', grantOf(more));
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as AccessGrant;
};

/** A record of a consultant's that the representative neither owns nor was asked about. */
const foreign = (what: Planted['what']) =>
  world.planted.find(
    (record) =>
      record.what === what &&
      record.owner === 'consultant' &&
      !record.seenBy.includes('sales.rep') &&
      !record.approvalSeenBy.includes('sales.rep'),
  )!;

/** Each door and what of Consulting it shows to who may look: the list, the record, the file, the search. */
function doors(): [string, string][] {
  const [leave, claim, project] = [foreign('leave'), foreign('expense'), foreign('project')];
  const email = 'consultant@netra.example';
  return [
    ['/people?limit=200', email],
    [`/people/${idOf('consultant')}`, email],
    ['/people?q=consultant', email],
    ['/exports/people?format=csv', email],
    ['/org-chart', idOf('consulting.head')],
    ['/leave-requests?limit=200', leave.code],
    [`/leave-requests/${leave.id}`, leave.code],
    ['/exports/leave-requests?format=csv', leave.code],
    ['/leave-balances?limit=200', idOf('consultant')],
    ['/expense-claims?limit=200', claim.code],
    [`/expense-claims/${claim.id}`, claim.code],
    ['/exports/expense-claims?format=csv', claim.code],
    ['/projects?limit=200', project.code],
    [`/projects/${project.id}`, project.code],
    ['/exports/projects?format=csv', project.code],
    ['/approvals?box=all&limit=200', leave.approvalId],
    [`/approvals/${leave.approvalId}`, leave.code],
  ];
}

const shows = ({ status, body }: TestAnswer, text: string) =>
  status === 200 && (typeof body === 'string' ? body : JSON.stringify(body)).includes(text);
const open = async () => {
  const seen = await Promise.all(
    doors().map(async ([path, text]) => [path, shows(await rep.get(path), text)] as const),
  );
  return seen.filter(([, isOpen]) => isOpen).map(([path]) => path);
};
const ALL = () => doors().map(([path]) => path);

test('before, during and after: every list, record, file and search opens with the grant and closes with its end, its revocation, or its day', async () => {
  expect(await open()).toEqual([]);

  const first = await give();
  expect(await open()).toEqual(ALL());
  expect((await head.post(`/access-grants/${first.id}/revoke`)).status).toBe(200);
  expect(await open()).toEqual([]);
  expect((await head.post(`/access-grants/${first.id}/revoke`)).status).toBe(409);

  const second = await give();
  expect(await open()).toEqual(ALL());
  await world.api.db.query(`UPDATE access_grant SET ends_at = clock_timestamp() WHERE id = $1`, [
    second.id,
  ]);
  expect(await open()).toEqual([]);
  const mine = await rep.get('/access-grants?side=mine&state=all');
  const states = (mine.body as { items: AccessGrant[] }).items.map(({ state }) => state).sort();
  expect(states).toEqual(['over', 'revoked']);
});

test('a grant opens what it names and nothing else, and lets nobody change anything', async () => {
  await give({ resources: ['project'] });
  const projects = ALL().filter((path) => path.includes('project'));
  expect(await open()).toEqual(projects);
  await world.api.db.query('DELETE FROM access_grant');

  await give();
  const { approvalId } = foreign('leave');
  const writes = [
    await rep.post(`/approvals/${approvalId}/comments`, { text: 'x' }),
    await rep.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' }),
    await rep.post(`/approvals/${approvalId}/withdraw`),
    await rep.post(`/projects/${foreign('project').id}/go-lives`, {
      plannedOn: addDays(today(), 30),
      notes: 'x',
    }),
  ];
  expect(writes.map(({ status }) => status)).toEqual([404, 404, 404, expect.any(Number)]);
  expect(writes[3]!.status).toBeGreaterThanOrEqual(400);
  const further = await rep.post('/access-grants', grantOf({ personId: idOf('sales.rep2') }));
  expect(further.status).toBe(403);
});

test('it reaches below its department, into the calendar feed, and no further than its holder', async () => {
  const [sub] = await world.api.db.query<{ id: string }>(
    `INSERT INTO department (name, kind, parent_id) VALUES ('Consulting East', 'consulting', $1) RETURNING id`,
    [world.api.company.departments.Consulting],
  );
  const move = `UPDATE employee SET department_id = $2 WHERE id = $1`;
  await world.api.db.query(move, [idOf('consultant2'), sub!.id]);
  try {
    await give({ resources: ['person'] });
    expect((await rep.get(`/people/${idOf('consultant2')}`)).status).toBe(200);
    const other = await world.api.as('sales.rep2');
    expect((await other.get(`/people/${idOf('consultant2')}`)).status).toBe(404);
  } finally {
    const back = world.api.company.departments.Consulting;
    await world.api.db.query(move, [idOf('consultant2'), back]);
    await world.api.db.query('DELETE FROM access_grant');
  }

  await world.api.db.query(
    `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, status)
     VALUES ($1, 'sick', current_date + 20, current_date + 21, 200, 'x', 'approved')`,
    [idOf('consultant')],
  );
  const url = ((await rep.post('/calendar-feed')).body as { url: string }).url;
  const feed = async () => (await fetch(world.api.url + new URL(url).pathname)).text();
  const [consultant] = await world.api.db.query<{ name: string }>(
    'SELECT name FROM employee WHERE id = $1',
    [idOf('consultant')],
  );
  expect(await feed()).not.toContain(consultant!.name);
  const grant = await give({ resources: ['leave'] });
  expect(await feed()).toContain(consultant!.name);
  await rep.post(`/access-grants/${grant.id}/revoke`);
  expect(await feed()).not.toContain(consultant!.name);
});

test('each use of a foreign record is written to the audit, and nothing else is', async () => {
  const used = async (id: string) =>
    world.api.db.query<{ door: string; seen: string[] }>(
      `SELECT details->>'door' AS door, details->'seen' AS seen FROM audit_event
       WHERE subject_type = 'access-grant' AND subject_id = $1 AND action = 'access-grant.used' ORDER BY id`,
      [id],
    );
  const grant = await give();
  await rep.get(`/people/${idOf('sales.rep')}`);
  await rep.get('/access-grants?side=mine');
  await rep.get(`/people/${idOf('hr')}`);
  expect(await used(grant.id)).toEqual([]);
  await rep.get(`/people/${idOf('consultant')}`);
  await rep.get(`/projects/${foreign('project').id}`);
  await rep.get('/exports/expense-claims?format=csv');
  const uses = await used(grant.id);
  expect(uses.map(({ door }) => door)).toEqual([
    '/people/:id',
    '/projects/:id',
    '/exports/expense-claims',
  ]);
  expect(uses[0]!.seen).toEqual([idOf('consultant')]);
  expect(uses[1]!.seen).toEqual([foreign('project').id]);
  expect(uses[2]!.seen).toContain(idOf('consultant'));
  expect(uses[2]!.seen).not.toContain(idOf('sales.rep'));

  const others = await head.get('/access-grants?side=others');
  expect((others.body as { items: AccessGrant[] }).items).toEqual([
    expect.objectContaining({
      ...{ id: grant.id, used: 3, state: 'running', mayRevoke: true },
      person: expect.objectContaining({ id: idOf('sales.rep') }) as unknown,
      grantedBy: expect.objectContaining({ id: idOf('consulting.head') }) as unknown,
    }),
  ]);
});

test('who may give: admins and the head of the data, with a reason, for ninety days at most, never to oneself', async () => {
  const admin = await world.api.as('admin');
  await give({}, admin);
  for (const persona of ['hr', 'finance', 'sales.head', 'consulting.manager'] as const) {
    const answer = await (await world.api.as(persona)).post('/access-grants', grantOf());
    expect([persona, answer.status]).toEqual([persona, 403]);
  }
  const wrong: [object, string][] = [
    [{ until: addDays(today(), 92) }, 'until'],
    [{ until: addDays(today(), -2) }, 'until'],
    [{ reason: ' ' }, 'reason'],
    [{ resources: [] }, 'resources'],
    [{ resources: ['salary'] }, 'resources.0'],
    [{ personId: idOf('consulting.head') }, 'personId'],
    [{ personId: world.api.company.departments.Sales }, 'personId'],
  ];
  for (const [more, path] of wrong) {
    const answer = await head.post('/access-grants', grantOf(more));
    expect([answer.status, (answer.body as { errors: { path: string }[] }).errors]).toEqual([
      422,
      expect.arrayContaining([expect.objectContaining({ path })]),
    ]);
  }
  const unknown = { departmentId: idOf('admin') };
  expect((await admin.post('/access-grants', grantOf(unknown))).status).toBe(422);
  // Others neither see a grant nor end it.
  const grant = await give();
  const manager = await world.api.as('consulting.manager');
  expect((await manager.post(`/access-grants/${grant.id}/revoke`)).status).toBe(404);
  const seen = await manager.get('/access-grants?side=others&state=all');
  expect(seen.body).toMatchObject({ items: [] });
});

test('whoever leaves loses what was granted, and coming back does not bring it back', async () => {
  const admin = await world.api.as('admin');
  await give({ personId: idOf('sales.rep2') });
  await admin.post(`/people/${idOf('sales.rep2')}/deactivate`);
  await admin.post(`/people/${idOf('sales.rep2')}/activate`);
  const other = await world.api.signIn('sales.rep2');
  expect((await other.get(`/people/${idOf('consultant')}`)).status).toBe(404);
});

test('who gets a grant hears of it, of its end by others, and of its last day, once each', async () => {
  const bell = async () => {
    const { items } = (await rep.get('/notifications?limit=200')).body as {
      items: { type: string; title: string; link: string }[];
    };
    return items.filter(({ type }) => type.startsWith('access-')).map(({ title }) => title);
  };
  const before = (await bell()).length;
  const news = async () => (await bell()).slice(0, -before || undefined);
  const first = await give();
  expect((await news())[0]).toMatch(/^\S.* lets you look into Consulting until /);
  await head.post(`/access-grants/${first.id}/revoke`);
  expect((await news())[0]).toMatch(/^\S.* has ended your look into Consulting$/);
  const second = await give();
  await rep.post(`/access-grants/${second.id}/revoke`);
  expect(await news()).toHaveLength(3);

  const third = await give();
  expect(await tellOverGrants(world.api.deps)).toBe(0);
  await world.api.db.query(`UPDATE access_grant SET ends_at = clock_timestamp() WHERE id = $1`, [
    third.id,
  ]);
  expect(await tellOverGrants(world.api.deps)).toBe(1);
  expect(await tellOverGrants(world.api.deps)).toBe(0);
  expect((await news())[0]).toBe('Your look into Consulting is over');
  expect(await news()).toHaveLength(5);
});
