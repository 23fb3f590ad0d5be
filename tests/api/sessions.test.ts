import { createHmac, randomUUID } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { forgetExpired } from '../../modules/auth/use-cases/forget-expired';
import { clientOf, startTestApi, type TestApi } from '../support/api';
import { emailOf, PASSWORD } from '../support/company';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ env: { LOGIN_ATTEMPTS_PER_ACCOUNT: '5' } });
});
afterAll(() => api.stop());
beforeEach(() => api.db.query('DELETE FROM login_limit'));

const login = (email: string, password: string) =>
  api.anonymous.post('/auth/login', { email, password });

describe('signing in', () => {
  it('answers the user and a token, and sets the cookie', async () => {
    const answer = await login('  Sales.Rep@netra.example ', PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      user: {
        id: api.company.people['sales.rep'],
        email: 'sales.rep@netra.example',
        roles: ['employee'],
        department: { name: 'Sales', kind: 'sales' },
        manager: { id: api.company.people['sales.manager'], name: 'sales.manager' },
      },
      token: expect.any(String) as string,
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^netra_session=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const me = await api.anonymous.call('GET', '/me', {
      headers: { cookie: `other=1; ${cookie.split(';')[0]}` },
    });
    expect(me.body).toEqual((answer.body as { user: unknown }).user);
  });

  it('refuses an unknown account, an inactive one and a wrong password with the same words', async () => {
    await api.db.query('UPDATE employee SET active = false WHERE email = $1', [
      emailOf('sales.rep2'),
    ]);
    const refusals = [
      await login('nobody@netra.example', 'wrong password'),
      await login(emailOf('sales.rep2'), PASSWORD),
      await login(emailOf('sales.rep'), 'wrong password'),
    ];
    for (const refusal of refusals) {
      expect(refusal.status).toBe(401);
      expect(refusal.body).toEqual(refusals[0]?.body);
      expect(refusal.headers.get('set-cookie')).toBeNull();
    }
    await api.db.query('UPDATE employee SET active = true');
  });

  it('takes as long for an unknown account as for a known one', async () => {
    const time = async (email: string) => {
      const times: number[] = [];
      for (let i = 0; i < 12; i++) {
        await api.db.query('DELETE FROM login_limit');
        const from = performance.now();
        await login(email, `wrong ${i}`);
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b)[6]!;
    };
    await login(emailOf('sales.rep'), PASSWORD);
    const known = await time(emailOf('sales.rep'));
    const unknown = await time('nobody@netra.example');
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) * 0.7);
  });
});

describe('limits', () => {
  it('evaluates no more than the allowance per account, known or not, and says when to come back', async () => {
    for (const email of [emailOf('finance'), 'nobody@netra.example']) {
      const statuses = await Promise.all(
        Array.from({ length: 40 }, (_, i) => login(email, `guess ${i}`).then((a) => a.status)),
      );
      expect(statuses.filter((status) => status === 401)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(35);
    }
    const right = await login(emailOf('finance'), PASSWORD);
    expect(right.status).toBe(429);
    expect(right.headers.get('content-type')).toMatch('application/problem+json');
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(600);
    expect(await login(emailOf('hr'), PASSWORD)).toMatchObject({ status: 200 });
  });

  it('does not count what succeeds', async () => {
    for (let i = 0; i < 12; i++) {
      expect(await login(emailOf('hr'), PASSWORD)).toMatchObject({ status: 200 });
    }
  });

  it('counts an address over all accounts', async () => {
    const strict = await startTestApi({ env: { LOGIN_ATTEMPTS_PER_ADDRESS: '8' } });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 10; i++) {
        const guess = { email: `somebody${i}@netra.example`, password: 'guess' };
        statuses.push((await strict.anonymous.post('/auth/login', guess)).status);
      }
      expect(statuses).toEqual([...Array<number>(8).fill(401), 429, 429]);
    } finally {
      await strict.stop();
    }
  });
});

describe('an address', () => {
  const from = (some: TestApi, forwardedFor: string) =>
    some.anonymous
      .post(
        '/auth/login',
        { email: 'somebody@netra.example', password: 'guess' },
        { 'x-forwarded-for': forwardedFor },
      )
      .then(({ status }) => status);

  it('is what a trusted proxy says, and never what a client claims before it', async () => {
    const env = { LOGIN_ATTEMPTS_PER_ADDRESS: '2', TRUSTED_PROXIES: 'loopback, 10.1.0.0/16' };
    const some = await startTestApi({ env });
    try {
      const statuses = [];
      for (const claimed of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) {
        statuses.push(await from(some, `${claimed}, 203.0.113.9, 10.1.2.3`));
      }
      expect(statuses).toEqual([401, 401, 429]);
      expect(await from(some, '203.0.113.10')).toBe(401);
    } finally {
      await some.stop();
    }
  });

  it('is the connection’s own where no proxy is trusted', async () => {
    const some = await startTestApi({ env: { LOGIN_ATTEMPTS_PER_ADDRESS: '2' } });
    try {
      const statuses = [];
      for (const claimed of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) {
        statuses.push(await from(some, claimed));
      }
      expect(statuses).toEqual([401, 401, 429]);
    } finally {
      await some.stop();
    }
  });

  it.each(['everybody', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', '300.1.1.1', '10.0.0.1,'])(
    'is not taken from “%s”: the start says so',
    async (wrong) => {
      await expect(startTestApi({ env: { TRUSTED_PROXIES: wrong } })).rejects.toThrow(
        /TRUSTED_PROXIES: must be addresses/,
      );
    },
  );
});

describe('the end of a session', () => {
  it('comes at once with the sign-out, for this session only', async () => {
    const [one, other] = [await api.signIn('consultant'), await api.signIn('consultant')];
    api.published.length = 0;
    const answer = await one.post('/auth/logout');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/netra_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await one.get('/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await other.get('/me')).toMatchObject({ status: 200 });
    expect(api.published).toContainEqual({
      topic: 'sessions',
      userIds: [api.company.people.consultant],
    });
  });

  it('comes at once with a new password for all sessions but the one it is changed in', async () => {
    const [one, other] = [await api.signIn('consultant'), await api.signIn('consultant')];
    const wrong = await one.post('/auth/password', { current: 'x', next: 'a new password' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'current' }] } });
    const short = await one.post('/auth/password', { current: PASSWORD, next: 'short' });
    expect(short).toMatchObject({ status: 422, body: { errors: [{ path: 'next' }] } });
    expect(await other.get('/me')).toMatchObject({ status: 200 });
    const change = { current: PASSWORD, next: 'a new password' };
    expect(await one.post('/auth/password', change)).toMatchObject({ status: 204 });
    expect(await one.get('/me')).toMatchObject({ status: 200 });
    expect(await other.get('/me')).toMatchObject({ status: 401 });
    const { items } = (await one.get('/auth/sessions')).body as { items: { current: boolean }[] };
    expect(items.map(({ current }) => current)).toEqual([true]);
    const again = { current: 'a new password', next: 'a newer password' };
    expect(await one.post('/auth/password', again)).toMatchObject({ status: 204 });
    expect(await one.get('/me')).toMatchObject({ status: 200 });
    expect(await login(emailOf('consultant'), PASSWORD)).toMatchObject({ status: 401 });
    expect(await login(emailOf('consultant'), 'a newer password')).toMatchObject({ status: 200 });
  });

  it('comes at once with deactivation, and old tokens stay dead after reactivation', async () => {
    const session = await api.signIn('consultant2');
    const id = api.company.people.consultant2;
    const admin = await api.as('admin');
    expect(await admin.post(`/people/${id}/deactivate`)).toMatchObject({ body: { active: false } });
    expect(await session.get('/me')).toMatchObject({ status: 401 });
    expect(api.published).toContainEqual({ topic: 'sessions', userIds: [id] });
    expect(await admin.post(`/people/${id}/activate`)).toMatchObject({ body: { active: true } });
    expect(await session.get('/me')).toMatchObject({ status: 401 });
    expect(await (await api.signIn('consultant2')).get('/me')).toMatchObject({ status: 200 });
  });

  it('comes with its time', async () => {
    const session = await api.signIn('sales.head');
    await api.db.query(
      `UPDATE auth_session SET expires_at = now() - interval '1 second' WHERE employee_id = $1`,
      [api.company.people['sales.head']],
    );
    expect(await session.get('/me')).toMatchObject({ status: 401 });
  });
});

test('what has expired is forgotten, and nothing else', async () => {
  const session = await api.signIn('finance');
  await api.db.query(`INSERT INTO login_limit VALUES ('old', 3, 1000), ('new', 3, 9e15)`);
  await api.db.query(
    `INSERT INTO auth_session (employee_id, token_version, expires_at)
     SELECT id, 1, now() - interval '31 days' FROM employee`,
  );
  await api.db.query(
    `INSERT INTO idempotency_key (employee_id, key, request_hash, created_at)
     SELECT id, age, '', now() - age::interval FROM employee, unnest('{8 days,6 days}'::text[]) AS age`,
  );
  await forgetExpired(api.deps);
  const counts = await api.db.query(
    `SELECT (SELECT array_agg(key) FROM login_limit WHERE key IN ('old', 'new')) AS limits,
       (SELECT count(*)::int FROM auth_session WHERE expires_at < now() - interval '30 days') AS sessions,
       (SELECT array_agg(DISTINCT key) FROM idempotency_key) AS keys`,
  );
  expect(counts).toEqual([{ limits: ['new'], sessions: 0, keys: ['6 days'] }]);
  expect(await session.get('/me')).toMatchObject({ status: 200 });
});

describe('forged tokens', () => {
  const secret = () => api.deps.config.SESSION_SECRET;
  const nowSeconds = () => Math.floor(Date.now() / 1000);

  async function claims() {
    const { token } = await api.as('sales.manager');
    return jwt.decode(token!) as Record<string, unknown>;
  }
  function sign(payload: object, options: jwt.SignOptions = {}, key = secret()) {
    return jwt.sign(payload, createSecretKey(Buffer.from(key)), {
      algorithm: 'HS256',
      header: { alg: 'HS256', typ: 'netra-session+jwt' },
      ...options,
    });
  }

  it('accepts the pattern that the forgeries alter', async () => {
    const good = clientOf(api.url, sign(await claims()));
    expect(await good.get('/me')).toMatchObject({ status: 200 });
  });

  it('refuses every flaw with the same answer', async () => {
    const good = await claims();
    const now = nowSeconds();
    const endless = Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'exp'));
    const [header, body] = sign(good).split('.') as [string, string];
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'netra-session+jwt' }));
    const forgeries = {
      'another key': sign(good, {}, 'another secret of at least 32 characters'),
      'the key of mailed links': sign(good, {}, api.deps.config.EMAIL_LINK_SECRET),
      'no algorithm': `${none.toString('base64url')}.${body}.`,
      'another algorithm': sign(good, {
        algorithm: 'HS512',
        header: { alg: 'HS512', typ: 'netra-session+jwt' },
      }),
      'another type': sign(good, { header: { alg: 'HS256', typ: 'JWT' } }),
      'another audience': sign({ ...good, aud: 'netra-email-action' }),
      'another issuer': sign({ ...good, iss: 'somebody' }),
      'no end': sign(endless),
      'an end years away': sign({ ...good, exp: now + 900 * 86_400 }),
      'an end in the past': sign({ ...good, iat: now - 90, exp: now - 1 }),
      'a start in the future': sign({ ...good, iat: now + 3600, exp: now + 7200 }),
      'another person': sign({ ...good, sub: api.company.people.admin }),
      'another session': sign({ ...good, sid: randomUUID() }),
      'another version': sign({ ...good, ver: 99 }),
      'an object for an id': sign({ ...good, sid: { id: good.sid } }),
      'no signature': `${header}.${body}.`,
      'a signature over less': `${header}.${body}.${createHmac('sha256', secret()).update(body).digest('base64url')}`,
      'no token at all': 'x',
    };
    const answers = await Promise.all(
      Object.entries(forgeries).map(async ([flaw, token]) => {
        const { status, body: problem } = await clientOf(api.url, token).get('/me');
        return [flaw, status, (problem as { detail: string }).detail];
      }),
    );
    expect(answers).toEqual(Object.keys(forgeries).map((flaw) => [flaw, 401, 'Please sign in.']));
  });
});
