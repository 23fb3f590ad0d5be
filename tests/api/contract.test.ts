import { randomUUID } from 'node:crypto';
import { meSchema } from '../../domain/wire/common';
import { clientOf, type TestAnswer } from '../support/api';
import { startApp, type RunningApp } from '../support/app';
import { PASSWORD, PERSONAS, emailOf } from '../support/company';
import { approvalWhen, asked, askForLeave, claim, personasOf } from '../support/personas';
import type { Personas } from '../support/personas';

// What clients lean on, call by call. A line that has to change here breaks somebody.
jest.setTimeout(60_000);

let app: RunningApp;
let people: Personas;

beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
}, 120_000);
afterAll(() => app?.stop());

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const AMOUNT = /^-?\d+\.\d\d$/;
const members = (value: object) => Object.keys(value).sort();
const itemsOf = <Item = Record<string, unknown>>(answer: TestAnswer) =>
  (answer.body as { items: Item[] }).items;

function expectProblem(answer: TestAnswer, status: number, code: string): void {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer).toMatchObject({
    status,
    body: { status, code, type: expect.any(String) as string, title: expect.any(String) as string },
  });
}

describe('the demo company', () => {
  const COMPANY: Record<
    string,
    { roles: string[]; department: string | null; manager: string | null }
  > = {
    admin: { roles: ['admin'], department: null, manager: null },
    hr: { roles: ['hr', 'manager'], department: 'Human Resources', manager: 'admin' },
    finance: { roles: ['finance'], department: 'Finance', manager: 'admin' },
    'sales.head': { roles: ['department-head'], department: 'Sales', manager: 'admin' },
    'sales.manager': { roles: ['manager'], department: 'Sales', manager: 'sales.head' },
    'sales.rep': { roles: ['employee'], department: 'Sales', manager: 'sales.manager' },
    'sales.rep2': { roles: ['employee'], department: 'Sales', manager: 'sales.manager' },
    'consulting.head': { roles: ['department-head'], department: 'Consulting', manager: 'admin' },
    'consulting.manager': {
      roles: ['manager', 'project-manager'],
      department: 'Consulting',
      manager: 'consulting.head',
    },
    consultant: { roles: ['employee'], department: 'Consulting', manager: 'consulting.manager' },
    consultant2: { roles: ['employee'], department: 'Consulting', manager: 'consulting.manager' },
  };

  test('everybody signs in and is who the table says', async () => {
    expect(Object.keys(COMPANY).sort()).toEqual([...PERSONAS].sort());
    const ids = new Map<string, string>();
    for (const persona of PERSONAS) {
      const answer = await (await people.as(persona)).get('/me');
      const me = meSchema.parse(answer.body);
      expect(members(answer.body)).toEqual(
        expect.arrayContaining(['department', 'email', 'id', 'manager', 'name', 'roles']),
      );
      ids.set(me.id, persona);
      const { roles, department, manager } = COMPANY[persona]!;
      expect(me.email).toBe(emailOf(persona));
      expect(me.roles).toEqual(expect.arrayContaining(roles));
      if (department) expect(me.department?.name).toBe(department);
      expect(me.manager === null ? null : ids.get(me.manager.id)).toBe(manager);
    }
  });

  test('four people head their departments', async () => {
    const departments = itemsOf<{ name: string; head: { id: string } | null }>(
      await (await people.as('admin')).get('/departments'),
    );
    for (const [name, persona] of [
      ['Human Resources', 'hr'],
      ['Finance', 'finance'],
      ['Sales', 'sales.head'],
      ['Consulting', 'consulting.head'],
    ] as const) {
      const { id } = (await (await people.as(persona)).get('/me')).body as { id: string };
      expect(departments.find((department) => department.name === name)?.head?.id).toBe(id);
    }
  });
});

describe('session', () => {
  const login = (body: object) => clientOf(app.url).post('/auth/login', body);

  test('login answers the user and a token, and sets the cookie', async () => {
    const answer = await login({ email: emailOf('sales.rep'), password: PASSWORD });
    expect(answer.status).toBe(200);
    const { user, token } = answer.body as { user: unknown; token: string };
    expect(members(answer.body)).toEqual(['token', 'user']);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^netra_session=[^;]+;/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).not.toMatch(/Secure/i);
    const byCookie = await clientOf(app.url).call('GET', '/me', {
      headers: { cookie: cookie.split(';')[0]! },
    });
    const byToken = await clientOf(app.url, token).get('/me');
    expect(byCookie.body).toEqual(user);
    expect(byToken.body).toEqual(user);
  });

  test('a wrong password and an unknown person are refused alike; logout ends the token', async () => {
    const wrong = await login({ email: emailOf('sales.rep'), password: 'wrong' });
    const unknown = await login({ email: 'nobody@netra.example', password: 'wrong' });
    expectProblem(wrong, 401, 'wrong-credentials');
    expect(unknown.body).toEqual(wrong.body);
    const { token } = (await login({ email: emailOf('sales.rep2'), password: PASSWORD })).body as {
      token: string;
    };
    const client = clientOf(app.url, token);
    expect((await client.post('/auth/logout')).status).toBeLessThan(300);
    expectProblem(await client.get('/me'), 401, 'unauthenticated');
  });
});

test('health needs no login and names the four parts', async () => {
  const answer = await clientOf(app.url).get('/health');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    status: 'ok',
    checks: { postgres: 'up', temporal: 'up', worker: 'up', smtp: 'up' },
  });
});

test('OpenAPI 3.1 describes every call of the contract, and the reference page is there', async () => {
  const document = (await clientOf(app.url).get('/openapi.json')).body as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toMatch(/^3\.1\./);
  const calls = [
    'post /auth/login',
    'post /auth/logout',
    'get /me',
    'get /health',
    'post /leave-requests',
    'post /expense-claims',
    'get /people',
    'get /projects',
    'get /leave-balances',
    'get /leave-requests',
    'get /expense-claims',
    'get /approvals',
    'get /approvals/{id}',
    'post /approvals/{id}/decisions',
    'post /approvals/{id}/withdraw',
    'post /approvals/{id}/reassign',
    'post /approvals/{id}/comments',
    'post /approvals/{id}/information-requests',
    'get /notifications',
    'post /notifications/read',
    'get /admin/audit',
  ];
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(calls.filter((call) => !described.includes(call))).toEqual([]);
  expect(described.some((call) => /^post \/projects\/\{\w+\}\/go-lives$/.test(call))).toBe(true);
  const page = await clientOf(app.url).get('/docs');
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<html') as string });
});

describe('submitting', () => {
  test('leave: 201 with the days as text, halves and all four types', async () => {
    const rep = await people.as('sales.rep');
    const body = { type: 'casual', from: '2028-09-04', to: '2028-09-05', reason: 'A trip' };
    const answer = await rep.post('/leave-requests', body);
    expect(answer).toMatchObject({ status: 201, body: { status: 'pending', days: '2.0' } });
    expect(members(answer.body)).toEqual(['approvalId', 'days', 'id', 'status']);
    const halves = { from: '2028-09-07', to: '2028-09-08', fromHalf: 'pm', toHalf: 'am' };
    for (const [type, dates, days] of [
      ['sick', halves, '1.0'],
      ['earned', { from: '2028-09-11', to: '2028-09-11', toHalf: 'am' }, '0.5'],
      ['unpaid', { from: '2028-09-18', to: '2028-09-20' }, '3.0'],
    ] as const) {
      const other = await rep.post('/leave-requests', { ...dates, type, reason: 'x' });
      expect(other).toMatchObject({ status: 201, body: { days } });
    }
  });

  test('a date in words is a 422 that names the field, and nothing is stored', async () => {
    const rep = await people.as('sales.rep');
    const count = async () => itemsOf(await rep.get('/leave-requests?limit=200')).length;
    const before = await count();
    const body = { type: 'casual', from: '25th Feb', to: '27th feb', reason: 'x' };
    const answer = await rep.post('/leave-requests', body);
    expectProblem(answer, 422, 'invalid-input');
    const { errors } = answer.body as { errors: { path: string; message: string }[] };
    expect(errors.map(({ path }) => path)).toEqual(['from', 'to']);
    expect(errors.every(({ message }) => message.length > 0)).toBe(true);
    expect(await count()).toBe(before);
  });

  test('claims: 201 with the total as money', async () => {
    const answer = await claim(await people.as('consultant'), '1000.10', '234.40');
    expect(members(answer)).toEqual(['approvalId', 'id', 'status', 'total']);
    expect(answer).toMatchObject({
      status: 'pending',
      total: { amount: '1234.50', currency: 'INR' },
    });
  });

  test('go-lives: 201, the checklist may be left out; a project that is not one’s own is not there', async () => {
    const consultant = await people.as('consultant');
    const projects = itemsOf<{ id: string; status: string }>(
      await consultant.get('/projects?limit=200'),
    );
    const { id } = projects.find(({ status }) => status === 'active')!;
    const body = { plannedOn: '2027-06-01', notes: 'Ready' };
    const answer = await consultant.post(`/projects/${id}/go-lives`, body);
    expect(answer).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(members(answer.body)).toEqual(['approvalId', 'id', 'status']);
    const rep = await people.as('sales.rep');
    expectProblem(await rep.post(`/projects/${id}/go-lives`, body), 404, 'not-found');
  });
});

test('an Idempotency-Key makes one record on every POST that creates', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const manager = await people.as('sales.manager');
  const leave = { type: 'unpaid', from: '2028-10-02', to: '2028-10-02', reason: 'x' };
  const line = {
    date: '2026-11-02',
    category: 'meals',
    amount: { amount: '10.00', currency: 'INR' },
    description: 'x',
  };
  for (const [client, path, body] of [
    [rep, '/leave-requests', leave],
    [rep, '/expense-claims', { title: 'Lunch', lines: [line] }],
    [rep, `/approvals/${approvalId}/comments`, { text: 'Once' }],
    [manager, `/approvals/${approvalId}/information-requests`, { text: 'Which day?' }],
  ] as const) {
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = [
      await client.post(path, body, key),
      await client.post(path, body, key),
    ];
    expect(first.status).toBeLessThan(300);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const other = await client.post(path, { ...body, text: 'Other', title: 'Other' }, key);
    expect(other.status).toBe(422);
  }
  const { timeline } = await approvalWhen(rep, approvalId, () => true);
  const comments = timeline.filter(({ comment }) => comment !== null);
  expect(comments.map(({ comment }) => comment)).toEqual(['Once', 'Which day?']);
});

describe('reading', () => {
  test.each(['/people', '/projects', '/leave-requests', '/expense-claims', '/approvals?box=all'])(
    '%s is a list that goes on by cursor',
    async (path) => {
      const admin = await people.as('admin');
      const ask = (query: string) => admin.get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
      const first = await ask('limit=2');
      expect(members(first.body)).toEqual(['items', 'nextCursor']);
      const { nextCursor } = first.body as { nextCursor: string };
      const second = await ask(`limit=2&cursor=${encodeURIComponent(nextCursor)}`);
      const ids = [...itemsOf<{ id: string }>(first), ...itemsOf<{ id: string }>(second)];
      expect(new Set(ids.map(({ id }) => id)).size).toBe(4);
    },
  );

  test('dates are dates, instants have an offset, money and days are text', async () => {
    const admin = await people.as('admin');
    for (const leave of itemsOf(await admin.get('/leave-requests?limit=20'))) {
      expect([leave.from, leave.to]).toEqual([
        expect.stringMatching(DATE),
        expect.stringMatching(DATE),
      ]);
      expect(leave.createdAt).toMatch(INSTANT);
      expect(leave.days).toMatch(/^\d+\.\d{1,2}$/);
    }
    for (const { total } of itemsOf(await admin.get('/expense-claims?limit=20'))) {
      expect(members(total as object)).toEqual(['amount', 'currency']);
      expect((total as { amount: string }).amount).toMatch(AMOUNT);
    }
    const balances = itemsOf(
      await (await people.as('sales.rep')).get('/leave-balances?asOf=2026-11-01'),
    );
    expect(balances.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['casual', 'sick', 'earned']),
    );
  });
});
