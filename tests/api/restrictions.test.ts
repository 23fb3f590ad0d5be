import { randomUUID } from 'node:crypto';
import { capabilityOf, requireOpenTo } from '../../api/middleware/restriction';
import type { Route } from '../../api/route';
import { allRoutes } from '../../api/routes';
import type { Me, Page } from '../../domain/wire/common';
import type { NotificationWire } from '../../domain/wire/notifications';
import type { RestrictionWire } from '../../domain/wire/restrictions';
import { startConversation } from '../../modules/chat/use-cases/start-conversation';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { until } from '../support/socket-client';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const pathOf = (persona: Persona) => `/admin/users/${idOf(persona)}/restrictions`;

async function restrict(persona: Persona, body: object): Promise<RestrictionWire> {
  const answer = await admin.post(pathOf(persona), { reason: 'A reason', ...body });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function lift(persona: Persona, { id }: RestrictionWire, reason = 'Settled'): Promise<void> {
  const answer = await admin.post(`${pathOf(persona)}/${id}/lift`, { reason });
  expect(answer.status).toBe(200);
}

const bellOf = async (client: TestClient) =>
  ((await client.get('/notifications?limit=50')).body as Page<NotificationWire>).items.filter(
    ({ type }) => type === 'restriction',
  );
const inForce = async () =>
  ((await admin.get('/admin/restrictions')).body as Page<RestrictionWire>).items;
const chatOf = (client: TestClient) => client.get('/conversations');
const auditOf = (persona: Persona) =>
  api.db.query<{ action: string; actor: string | null; details: object }>(
    `SELECT action, actor_id AS actor, details FROM audit_event
     WHERE subject_id = $1 AND action LIKE 'restriction.%' ORDER BY id`,
    [idOf(persona)],
  );

test('a restriction is set with a reason and an end, seen by the person, and lifted', async () => {
  const rep = await api.as('sales.rep');
  const end = inSeconds(3600);
  const set = await restrict('sales.rep', { chat: true, reason: 'Too loud', until: end });
  expect(set).toMatchObject({
    person: { id: idOf('sales.rep') },
    chat: true,
    assistant: false,
    reason: 'Too loud',
    until: end,
    setBy: { id: idOf('admin') },
    inForce: true,
    ended: null,
  });
  expect(await inForce()).toEqual([set]);
  expect(await chatOf(rep)).toMatchObject({
    status: 403,
    body: { code: 'restricted', status: 403, reason: 'Too loud', until: end },
  });
  expect(((await rep.get('/me')).body as Me).restrictions).toEqual([
    { chat: true, assistant: false, reason: 'Too loud', until: end },
  ]);
  expect((await bellOf(rep))[0]).toMatchObject({
    title: 'You may not use the chat for now',
    body: expect.stringContaining('Reason: Too loud') as string,
    link: '/chat',
  });
  for (const open of ['/approvals?box=inbox', '/notifications', '/leave-balances']) {
    expect([open, (await rep.get(open)).status]).toEqual([open, 200]);
  }

  await lift('sales.rep', set, 'Settled between them');
  expect(await chatOf(rep)).toMatchObject({ status: 200 });
  expect(((await rep.get('/me')).body as Me).restrictions).toEqual([]);
  expect(await inForce()).toEqual([]);
  expect((await admin.get(pathOf('sales.rep'))).body).toMatchObject({
    items: [
      {
        id: set.id,
        inForce: false,
        ended: { by: { id: idOf('admin') }, reason: 'Settled between them' },
      },
    ],
  });
  expect((await bellOf(rep))[0]).toMatchObject({ body: 'Lifted early: Settled between them' });
  const details = { restrictionId: set.id, chat: true, assistant: false };
  expect(await auditOf('sales.rep')).toEqual([
    { action: 'restriction.set', actor: idOf('admin'), details: { ...details, until: end } },
    { action: 'restriction.lifted', actor: idOf('admin'), details },
  ]);
  const again = await admin.post(`${pathOf('sales.rep')}/${set.id}/lift`, { reason: 'x' });
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
});

test('what is no restriction is refused, and nobody restricts or frees themselves', async () => {
  const path = pathOf('consultant');
  const refused: [object, string][] = [
    [{ reason: 'x' }, 'chat'],
    [{ chat: false, assistant: false, reason: 'x' }, 'chat'],
    [{ chat: 'yes', reason: 'x' }, 'chat'],
    [{ chat: true }, 'reason'],
    [{ chat: true, reason: '  ' }, 'reason'],
    [{ chat: true, reason: 'x', until: inSeconds(-1) }, 'until'],
    [{ chat: true, reason: 'x', until: inSeconds(11 * 366 * 86_400) }, 'until'],
    [{ chat: true, reason: 'x', until: '2027-01-01T10:00:00' }, 'until'],
    [{ chat: true, reason: 'x', until: '2027-01-01' }, 'until'],
    [{ chat: true, reason: 'x', everything: true }, 'everything'],
  ];
  for (const [body, field] of refused) {
    expect([body, await admin.post(path, body)]).toMatchObject([
      body,
      { status: 422, body: { errors: [{ path: field }] } },
    ]);
  }
  const self = await admin.post(pathOf('admin'), { chat: true, reason: 'x' });
  expect(self).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  const nobody = { chat: true, reason: 'x' };
  expect(await admin.post(`/admin/users/${randomUUID()}/restrictions`, nobody)).toMatchObject({
    status: 404,
  });
  const hr = await api.as('hr');
  expect(await hr.post(path, { chat: true, reason: 'x' })).toMatchObject({ status: 403 });
  expect(await inForce()).toEqual([]);
  expect(await auditOf('consultant')).toEqual([]);
});

test('another admin may be restricted, and cannot lift it from themselves', async () => {
  await api.db.query(`UPDATE employee SET roles = '{employee,hr,admin}' WHERE id = $1`, [
    idOf('hr'),
  ]);
  const hr = await api.as('hr');
  const set = await restrict('hr', { chat: true, assistant: true });
  expect(await chatOf(hr)).toMatchObject({ status: 403 });
  expect(await hr.post(`${pathOf('hr')}/${set.id}/lift`, { reason: 'I say so' })).toMatchObject({
    status: 403,
  });
  expect(await admin.post(`${pathOf('consultant')}/${set.id}/lift`, { reason: 'x' })).toMatchObject(
    { status: 404 },
  );
  await lift('hr', set);
  await api.db.query(`UPDATE employee SET roles = '{employee,hr,manager}' WHERE id = $1`, [
    idOf('hr'),
  ]);
});

test('every route of chat is closed to a restricted person, also those that come later, and no other is', async () => {
  const rep = await api.as('sales.rep2');
  const routes = allRoutes(api.deps);
  const chat = routes.filter(({ tag }) => tag === 'Chat');
  expect(chat.length).toBeGreaterThanOrEqual(17);
  // Whatever is about conversations outside administration is under the tag that closes it.
  const stray = routes.filter(
    ({ path, tag }) => /^\/(conversations|channels|chat(?!-audits))/.test(path) && tag !== 'Chat',
  );
  expect(stray.map(({ path }) => path)).toEqual([]);
  const callOf = (route: Route) =>
    rep.call(route.method.toUpperCase(), route.path.replace(/:\w+/g, randomUUID()), {
      body: route.method === 'get' ? undefined : {},
    });

  const set = await restrict('sales.rep2', { chat: true });
  for (const route of chat) {
    const { status, body } = await callOf(route);
    expect([route.method, route.path, status, body]).toMatchObject([
      route.method,
      route.path,
      403,
      { code: 'restricted', reason: 'A reason', until: null },
    ]);
  }
  for (const route of routes.filter(({ tag, path }) => tag !== 'Chat' && path.startsWith('/'))) {
    if (route.path.startsWith('/auth/')) continue;
    const { body } = await callOf(route);
    expect([route.path, (body as { code?: string } | null)?.code]).not.toEqual([
      route.path,
      'restricted',
    ]);
  }
  await lift('sales.rep2', set);
  for (const route of chat) expect((await callOf(route)).status).not.toBe(403);
});

test('who is named meanwhile hears it by no bell, and finds it in the chat afterwards', async () => {
  const [manager, rep2] = [await api.as('sales.manager'), await api.as('sales.rep2')];
  const wanted = { kind: 'group', name: 'Quarter', memberIds: [idOf('sales.rep2')] };
  const { id } = (await manager.post('/conversations', wanted)).body as { id: string };
  const name = (text: string) =>
    manager.post(`/conversations/${id}/messages`, {
      ...{ clientId: randomUUID(), text, mentions: [idOf('sales.rep2')] },
    });
  const mentions = async () =>
    ((await rep2.get('/notifications?limit=50')).body as Page<NotificationWire>).items.filter(
      ({ type }) => type === 'mention',
    );
  const set = await restrict('sales.rep2', { chat: true });
  expect((await name('while away')).status).toBe(201);
  expect(await mentions()).toEqual([]);
  await lift('sales.rep2', set);
  const { unreadMentions } = (await rep2.get(`/conversations/${id}`)).body as {
    unreadMentions: number;
  };
  expect(unreadMentions).toBe(1);
  expect((await name('back again')).status).toBe(201);
  expect(await mentions()).toHaveLength(1);
});

test('a restriction from the assistant closes its routes and leaves the chat open', async () => {
  const consultant = await api.as('consultant');
  const set = await restrict('consultant', { assistant: true, reason: 'Asked too much' });
  expect(await chatOf(consultant)).toMatchObject({ status: 200 });
  const { restrictions } = (await consultant.get('/me')).body as Me;
  expect(capabilityOf({ tag: 'Assistant' })).toBe('assistant');
  expect(() => requireOpenTo({ tag: 'Assistant' }, { restrictions })).toThrow(
    expect.objectContaining({
      code: 'restricted',
      details: { reason: 'Asked too much', until: null },
    }) as Error,
  );
  expect(() => requireOpenTo({ tag: 'Chat' }, { restrictions })).not.toThrow();
  expect((await bellOf(consultant))[0]).toMatchObject({ link: '/notifications' });
  await lift('consultant', set);
  expect(((await consultant.get('/me')).body as Me).restrictions).toEqual([]);
});

test('of several restrictions the longest speaks, and each ends by itself', async () => {
  const head = await api.as('sales.head');
  const brief = await restrict('sales.head', {
    chat: true,
    reason: 'Brief',
    until: inSeconds(900),
  });
  const long = await restrict('sales.head', { chat: true, assistant: true, reason: 'Long' });
  expect(await chatOf(head)).toMatchObject({ status: 403, body: { reason: 'Long', until: null } });
  await lift('sales.head', long);
  expect(await chatOf(head)).toMatchObject({ body: { reason: 'Brief', until: brief.until } });
  await lift('sales.head', brief);
  expect(await chatOf(head)).toMatchObject({ status: 200 });
});

test('a write that was let in before the restriction and comes after it is refused under its lock', async () => {
  const [author, other] = [idOf('finance'), idOf('consulting.manager')];
  const wanted = { kind: 'direct' as const, memberIds: [other] };
  const { id } = await startConversation(api.deps, { userId: author, wanted });
  const finance = await api.as('finance');
  const clientId = randomUUID();
  // The conversation is locked: every write that was admitted waits here, and the restriction is written meanwhile.
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const holding = api.db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM conversation WHERE id = $1 FOR UPDATE', [id]);
    await gate;
  });
  const writes = Promise.all([
    finance.post(`/conversations/${id}/messages`, { clientId, text: 'late' }),
    finance.post(`/conversations/${id}/read`, { upTo: 1 }),
  ]);
  await until(async () => {
    const [row] = await api.db.query<{ waiting: string }>(
      `SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return Number(row!.waiting) >= 2;
  });
  await api.db.query(
    `INSERT INTO restriction (person_id, chat, assistant, reason, set_by) VALUES ($1, true, false, 'Now', $2)`,
    [author, idOf('admin')],
  );
  open();
  await holding;
  for (const { status, body } of await writes) {
    expect([status, body]).toMatchObject([403, { code: 'restricted', reason: 'Now' }]);
  }
  const [{ count }] = (await api.db.query(
    'SELECT count(*)::int AS count FROM chat_message WHERE conversation_id = $1',
    [id],
  )) as [{ count: number }];
  expect(count).toBe(0);
});
