import { resolveApprovers } from '../../modules/approvals/resolve-approvers';
import type { DepartmentNode } from '../../domain/wire/organisation';
import { startTestApi, type TestApi } from '../support/api';
import type { Persona } from '../support/company';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const id = (persona: Persona) => api.company.people[persona];
const department = (name: keyof TestApi['company']['departments']) => api.company.departments[name];

async function add(name: string, over: object = {}): Promise<DepartmentNode> {
  const body = { name, kind: 'other', ...over };
  const answer = await (await api.as('admin')).post('/departments', body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

describe('the tree', () => {
  test('is made, read and changed, with an entry in the audit trail for each', async () => {
    const north = await add('Sales North', {
      kind: 'sales',
      parentId: department('Sales'),
      headId: id('sales.manager'),
      hrIds: [id('hr')],
    });
    expect(north).toMatchObject({
      parent: { name: 'Sales' },
      head: { name: 'sales.manager' },
      hr: [{ id: id('hr'), name: 'hr' }],
      people: 0,
    });
    const hr = await api.as('hr');
    const changed = await hr.patch(`/departments/${north.id}`, { name: 'North', hrIds: [] });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'North', hr: [], head: { name: 'sales.manager' } },
    });
    const admin = await api.as('admin');
    const audit = await admin.get(`/admin/audit?subjectId=${north.id}`);
    expect(audit.body).toMatchObject({
      items: [
        { action: 'department.edited', details: { changed: ['name', 'hrIds'], hrIds: [] } },
        { action: 'department.added', details: { headId: id('sales.manager') } },
      ],
    });
  });

  test('refuses in plain words what does not exist and a name that is taken', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const wrong = {
      name: 'Sales',
      kind: 'sales',
      ...{ parentId: nobody, headId: nobody, hrIds: [id('finance')] },
    };
    const admin = await api.as('admin');
    expect(await admin.post('/departments', wrong)).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: 'parentId', message: 'There is no such department.' },
          { path: 'headId', message: 'There is no such active person.' },
          { path: 'hrIds', message: 'Choose active people who hold the role HR.' },
        ],
      },
    });
    for (const name of ['Sales', 'sALES'])
      expect(await admin.post('/departments', { name, kind: 'sales' })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'name', message: 'Another department has this name.' }] },
      });
    const finance = `/departments/${department('Finance')}`;
    expect(await admin.patch(finance, { name: 'SALES' })).toMatchObject({ status: 422 });
    expect(await admin.patch(finance, { name: 'FINANCE' })).toMatchObject({ status: 200 });
    expect(await admin.patch(finance, { name: 'Finance' })).toMatchObject({ status: 200 });
  });

  test('never closes on itself', async () => {
    const [top, middle] = [await add('Top'), await add('Middle')];
    const admin = await api.as('admin');
    await admin.patch(`/departments/${middle.id}`, { parentId: top.id });
    expect(await admin.patch(`/departments/${top.id}`, { parentId: middle.id })).toMatchObject({
      status: 422,
      body: {
        errors: [{ path: 'parentId', message: 'That is this department, or one below it.' }],
      },
    });
    expect(await admin.patch(`/departments/${top.id}`, { parentId: top.id })).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'That is this department, or one below it.' }] },
    });
  });

  test('never closes on itself, though two connections move at once', async () => {
    const [one, other] = [await add('One'), await add('Other')];
    const move = (what: string, to: string, meeting: Promise<unknown>) =>
      api.db.transaction(async (tx) => {
        await tx.query('SELECT 1');
        await meeting;
        await tx.query('UPDATE department SET parent_id = $2 WHERE id = $1', [what, to]);
      });
    // Both transactions are open before either writes.
    const meeting = new Promise((resolve) => setTimeout(resolve, 100));
    const outcomes = await Promise.allSettled([
      move(one.id, other.id, meeting),
      move(other.id, one.id, meeting),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(String(failed.reason)).toContain('would form a cycle');
  });
});

describe('who heads a department', () => {
  test('sees the people of the departments below it, and not of the one above', async () => {
    await api.db.query(`UPDATE department SET parent_id = $2 WHERE id = $1`, [
      department('Consulting'),
      department('Sales'),
    ]);
    const below = await (await api.as('sales.head')).get('/people');
    expect(JSON.stringify(below.body)).toContain('consultant2');
    const above = await (await api.as('consulting.head')).get('/people');
    expect(JSON.stringify(above.body)).not.toContain('sales.rep');
    await api.db.query('UPDATE department SET parent_id = NULL WHERE id = $1', [
      department('Consulting'),
    ]);
    const again = await (await api.as('sales.head')).get('/people');
    expect(JSON.stringify(again.body)).not.toContain('consultant2');
  });

  test('is not for HR to become, by name or by tree', async () => {
    const hr = await api.as('hr');
    const detail = 'You would see more people by this: an admin has to make this change.';
    for (const answer of [
      await hr.patch(`/departments/${department('Sales')}`, { headId: id('hr') }),
      await hr.patch(`/departments/${department('Finance')}`, {
        parentId: department('Human Resources'),
      }),
      await hr.post('/departments', { name: 'Mine', kind: 'other', headId: id('hr') }),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { detail } });
    }
    expect(await hr.post('/departments', { name: 'Legal', kind: 'other' })).toMatchObject({
      status: 201,
    });
  });
});

test('HR of the nearest department upwards are asked, and all of HR where there is none', async () => {
  const second = await api.db.query<{ id: string }>(
    `INSERT INTO employee (email, name, password_hash, roles, joined_on)
     VALUES ('hr2@netra.example', 'hr2', 'x', '{employee,hr}', '2024-11-01') RETURNING id`,
  );
  const asked = async (persona: Persona) =>
    (
      await resolveApprovers(api.db, { role: 'hr' }, { requesterId: id(persona), taken: new Set() })
    ).people.map(({ name }) => name);
  expect(await asked('sales.rep')).toEqual(['hr', 'hr2']);
  const admin = await api.as('admin');
  await api.db.query('TRUNCATE people_change');
  const hrIds = [second[0]!.id];
  await admin.patch(`/departments/${department('Sales')}`, { hrIds });
  expect(await asked('sales.rep')).toEqual(['hr2']);
  expect(await asked('consultant')).toEqual(['hr', 'hr2']);
  const noted = await api.db.query('SELECT FROM people_change WHERE person_id = $1', [id('hr')]);
  expect(noted).not.toEqual([]);
  await admin.patch(`/departments/${department('Consulting')}`, {
    parentId: department('Sales'),
  });
  expect(await asked('consultant')).toEqual(['hr2']);
  await admin.patch(`/departments/${department('Consulting')}`, { parentId: null });
  await api.db.query('UPDATE employee SET active = false WHERE id = $1', [second[0]!.id]);
  expect(await asked('sales.rep')).toEqual(['hr']);
});

describe('the organisation chart', () => {
  const names = async (persona: Persona, path: string) => {
    const answer = await (await api.as(persona)).get(path);
    return (answer.body as { items: { name: string }[] }).items.map(({ name }) => name);
  };

  test('starts at the top of what one may see, and counts who is below', async () => {
    expect(await names('admin', '/org-chart')).toEqual(['admin']);
    expect(await names('sales.manager', '/org-chart')).toEqual(['sales.manager']);
    expect(await names('sales.rep', '/org-chart')).toEqual(['sales.rep']);
    expect(await names('admin', `/org-chart/${id('sales.manager')}/reports`)).toEqual([
      'sales.rep',
      'sales.rep2',
    ]);
    const answer = await (await api.as('sales.head')).get('/org-chart');
    expect(answer.body).toMatchObject({ items: [{ name: 'sales.head', reports: 1 }] });
  });

  test('knows the way down to somebody, from where one may see', async () => {
    const path = `/org-chart/${id('sales.rep')}/path`;
    const way = async (persona: Persona) =>
      ((await (await api.as(persona)).get(path)).body as { items: string[] }).items;
    expect(await way('hr')).toEqual(
      (['admin', 'sales.head', 'sales.manager', 'sales.rep'] as const).map(id),
    );
    expect(await way('sales.manager')).toEqual([id('sales.manager'), id('sales.rep')]);
  });
});

test('the directory is narrowed by location, role and manager', async () => {
  const [place] = await api.db.query<{ id: string }>('SELECT id FROM location LIMIT 1');
  await api.db.query('UPDATE employee SET location_id = $2 WHERE id = $1', [
    ...[id('consultant'), place!.id],
  ]);
  const admin = await api.as('admin');
  const found = async (query: string) =>
    ((await admin.get(`/people?${query}`)).body as { items: { name: string }[] }).items.map(
      ({ name }) => name,
    );
  expect(await found(`locationId=${place!.id}`)).toEqual(['consultant']);
  expect(await found('role=finance')).toEqual(['finance']);
  expect(await found(`managerId=${id('sales.manager')}`)).toEqual(['sales.rep', 'sales.rep2']);
});
