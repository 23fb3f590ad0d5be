import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS } from '../support/company';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const at = (path: string) => `${api.url}/temporal${path}`;
const as = (token: string | undefined, extra: Record<string, string> = {}) => ({
  redirect: 'manual' as const,
  headers: { authorization: `Bearer ${token}`, ...extra },
});

test('the UI and what it loads are served to an admin, under their own policy', async () => {
  const { token } = await api.as('admin');
  const page = await fetch(at('/namespaces/netra/workflows'), as(token, { accept: 'text/html' }));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
  const html = await page.text();
  const asset = /\/temporal(\/_app\/[^"']+\.(?:js|css))/.exec(html)?.[1];
  expect(asset).toBeDefined();
  expect((await fetch(at(asset!), as(token))).status).toBe(200);
});

test("the bare address leads to the workflows of NETRA's own namespace", async () => {
  const { token } = await api.as('admin');
  const answer = await fetch(at(''), as(token, { accept: 'text/html' }));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/temporal/namespaces/netra/workflows');
});

test('the UI is told to offer nothing that changes anything', async () => {
  const { token } = await api.as('admin');
  const answer = await fetch(at('/api/v1/settings'), as(token));
  expect(answer.status).toBe(200);
  const settings = (await answer.json()) as Record<string, unknown>;
  expect(settings).toMatchObject({ DisableWriteActions: true, BatchActionsDisabled: true });
  // Every switch of this server that hides an action is known to us.
  const switches = Object.keys(settings).filter(
    (name) => /(Disabled|^Disable)/.test(name) && !/RefreshWorkflowCounts/.test(name),
  );
  expect(switches.filter((name) => settings[name] !== true)).toEqual([]);
});

test('nobody else gets anything', async () => {
  for (const persona of PERSONAS.filter((name) => name !== 'admin')) {
    const { token } = await api.as(persona);
    for (const path of ['', '/api/v1/namespaces', '/api/v1/settings']) {
      const answer = await fetch(at(path), as(token, { accept: 'text/html' }));
      expect([persona, path, answer.status]).toEqual([persona, path, 403]);
      expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    }
  }
});

test('a browser that is signed in nowhere is sent to sign in, anything else is refused', async () => {
  const browser = await fetch(at('/namespaces/netra'), {
    redirect: 'manual',
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
  });
  expect(browser.status).toBe(303);
  expect(browser.headers.get('location')).toBe('/sign-in?next=%2Ftemporal%2Fnamespaces%2Fnetra');
  expect((await fetch(at('/api/v1/namespaces'))).status).toBe(401);
  expect((await fetch(at('/api/v1/namespaces'), as('forged'))).status).toBe(401);
});

test('reading goes through, writing does not, whatever its address looks like', async () => {
  const { token } = await api.as('admin');
  const send = async (method: string, path: string, type = 'application/json') => {
    const answer = await fetch(at(path), {
      ...as(token, { 'content-type': type }),
      method,
      body: method === 'GET' || method === 'HEAD' ? undefined : '{}',
    });
    return answer.status;
  };
  const run = '/api/v1/namespaces/netra/workflows/approval%2Fleave%2F1';
  expect(await send('GET', '/api/v1/namespaces/netra/workflows')).toBe(200);
  for (const [method, path] of [
    ['POST', run],
    ['POST', `${run}/terminate`],
    ['POST', `${run}/cancel`],
    ['POST', `${run}/signal/decisionRecorded`],
    ['POST', `${run}/update/withdraw`],
    ['POST', `${run}/reset`],
    ['POST', '/api/v1/namespaces/netra/batch-operations/1'],
    ['POST', '/api/v1/namespaces'],
    ['POST', `${run}/query/../terminate`],
    ['POST', `${run}/query/x/../../terminate`],
    ['POST', `${run}/query/%2e%2e%2f%2e%2e/terminate`],
    ['POST', `${run}/signal/query/x`],
    ['POST', `/api/v1/namespaces/netra/workflows/a/signal/b/query/c`],
    ['POST', `${run}/query/x%2F..%2F..%2Fterminate`],
    ['PUT', run],
    ['PATCH', run],
    ['DELETE', run],
    ['OPTIONS', run],
  ] as const) {
    expect([method, path, await send(method, path)]).toEqual([method, path, 405]);
  }
  // A query of a run that is not there: the answer is Temporal's own.
  expect([400, 404]).toContain(await send('POST', `${run}/query/__stack_trace`));
});

test('a foreign page cannot ask on behalf of an admin', async () => {
  const { token } = await api.as('admin');
  const answer = await fetch(at('/api/v1/namespaces/netra/workflows/a/query/__stack_trace'), {
    ...as(token, { origin: 'https://evil.example', 'content-type': 'application/json' }),
    method: 'POST',
    body: '{}',
  });
  expect(answer.status).toBe(403);
});
