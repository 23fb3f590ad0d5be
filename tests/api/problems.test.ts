import { randomUUID } from 'node:crypto';
import { startTestApi, type TestApi } from '../support/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const json = { 'content-type': 'application/json' };

describe('problem documents', () => {
  it.each([
    ['an unknown address', 'GET', '/nowhere', undefined, 404, 'not-found'],
    ['an unknown method', 'DELETE', '/me', undefined, 404, 'not-found'],
    ['no session', 'GET', '/me', undefined, 401, 'unauthenticated'],
    ['malformed JSON', 'POST', '/auth/login', '{"email":', 400, 'bad-request'],
    ['a large body', 'POST', '/auth/login', `"${'x'.repeat(300_000)}"`, 413, 'too-large'],
    ['an address that cannot be decoded', 'GET', '/people/%E0%A4%A', undefined, 400, 'bad-request'],
  ] as const)('%s', async (_case, method, path, body, status, code) => {
    const answer = await api.anonymous.call(method, path, { body, headers: body ? json : {} });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer).toMatchObject({ status, body: { status, code } });
    const problem = answer.body as Record<string, unknown>;
    expect(problem.type).toBe(`urn:netra:problem:${code}`);
    expect(problem.title).toEqual(expect.any(String));
    expect(problem.detail).toEqual(expect.any(String));
  });

  it('names every field that does not fit, from the body and the address alike', async () => {
    const answer = await api.anonymous.post('/auth/login', { email: 7, extra: true });
    expect(answer.status).toBe(422);
    expect(
      (answer.body as { errors: { path: string }[] }).errors.map((e) => e.path).sort(),
    ).toEqual(['email', 'extra', 'password']);
    const admin = await api.as('admin');
    const both = await admin.patch('/people/not-an-id', { name: '' });
    expect((both.body as { errors: { path: string }[] }).errors.map((e) => e.path)).toEqual([
      'id',
      'name',
    ]);
  });

  it('says in plain words what does not fit, of a whole body as well', async () => {
    const finance = await api.as('finance');
    const said = async (path: string, body: unknown) => {
      const answer = await finance.call('POST', path, { body });
      const { detail, errors } = answer.body as { detail: string; errors: { message: string }[] };
      expect([path, answer.status, detail]).toEqual([path, 422, expect.not.stringMatching(/^:/)]);
      for (const { message } of errors)
        expect(message).not.toMatch(/expected|Invalid|Too (big|small)|pattern|\//);
      return errors;
    };
    const whole = (message: string) => [{ path: '', message }];
    expect(await said('/expense-claims', [])).toEqual(whole('Must be an object with fields'));
    expect(await said('/purchase-orders', { vendor: 'x'.repeat(201) })).toContainEqual({
      ...{ path: 'vendor', message: 'At most 200 characters' },
    });
    expect(await said('/journal-entries', { on: '2026-11-02', memo: '', lines: [] })).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: 'memo' })]),
    );
  });

  it('takes a text that shows nothing for an empty one, wherever it stands', async () => {
    const rep = await api.as('sales.rep');
    const line = {
      description: '\u2060',
      quantity: 1,
      unitPrice: { amount: '1.00', currency: 'INR' },
    };
    expect(
      await rep.post('/purchase-orders', { vendor: '\u200b', purpose: ' \ufeff', lines: [line] }),
    ).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: 'vendor', message: 'Name the vendor' },
          { path: 'purpose', message: 'Say what it is for' },
          { path: 'lines.0.description', message: 'Say what is ordered' },
        ],
      },
    });
    const { body } = await rep.post('/conversations', {
      ...{ kind: 'direct', memberIds: [api.company.people['sales.rep2']] },
    });
    const messages = `/conversations/${(body as { id: string }).id}/messages`;
    const send = (text: string) => rep.post(messages, { clientId: randomUUID(), text });
    expect((await send('\u200b')).status).toBe(422);
    // Joiners belong to what is written with them.
    const joined = '👩‍💻 क्‍ष';
    expect(await send(joined)).toMatchObject({ status: 201, body: { text: joined } });
  });

  it('refuses bodies that are not JSON', async () => {
    const answer = await api.anonymous.call('POST', '/auth/login', {
      body: 'email=x&password=y',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('refuses text that PostgreSQL cannot keep, wherever it stands', async () => {
    const admin = await api.as('admin');
    const person = `/people/${api.company.people['sales.rep']}`;
    for (const name of ['a\u0000b', 'a\ud800b']) {
      expect(await admin.patch(person, { name })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'name' }] },
      });
    }
    expect(await admin.get('/people?q=a%00b')).toMatchObject({ status: 422 });
    expect(await admin.get('/admin/audit?action=%00')).toMatchObject({ status: 422 });
  });

  it('answers SQL in filters, ids and cursors with nothing more than it should', async () => {
    const rep = await api.as('sales.rep');
    const payloads = ["'", "' OR '1'='1", '1; DROP TABLE employee; --', '") OR 1=1 --', '$1', '\\'];
    for (const payload of payloads.map(encodeURIComponent)) {
      for (const path of [
        `/people?q=${payload}`,
        `/people?departmentId=${payload}`,
        `/people?limit=${payload}`,
        `/people?cursor=${payload}`,
        `/people?active=${payload}`,
        `/people/${payload}`,
        `/people?q[]=${payload}`,
        `/people?q=${payload}&q=${payload}`,
      ]) {
        const answer = await rep.get(path);
        expect([path, answer.status < 500]).toEqual([path, true]);
        if (answer.status === 200) {
          expect((answer.body as { items: unknown[] }).items.length).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('says nothing of what went wrong on our side but an id', async () => {
    await api.db.query('ALTER TABLE department RENAME TO department_gone');
    try {
      const answer = await (await api.as('admin')).get('/departments').catch(() => undefined);
      const login = await api.anonymous.post('/auth/login', {
        email: 'admin@netra.example',
        password: 'netra-demo',
      });
      for (const { status, body } of [answer!, login]) {
        expect(status).toBe(500);
        expect(body).toEqual({
          type: 'urn:netra:problem:unexpected',
          title: 'Unexpected error',
          status: 500,
          detail: expect.any(String) as string,
          code: 'unexpected',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        });
      }
    } finally {
      await api.db.query('ALTER TABLE department_gone RENAME TO department');
    }
  });
});

describe('writes from other sites', () => {
  const login = { email: 'admin@netra.example', password: 'netra-demo' };

  it.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a hidden page', { origin: 'null' }, 403],
    ['a subdomain', { origin: 'http://x.netra.test' }, 403],
    ['another scheme', { origin: 'https://netra.test' }, 403],
    ['another port', { origin: 'http://netra.test:81' }, 403],
    ['no address at all', { origin: 'what?' }, 403],
    ['a browser that hides the origin but not the site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['our own page', { origin: 'http://netra.test' }, 200],
    ['a client that is no browser', {}, 200],
  ])('%s', async (_case, headers, status) => {
    expect(await api.anonymous.post('/auth/login', login, headers as never)).toMatchObject({
      status,
    });
  });

  it('are refused before anything is read, on every writing route', async () => {
    const admin = await api.as('admin');
    const evil = { origin: 'https://evil.example' };
    const path = `/people/${api.company.people['sales.rep']}`;
    for (const [method, where] of [
      ['POST', `${path}/deactivate`],
      ['PATCH', path],
      ['DELETE', path],
      ['POST', '/auth/logout'],
    ] as const) {
      expect(await admin.call(method, where, { headers: evil })).toMatchObject({ status: 403 });
    }
    expect(await admin.call('GET', '/me', { headers: evil })).toMatchObject({ status: 200 });
  });

  it('come from our own page under whichever name it was opened', async () => {
    const origin = new URL(api.url).origin;
    expect(await api.anonymous.post('/auth/login', login, { origin })).toMatchObject({
      status: 200,
    });
  });
});

describe('headers', () => {
  it('keep foreign code out, answers unkept and the server unnamed', async () => {
    const { headers } = await (await api.as('admin')).get('/me');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('promise https, and mark the cookie, where https is used', async () => {
    const secure = await startTestApi({ env: { PUBLIC_URL: 'https://netra.test' } });
    try {
      const answer = await secure.anonymous.post('/auth/login', {
        email: 'admin@netra.example',
        password: 'netra-demo',
      });
      expect(answer.headers.get('strict-transport-security')).toMatch('max-age=31536000');
      expect(answer.headers.get('set-cookie')).toMatch('Secure');
    } finally {
      await secure.stop();
    }
  });
});
