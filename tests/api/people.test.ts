import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const id = (persona: Persona) => api.company.people[persona];

const SEES: Record<Persona, Persona[]> = {
  admin: PERSONAS,
  hr: PERSONAS,
  finance: ['finance'],
  'sales.head': ['sales.head', 'sales.manager', 'sales.rep', 'sales.rep2'],
  'sales.manager': ['sales.manager', 'sales.rep', 'sales.rep2'],
  'sales.rep': ['sales.rep'],
  'sales.rep2': ['sales.rep2'],
  'consulting.head': ['consultant', 'consultant2', 'consulting.head', 'consulting.manager'],
  'consulting.manager': ['consultant', 'consultant2', 'consulting.manager'],
  consultant: ['consultant'],
  consultant2: ['consultant2'],
};

interface People {
  items: { id: string; name: string }[];
  nextCursor: string | null;
}

describe('whom one sees', () => {
  it.each(PERSONAS)(
    '%s sees their scope in the list, and 404 for everybody else',
    async (persona) => {
      const client = await api.as(persona);
      const list = (await client.get('/people')).body as People;
      expect(list.items.map((person) => person.name)).toEqual([...SEES[persona]].sort());
      expect(list.nextCursor).toBeNull();
      for (const other of PERSONAS) {
        const { status, body } = await client.get(`/people/${id(other)}`);
        const visible = SEES[persona].includes(other);
        expect([other, status]).toEqual([other, visible ? 200 : 404]);
        if (!visible) expect(JSON.stringify(body)).not.toContain(other);
      }
    },
  );

  it('is the same whatever the filter asks for', async () => {
    const client = await api.as('sales.manager');
    const others = await client.get(`/people?departmentId=${api.company.departments.Consulting}`);
    expect((others.body as People).items).toEqual([]);
    const named = (await client.get('/people?q=REP&active=true')).body as People;
    expect(named.items.map((person) => person.name)).toEqual(['sales.rep', 'sales.rep2']);
    for (const q of ['%', '_', "' OR 1=1 --", '\\', 'x%27)']) {
      const found = await client.get(`/people?q=${encodeURIComponent(q)}`);
      expect(found).toMatchObject({ status: 200, body: { items: [] } });
    }
  });

  it('comes in pages that hold everybody once', async () => {
    const client = await api.as('hr');
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: People = (await client.get(`/people?limit=3${cursor && `&cursor=${cursor}`}`))
        .body;
      names.push(...page.items.map((person) => person.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual([...PERSONAS].sort());
  });

  it.each(['x', 'WyJhIiwiYiJd', Buffer.from('["a"]').toString('base64url'), '%00'])(
    'refuses the made-up cursor %s',
    async (cursor) => {
      const answer = await (await api.as('hr')).get(`/people?cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'cursor' }] } });
    },
  );

  it('follows a move in the reporting line from the next request on', async () => {
    const [admin, manager] = [await api.as('admin'), await api.as('consulting.manager')];
    const rep = id('sales.rep2');
    expect(await manager.get(`/people/${rep}`)).toMatchObject({ status: 404 });
    const moved = await admin.patch(`/people/${rep}`, { managerId: id('consulting.manager') });
    expect(moved).toMatchObject({ status: 200, body: { manager: { name: 'consulting.manager' } } });
    expect(await manager.get(`/people/${rep}`)).toMatchObject({ status: 200 });
    expect(await (await api.as('sales.manager')).get(`/people/${rep}`)).toMatchObject({
      status: 404,
    });
    await admin.patch(`/people/${rep}`, { managerId: id('sales.manager') });
  });

  it('names all departments and their heads to everybody', async () => {
    const answer = await (await api.as('consultant')).get('/departments');
    const { items } = answer.body as { items: { name: string; head: { name: string } }[] };
    expect(items.map(({ name, head }) => [name, head.name])).toEqual([
      ['Administration', 'admin'],
      ['Consulting', 'consulting.head'],
      ['Finance', 'finance'],
      ['Human Resources', 'hr'],
      ['Sales', 'sales.head'],
    ]);
  });
});

describe('changing people', () => {
  it.each(PERSONAS.filter((persona) => persona !== 'admin'))('is not for %s', async (persona) => {
    const client = await api.as(persona);
    const path = `/people/${id('sales.rep')}`;
    for (const answer of [
      await client.patch(path, { name: 'Mallory' }),
      await client.post(`${path}/deactivate`),
      await client.post(`${path}/activate`),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  it('refuses a line that would close on itself and says so', async () => {
    const admin = await api.as('admin');
    for (const managerId of [id('sales.rep'), id('sales.manager')]) {
      expect(await admin.patch(`/people/${id('sales.head')}`, { managerId })).toMatchObject({
        status: 422,
        body: {
          code: 'invalid-input',
          detail: 'The reporting line would close on itself.',
          errors: [{ path: 'managerId' }],
        },
      });
    }
    const own = { managerId: id('sales.head') };
    expect(await admin.patch(`/people/${id('sales.head')}`, own)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'managerId', message: 'Nobody reports to themselves.' }] },
    });
  });

  it('lets one of two moves through that would close a cycle together', async () => {
    const admin = await api.as('admin');
    const [one, other] = [id('sales.rep'), id('sales.rep2')];
    const statuses = await Promise.all([
      admin.patch(`/people/${one}`, { managerId: other }).then((a) => a.status),
      admin.patch(`/people/${other}`, { managerId: one }).then((a) => a.status),
    ]);
    expect(statuses.sort()).toEqual([200, 422]);
    await admin.patch(`/people/${one}`, { managerId: id('sales.manager') });
    await admin.patch(`/people/${other}`, { managerId: id('sales.manager') });
  });

  it('refuses what does not exist and fields that are not its own, and writes nothing', async () => {
    const admin = await api.as('admin');
    const path = `/people/${id('consultant')}`;
    const before = (await admin.get(path)).body;
    const nobody = '00000000-0000-4000-8000-000000000000';
    const wrong = await admin.patch(path, {
      departmentId: nobody,
      managerId: nobody,
      zone: 'Mars/Olympus',
      name: 'Somebody',
    });
    expect(wrong.status).toBe(422);
    expect((wrong.body as { errors: { path: string }[] }).errors.map((e) => e.path)).toEqual([
      'departmentId',
      'managerId',
      'zone',
    ]);
    const extras = [
      'id',
      'email',
      'active',
      'passwordHash',
      'password_hash',
      'tokenVersion',
      'joinedOn',
      'token_version',
    ];
    for (const extra of extras) {
      expect(await admin.patch(path, { [extra]: '1', name: 'Somebody' })).toMatchObject({
        status: 422,
        body: { errors: [{ path: extra }] },
      });
    }
    expect((await admin.get(path)).body).toEqual(before);
    expect(await admin.patch(`/people/${nobody}`, { name: 'X' })).toMatchObject({ status: 404 });
  });

  it('changes what it is given, keeps the rest, and leaves a trace', async () => {
    const admin = await api.as('admin');
    const person = id('consultant');
    const answer = await admin.patch(`/people/${person}`, {
      name: "Anya O'Neil",
      roles: ['employee', 'project-manager', 'employee'],
      zone: 'Europe/Berlin',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        name: "Anya O'Neil",
        roles: ['employee', 'project-manager'],
        zone: 'Europe/Berlin',
        department: { name: 'Consulting' },
      },
    });
    expect(await (await api.as('consultant')).get('/me')).toMatchObject({
      body: { name: "Anya O'Neil", roles: ['employee', 'project-manager'] },
    });
    const audit = await admin.get(`/admin/audit?subjectId=${person}&action=person.edited&limit=1`);
    expect(audit.body).toMatchObject({
      items: [
        {
          actor: { id: id('admin') },
          subjectType: 'person',
          details: { changed: ['name', 'roles', 'zone'] },
        },
      ],
    });
    await admin.patch(`/people/${person}`, { name: 'consultant', roles: ['employee'] });
  });

  it('keeps an admin: not oneself, not the last one, not two at once', async () => {
    const admin = await api.as('admin');
    expect(await admin.post(`/people/${id('admin')}/deactivate`)).toMatchObject({
      status: 409,
      body: { detail: 'You cannot deactivate yourself.' },
    });
    expect(await admin.patch(`/people/${id('admin')}`, { roles: ['employee'] })).toMatchObject({
      status: 409,
    });
    await admin.patch(`/people/${id('hr')}`, { roles: ['employee', 'hr', 'admin'] });
    const hr = await api.as('hr');
    const outcomes = await Promise.all([
      admin.post(`/people/${id('hr')}/deactivate`).then((a) => a.status),
      hr.post(`/people/${id('admin')}/deactivate`).then((a) => a.status),
    ]);
    // The one that comes second is refused, or not signed in any more.
    expect(outcomes.filter((status) => status === 200)).toHaveLength(1);
    await api.db.query('UPDATE employee SET active = true');
    await api.db.query(`UPDATE employee SET roles = '{employee,hr}' WHERE id = $1`, [id('hr')]);
  });
});

describe('the audit trail', () => {
  it('is for admins, in pages, newest first', async () => {
    expect(await (await api.as('sales.head')).get('/admin/audit')).toMatchObject({ status: 403 });
    const admin = await api.signIn('admin');
    const first = (await admin.get('/admin/audit?limit=2')).body as {
      items: { id: string }[];
      nextCursor: string;
    };
    const second = (await admin.get(`/admin/audit?limit=2&cursor=${first.nextCursor}`))
      .body as typeof first;
    const ids = [...first.items, ...second.items].map((row) => Number(row.id));
    expect(ids).toHaveLength(4);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(new Set(ids).size).toBe(4);
  });
});
