import { randomUUID } from 'node:crypto';
import { NETRA } from '../../domain/chat/netra';
import type {
  ChangeList,
  ConversationDetail,
  ConversationWire,
  MessageList,
  MessageWire,
} from '../../domain/wire/chat';
import { netraConversationId } from '../../modules/chat/netra-conversation';
import { reconcileChannels } from '../../modules/chat/use-cases/reconcile-channels';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const read = async <Body>(client: TestClient, path: string): Promise<Body> =>
  (await client.get(path)).body;
const mine = async (persona: Persona) =>
  (await read<{ items: ConversationWire[] }>(await api.as(persona), '/conversations')).items;
const channelOf = async (persona: Persona, name: string) =>
  (await mine(persona)).find((conversation) => conversation.name === name);
const namesIn = async (persona: Persona, id: string) =>
  (await read<ConversationDetail>(await api.as(persona), `/conversations/${id}`)).members.map(
    ({ name, role }) => (role === 'owner' ? `${name} owns` : name),
  );
const say = async (persona: Persona, id: string, text: string) =>
  (await api.as(persona)).post(`/conversations/${id}/messages`, { clientId: randomUUID(), text });

async function newProject(name: string, members: Persona[]): Promise<string> {
  return api.db.transaction(async (tx) => {
    const [project] = await tx.query<{ id: string }>(
      `INSERT INTO project (code, name, customer, department_id, manager_id, starts_on)
       VALUES ($1, $1, 'Somebody', $2, $3, '2026-01-05') RETURNING id`,
      [name, api.company.departments.Consulting, idOf('consulting.manager')],
    );
    for (const member of members) {
      await tx.query('INSERT INTO project_member VALUES ($1, $2)', [project!.id, idOf(member)]);
    }
    return project!.id;
  });
}

test('every department has a private channel of its people, which its head owns', async () => {
  const sales = await channelOf('sales.rep', 'Sales');
  expect(sales).toMatchObject({ kind: 'channel', visibility: 'private', follows: 'department' });
  expect(await namesIn('sales.rep', sales!.id)).toEqual([
    ...['sales.head owns', 'sales.manager', 'sales.rep', 'sales.rep2'],
  ]);
  expect((await mine('sales.rep')).map(({ name }) => name)).not.toContain('Consulting');
  const outside = await (await api.as('consultant')).get(`/conversations/${sales!.id}`);
  expect(outside.status).toBe(404);
});

test('nobody comes, goes or renames by hand, and the page is told so', async () => {
  const { id } = (await channelOf('sales.head', 'Sales'))!;
  const head = await api.as('sales.head');
  const { may } = await read<ConversationDetail>(head, `/conversations/${id}`);
  expect(may).toMatchObject({ addMembers: false, leave: false, pin: true });
  const added = await head.post(`/conversations/${id}/members`, { memberIds: [idOf('hr')] });
  const left = await head.call('DELETE', `/conversations/${id}/members/${idOf('sales.head')}`);
  const removed = await head.call('DELETE', `/conversations/${id}/members/${idOf('sales.rep')}`);
  for (const { status, body } of [added, left, removed]) {
    expect(status).toBe(403);
    expect((body as { detail: string }).detail).toContain('follows its department');
  }
  expect((await head.patch(`/conversations/${id}`, { name: 'Ours' })).status).toBe(403);
  expect((await head.patch(`/conversations/${id}`, { topic: 'Deals' })).status).toBe(200);
});

test('whoever is moved goes at once, reads nothing written after, and is in the other channel', async () => {
  const sales = (await channelOf('sales.rep2', 'Sales'))!;
  await say('sales.rep', sales.id, 'while he is here');
  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    ...[idOf('sales.rep2'), api.company.departments.Consulting],
  ]);
  await say('sales.rep', sales.id, 'once he is gone');
  const moved = await api.as('sales.rep2');
  for (const path of ['', '/messages', '/changes'])
    expect((await moved.get(`/conversations/${sales.id}${path}`)).status).toBe(404);
  expect((await say('sales.rep2', sales.id, 'still here?')).status).toBe(404);
  const consulting = (await channelOf('sales.rep2', 'Consulting'))!;
  expect(consulting.unread).toBe(0);
  const log = await read<ChangeList>(
    await api.as('sales.rep'),
    `/conversations/${sales.id}/changes?after=${sales.change}`,
  );
  expect(log.items.map(({ kind, by, person }) => [kind, by.name, person?.name])).toEqual([
    ['message', 'sales.rep', undefined],
    ['left', NETRA.name, 'sales.rep2'],
    ['message', 'sales.rep', undefined],
  ]);
  expect(log.items.map(({ change }) => change)).toEqual([1, 2, 3].map((n) => sales.change + n));

  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    ...[idOf('sales.rep2'), api.company.departments.Sales],
  ]);
  expect((await channelOf('sales.rep2', 'Sales'))!.id).toBe(sales.id);
});

test('whoever is hired is in, and whoever is deactivated is out, in the same transaction', async () => {
  const sales = (await channelOf('sales.rep', 'Sales'))!;
  await api.db.transaction(async (tx) => {
    const [hired] = await tx.query<{ id: string }>(
      `INSERT INTO employee (email, name, password_hash, department_id, joined_on)
       VALUES ('new@netra.example', 'new', 'x', $1, '2026-11-30') RETURNING id`,
      [api.company.departments.Sales],
    );
    await tx.query('UPDATE employee SET active = false WHERE id = $1', [hired!.id]);
  });
  expect(await namesIn('sales.rep', sales.id)).not.toContain('new');
  await api.db.query(`UPDATE employee SET active = true WHERE email = 'new@netra.example'`);
  expect(await namesIn('sales.rep', sales.id)).toContain('new');
  await api.db.query(`UPDATE employee SET active = false WHERE email = 'new@netra.example'`);
  expect(await namesIn('sales.rep', sales.id)).not.toContain('new');
});

test('another head owns the channel instead, from another department too', async () => {
  const { id } = (await channelOf('hr', 'Human Resources'))!;
  const lead = (head: Persona) =>
    api.db.query(`UPDATE department SET head_id = $1 WHERE name = 'Human Resources'`, [idOf(head)]);
  await lead('admin');
  expect(await namesIn('hr', id)).toEqual(['admin owns', 'hr']);
  await lead('hr');
  expect(await namesIn('hr', id)).toEqual(['hr owns']);
});

test('a project has its members and its manager; they come and go with it', async () => {
  const project = await newProject('Tides', ['consultant']);
  const { id, follows } = (await channelOf('consultant', 'Tides'))!;
  expect(follows).toBe('project');
  expect(await namesIn('consultant', id)).toEqual(['consulting.manager owns', 'consultant']);
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [project, idOf('sales.rep')]);
  await api.db.query('DELETE FROM project_member WHERE employee_id = $1', [idOf('consultant')]);
  expect(await namesIn('sales.rep', id)).toEqual(['consulting.manager owns', 'sales.rep']);
  expect(await channelOf('consultant', 'Tides')).toBeUndefined();
});

test('a channel is named anew with what it follows, and gives way to a hand-made one', async () => {
  const manager = await api.as('consulting.manager');
  const made = await manager.post('/conversations', { kind: 'channel', name: 'harbour' });
  expect(made.status).toBe(201);
  const project = await newProject('Harbour', ['consultant']);
  expect((await channelOf('consultant', 'Harbour (Harbour)'))?.follows).toBe('project');
  await api.db.query(`UPDATE project SET name = 'Quay' WHERE id = $1`, [project]);
  const { id } = (await channelOf('consultant', 'Quay'))!;
  const { items } = await read<ChangeList>(manager, `/conversations/${id}/changes`);
  expect(items.at(-1)).toMatchObject({ kind: 'described', by: NETRA });
});

test('ten changes at once leave every channel as it is to be', async () => {
  const move = (persona: Persona, to: 'Sales' | 'Finance') =>
    api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
      ...[idOf(persona), api.company.departments[to]],
    ]);
  const people: Persona[] = ['consultant', 'consultant2', 'sales.rep', 'sales.rep2', 'hr'];
  await Promise.all(
    people.flatMap((persona) => [move(persona, 'Finance'), move(persona, 'Sales')]),
  );
  expect(await reconcileChannels(api.deps)).toBe(0);
});

test('what passed the triggers by is found by the reconciler, and nothing else', async () => {
  const { id } = (await channelOf('finance', 'Finance'))!;
  await api.db.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
    ...[idOf('consultant2'), api.company.departments.Sales],
  ]);
  expect(await reconcileChannels(api.deps)).toBe(0);
  await api.db.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query('UPDATE employee SET department_id = $2 WHERE id = $1', [
      ...[idOf('consultant2'), api.company.departments.Finance],
    ]);
  });
  expect(await namesIn('finance', id)).not.toContain('consultant2');
  expect(await reconcileChannels(api.deps)).toBe(2);
  expect(await namesIn('finance', id)).toContain('consultant2');
  expect(await reconcileChannels(api.deps)).toBe(0);
});

test('everybody has a conversation with NETRA, which cannot be left and answers once per message', async () => {
  const rep = await api.as('sales.rep');
  const id = netraConversationId(idOf('sales.rep'));
  const listed = (await mine('sales.rep')).find((conversation) => conversation.id === id);
  expect(listed).toMatchObject({ kind: 'direct', others: [NETRA], memberCount: 1 });
  const left = await rep.call('DELETE', `/conversations/${id}/members/${idOf('sales.rep')}`);
  expect(left.status).toBe(403);
  const clientId = randomUUID();
  for (let time = 0; time < 3; time++) {
    const sent = await rep.post(`/conversations/${id}/messages`, { clientId, text: 'Hello?' });
    expect([sent.status, (sent.body as MessageWire).seq]).toEqual([201, 1]);
  }
  const { items } = await read<MessageList>(rep, `/conversations/${id}/messages?after=0`);
  expect(items.map(({ author }) => author.name)).toEqual(['sales.rep', NETRA.name]);
  expect(items[1]?.text).toContain('/who-is-out');
  expect((await (await api.as('sales.head')).get(`/conversations/${id}`)).status).toBe(404);
});
