import { randomUUID } from 'node:crypto';
import { startMailRelay } from '../../modules/mail/mail-relay';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PASSWORD } from '../support/company';
import { addNewcomer, newestToken } from '../support/newcomers';
import { startTestInbox } from '../support/stack';

jest.setTimeout(60_000);

const CHOSEN = 'lantern gravel tulip';

let api: TestApi;
let hr: TestClient;
let shift = 0;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => new Date(Date.now() + shift) } });
  hr = await api.as('hr');
});
afterEach(() => {
  shift = 0;
});
afterAll(() => api.stop());

const use = (token: string, password = CHOSEN) =>
  api.anonymous.post('/auth/password-links/use', { token, password });
const read = (token: string) => api.anonymous.post('/auth/password-links/read', { token });
const login = (email: string, password: string) =>
  api.anonymous.post('/auth/login', { email, password });
const actionsAbout = async (personId: string) =>
  (
    await api.db.query<{ action: string; text: string }>(
      'SELECT action, details::text AS text FROM audit_event WHERE subject_id = $1 ORDER BY id',
      [personId],
    )
  ).map(({ action }) => action);

test('an invitation is mailed, read as often as one likes, used once, and signs in', async () => {
  const inbox = await startTestInbox();
  const { db, logger, bus, clock, config } = api.deps;
  const SMTP_URL = `smtp://127.0.0.1:${inbox.smtpPort}`;
  const id = await addNewcomer(api, 'nila@netra.example');
  expect((await hr.get(`/people/${id}/invitation`)).body).toMatchObject({ state: 'not-invited' });
  const relay = startMailRelay({ db, logger, bus, clock, config: { ...config, SMTP_URL } });
  try {
    const invited = await hr.post(`/people/${id}/invitation`);
    expect(invited).toMatchObject({ status: 200, body: { state: 'invited', joinedAt: null } });
    const [mail] = await inbox.mails({ to: 'nila@netra.example' }, 10_000);
    expect(mail!.subject).toContain('invites you to NETRA');
    const token = /http:\/\/netra\.test\/password#([\w-]{64})/.exec(mail!.text)![1]!;
    expect(mail!.html).toContain(token);

    const readings = [await read(token), await read(token), await read(token)];
    for (const reading of readings) {
      expect(reading).toMatchObject({
        status: 200,
        body: { purpose: 'invitation', name: 'Nila Rao', email: 'nila@netra.example' },
      });
    }
    expect(await use(token, 'Password12345')).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password' }] },
    });
    const joined = await use(token);
    expect(joined).toMatchObject({ status: 200, body: { user: { email: 'nila@netra.example' } } });
    expect(joined.headers.get('set-cookie')).toContain('netra_session=');
    expect(await use(token)).toMatchObject({ status: 409 });
    expect(await read(token)).toMatchObject({ status: 409 });
    expect(await login('nila@netra.example', CHOSEN)).toMatchObject({ status: 200 });
    expect((await hr.get(`/people/${id}/invitation`)).body).toMatchObject({ state: 'joined' });
    expect(await hr.post(`/people/${id}/invitation`)).toMatchObject({ status: 409 });
    expect(await actionsAbout(id)).toEqual(['person.invited', 'person.joined']);
    const kept = await api.db.query<{ text: string }>(
      `SELECT (SELECT string_agg(a::text, '') FROM audit_event a) || (SELECT string_agg(m::text, '') FROM mail m)
         || (SELECT string_agg(l::text, '') FROM password_link l) AS text`,
    );
    expect(kept[0]!.text).not.toContain(token);
    expect(kept[0]!.text).not.toContain(CHOSEN);
  } finally {
    await relay.stop();
    await inbox.stop();
  }
});

test('of two who use one link at once, one gets in', async () => {
  const id = await addNewcomer(api, 'twice@netra.example');
  await hr.post(`/people/${id}/invitation`);
  const token = await newestToken(api, id);
  const answers = await Promise.all([use(token), use(token, 'another gravel tulip')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a link that is sent again, taken back, over, forged or of somebody who left gets nobody in, and says why', async () => {
  const id = await addNewcomer(api, 'waits@netra.example');
  await hr.post(`/people/${id}/invitation`);
  const first = await newestToken(api, id);
  await hr.post(`/people/${id}/invitation`);
  const second = await newestToken(api, id);
  expect(second).not.toBe(first);
  const detail = async (token: string) => {
    const { status, body } = await use(token);
    return [status, (body as { detail: string }).detail];
  };
  const replaced = 'This link was taken back or replaced. Ask HR to send you another one.';
  expect(await detail(first)).toEqual([409, replaced]);
  const wrong = (second.startsWith('A') ? 'B' : 'A') + second.slice(1);
  expect((await detail(wrong))[0]).toBe(404);
  const last = second.endsWith('A') ? 'B' : 'A';
  expect((await detail(second.slice(0, -1) + last))[0]).toBe(404);
  for (const odd of ['x', 'A'.repeat(64), 'é'.repeat(64)]) expect((await detail(odd))[0]).toBe(404);

  shift = 72 * 3600 * 1000 + 1000;
  expect((await detail(second))[1]).toBe('This link is over. Ask HR to send you another one.');
  expect((await hr.get(`/people/${id}/invitation`)).body).toMatchObject({ state: 'lapsed' });
  shift = 0;
  expect(await hr.post(`/people/${id}/invitation/revoke`)).toMatchObject({
    status: 200,
    body: { state: 'not-invited', invitedAt: null },
  });
  expect(await detail(second)).toEqual([409, replaced]);
  expect(await hr.post(`/people/${id}/invitation/revoke`)).toMatchObject({ status: 409 });

  await hr.post(`/people/${id}/invitation`);
  const third = await newestToken(api, id);
  const admin = await api.as('admin');
  await admin.post(`/people/${id}/deactivate`);
  expect((await detail(third))[1]).toBe('This account is closed: nobody can sign in with it.');
  expect(await hr.post(`/people/${id}/invitation`)).toMatchObject({ status: 409 });
  await admin.post(`/people/${id}/activate`);
  expect(await detail(third)).toEqual([409, replaced]);
});

test('an import is invited at once, without those who joined or left; nobody else may', async () => {
  const importId = randomUUID();
  const people = await Promise.all(
    ['a', 'b', 'c'].map((name) => addNewcomer(api, `${name}@import.example`, importId)),
  );
  await hr.post(`/people/${people[0]}/invitation`);
  await use(await newestToken(api, people[0]!));
  await (await api.as('admin')).post(`/people/${people[1]}/deactivate`);
  const all = await hr.post(`/people-imports/${importId}/invitations`);
  expect(all).toMatchObject({ status: 200, body: { invited: 1, passedOver: 2 } });
  expect((await use(await newestToken(api, people[2]!))).status).toBe(200);
  const manager = await api.as('sales.manager');
  expect((await manager.post(`/people-imports/${importId}/invitations`)).status).toBe(403);
  expect((await manager.post(`/people/${people[2]}/invitation`)).status).toBe(403);
});

test('a file that is imported can be invited as it is answered', async () => {
  const form = () => {
    const text = 'Name,E-mail,Joined on\r\nRema,rema@import.example,2026-11-02\r\n';
    const made = new FormData();
    made.append('file', new Blob([text], { type: 'text/csv' }), 'people.csv');
    return made;
  };
  const send = async (path: string) => {
    const headers = { authorization: `Bearer ${hr.token ?? ''}` };
    const answer = await fetch(`${api.url}/api/v1${path}`, {
      method: 'POST',
      body: form(),
      headers,
    });
    return (await answer.json()) as { sha256: string; importId: string };
  };
  const { sha256 } = await send('/people-imports/checks');
  const { importId } = await send(`/people-imports?sha256=${sha256}`);
  const invited = await hr.post(`/people-imports/${importId}/invitations`);
  expect(invited).toMatchObject({ status: 200, body: { invited: 1, passedOver: 0 } });
});

describe('a forgotten password', () => {
  const ask = (email: string, headers?: Record<string, string>) =>
    api.anonymous.post('/auth/password-resets', { email }, headers);
  const mailsTo = (email: string) =>
    api.db.query<{ props: { device: string } }>(
      `SELECT props FROM mail WHERE to_address = $1 AND template = 'password-reset'`,
      [email],
    );

  test('is answered alike for known, unknown, closed and invited accounts, and only the first is mailed', async () => {
    await addNewcomer(api, 'uninvited@netra.example');
    const gone = api.company.people['sales.rep2'];
    await (await api.as('admin')).post(`/people/${gone}/deactivate`);
    const emails = [
      'sales.head@netra.example',
      'nobody@netra.example',
      'sales.rep2@netra.example',
      'uninvited@netra.example',
    ];
    const timed = await Promise.all(
      emails.map(async (email) => {
        const began = Date.now();
        const { status, body } = await ask(email, { 'user-agent': 'X Firefox/140.0 Windows' });
        return { answer: [status, body], took: Date.now() - began };
      }),
    );
    expect(new Set(timed.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(Math.min(...timed.map(({ took }) => took))).toBeGreaterThanOrEqual(395);
    const mails = await Promise.all(emails.map(mailsTo));
    expect(mails.map(({ length }) => length)).toEqual([1, 0, 0, 0]);
    expect(mails[0]![0]!.props.device).toBe('Firefox on Windows');
    await (await api.as('admin')).post(`/people/${gone}/activate`);
  });

  test('is replaced by the link, which ends the other sessions', async () => {
    const before = await api.signIn('consultant');
    await ask('consultant@netra.example');
    const token = await newestToken(api, api.company.people.consultant);
    expect(await use(token, PASSWORD)).toMatchObject({ status: 422 });
    const done = await use(token);
    expect(done.status).toBe(200);
    expect((await before.get('/me')).status).toBe(401);
    expect((await login('consultant@netra.example', PASSWORD)).status).toBe(401);
    expect((await login('consultant@netra.example', CHOSEN)).status).toBe(200);
    expect(await actionsAbout(api.company.people.consultant)).toEqual([
      'auth.reset-asked',
      'auth.password-reset',
    ]);
  });

  test('lapses after an hour, and dies with any change of the password', async () => {
    await ask('consultant2@netra.example');
    const token = await newestToken(api, api.company.people.consultant2);
    shift = 3601 * 1000;
    expect((await use(token)).body).toMatchObject({
      detail: 'This link is over. Ask for another one where you sign in.',
    });
    shift = 0;
    const client = await api.signIn('consultant2');
    await client.post('/auth/password', { current: PASSWORD, next: 'gravel tulip lantern' });
    expect(await use(token)).toMatchObject({ status: 409 });
  });

  test('is asked for only so often, and asking keeps nobody from signing in', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await ask('finance@netra.example')).status);
    expect(statuses[0]).toBe(204);
    expect(statuses.at(-1)).toBe(429);
    expect((await login('finance@netra.example', PASSWORD)).status).toBe(200);
  });
});

test('sessions are listed with their device, and ended one by one or all the others', async () => {
  const signIn = async (userAgent: string) => {
    const body = { email: 'sales.head@netra.example', password: PASSWORD };
    const answer = await api.anonymous.post('/auth/login', body, { 'user-agent': userAgent });
    return (answer.body as { token: string }).token;
  };
  const call = async (token: string, method: string, path: string) =>
    api.anonymous.call(method, path, { headers: { authorization: `Bearer ${token}` } });
  const agents = ['X Firefox/140.0 Windows', 'X Chrome/140.0 Android', 'curl/8'];
  const tokens: string[] = [];
  for (const agent of agents) tokens.push(await signIn(agent));
  const [mine, other, third] = tokens as [string, string, string];
  const sessions = async () =>
    ((await call(mine, 'GET', '/auth/sessions')).body as { items: Session[] }).items;
  interface Session {
    id: string;
    device: string;
    current: boolean;
    lastSeenAt: string;
  }
  const listed = await sessions();
  expect(listed[0]).toMatchObject({ device: 'Firefox on Windows', current: true });
  expect(listed.map(({ device }) => device).sort()).toEqual(
    ['A program', 'Chrome on Android', 'Firefox on Windows'].sort(),
  );
  const chrome = listed.find(({ device }) => device === 'Chrome on Android')!;
  const foreign = await (await api.as('sales.rep')).post(`/auth/sessions/${chrome.id}/end`);
  expect(foreign.status).toBe(404);
  expect((await call(mine, 'POST', `/auth/sessions/${chrome.id}/end`)).status).toBe(204);
  expect((await call(other, 'GET', '/me')).status).toBe(401);
  expect((await call(third, 'GET', '/me')).status).toBe(200);
  expect((await call(mine, 'POST', '/auth/sessions/end-others')).body).toEqual({ ended: 1 });
  expect((await call(third, 'GET', '/me')).status).toBe(401);
  expect((await sessions()).length).toBe(1);

  await api.db.query(
    `UPDATE auth_session SET last_seen_at = now() - interval '1 hour' WHERE id = $1`,
    [listed[0]!.id],
  );
  await sessions();
  const [seen] = await sessions();
  expect(Date.now() - Date.parse(seen!.lastSeenAt)).toBeLessThan(300_000);
});
