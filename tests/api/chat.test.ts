import { randomUUID } from 'node:crypto';
import type {
  ChangeList,
  ConversationDetail,
  ConversationWire,
  MessageList,
  MessageWire,
} from '../../domain/wire/chat';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

async function start(client: TestClient, body: object): Promise<ConversationWire> {
  const answer = await client.post('/conversations', body);
  expect(answer.status).toBe(201);
  return answer.body;
}

const group = async (...personas: [Persona, ...Persona[]]) =>
  start(await api.as(personas[0]), {
    kind: 'group',
    memberIds: personas.slice(1).map(idOf),
  });

async function send(client: TestClient, id: string, text: string, clientId: string = randomUUID()) {
  const answer = await client.post(`/conversations/${id}/messages`, { clientId, text });
  expect(answer.status).toBe(201);
  return answer.body as MessageWire;
}

async function messages(client: TestClient, id: string, query = ''): Promise<MessageList> {
  return (await client.get(`/conversations/${id}/messages${query}`)).body;
}

async function changes(client: TestClient, id: string, after = 0): Promise<ChangeList> {
  return (await client.get(`/conversations/${id}/changes?after=${after}`)).body;
}

test('between two people there is one direct conversation, whoever starts it and how often', async () => {
  const [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  const started = await Promise.all(
    upTo(6).map((n) =>
      n % 2
        ? start(rep, { kind: 'direct', memberIds: [idOf('sales.manager')] })
        : start(manager, { kind: 'direct', memberIds: [idOf('sales.rep')] }),
    ),
  );
  expect(new Set(started.map(({ id }) => id)).size).toBe(1);
  const { id } = started[0]!;
  expect((await changes(rep, id)).items.map(({ kind }) => kind)).toEqual(['joined', 'joined']);
  const mine = started.find((one) => one.others[0]?.id === idOf('sales.manager'));
  expect(mine).toMatchObject({ kind: 'direct', name: null, memberCount: 2, unread: 0 });
});

test('numbers have no hole and a client id is one message, with ten people at once', async () => {
  const personas: Persona[] = ['sales.rep', 'sales.rep2', 'sales.manager', 'sales.head', 'admin'];
  const { id } = await group('sales.rep', ...personas.slice(1));
  const clients = await Promise.all(personas.map((persona) => api.as(persona)));
  const same = randomUUID();
  const sent = await Promise.all([
    ...upTo(100).map((n) => send(clients[n % 5]!, id, `message ${n}`)),
    ...upTo(20).map(() => send(clients[0]!, id, 'again and again', same)),
  ]);
  expect(new Set(sent.slice(100).map(({ id: messageId }) => messageId)).size).toBe(1);
  // The same words of the same name from somebody else are another message.
  const other = await send(clients[1]!, id, 'again and again', same);
  const { items, head } = await messages(clients[2]!, id, '?after=0&limit=1000');
  expect(items.map(({ seq }) => seq)).toEqual(upTo(102));
  expect([head, other.seq]).toEqual([102, 102]);
  expect(new Set(sent.map(({ seq }) => seq)).size).toBe(101);
  const log = await changes(clients[3]!, id);
  expect(log.items.map(({ change }) => change)).toEqual(upTo(log.head));
  const later = await send(clients[0]!, id, 'another text', same);
  expect(later).toMatchObject({ id: sent[100]!.id, text: 'again and again' });
});

test('pages go back and forth by seq', async () => {
  const { id } = await group('sales.rep', 'sales.rep2');
  const client = await api.as('sales.rep');
  for (const n of upTo(7)) await send(client, id, `message ${n}`);
  const seqs = async (query: string) =>
    (await messages(client, id, query)).items.map(({ seq }) => seq);
  expect(await seqs('')).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(await seqs('?limit=3')).toEqual([7, 6, 5]);
  expect(await seqs('?before=5&limit=2')).toEqual([4, 3]);
  expect(await seqs('?after=5')).toEqual([6, 7]);
  expect((await client.get(`/conversations/${id}/messages?after=-1`)).status).toBe(422);
});

test('an edit and a deletion show the last state to people and keep every version', async () => {
  const { id } = await group('sales.rep', 'sales.rep2');
  const [mine, theirs] = [await api.as('sales.rep'), await api.as('sales.rep2')];
  const message = await send(mine, id, 'first');
  const path = `/conversations/${id}/messages/${message.id}`;
  expect((await theirs.patch(path, { text: 'not mine' })).status).toBe(403);
  expect((await theirs.call('DELETE', path)).status).toBe(403);
  await mine.patch(path, { text: 'second' });
  const edited = (await mine.patch(path, { text: 'third' })).body as MessageWire;
  expect(edited).toMatchObject({ text: 'third', seq: message.seq, deletedAt: null });
  expect(edited.editedAt).not.toBeNull();
  expect((await mine.call('DELETE', path)).status).toBe(200);
  expect((await mine.call('DELETE', path)).status).toBe(200);
  expect((await mine.patch(path, { text: 'fourth' })).status).toBe(409);
  const [seen] = (await messages(theirs, id)).items;
  expect(seen).toMatchObject({ text: '', seq: message.seq });
  expect(seen!.deletedAt).not.toBeNull();
  const versions = await api.db.query<{ text: string; by: string }>(
    `SELECT text, changed_by AS by FROM chat_message_version WHERE conversation_id = $1 ORDER BY version`,
    [id],
  );
  expect(versions.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  expect(new Set(versions.map(({ by }) => by))).toEqual(new Set([idOf('sales.rep')]));
  const kinds = (await changes(theirs, id)).items.map(({ kind }) => kind);
  expect(kinds).toEqual(['joined', 'joined', 'message', 'edited', 'edited', 'deleted']);
  await expect(api.db.query('DELETE FROM chat_message_version')).rejects.toThrow();
});

test('reactions are given once, taken back, and gone with the message', async () => {
  const { id } = await group('sales.rep', 'sales.rep2');
  const [mine, theirs] = [await api.as('sales.rep'), await api.as('sales.rep2')];
  const message = await send(mine, id, 'done');
  const at = (emoji: string) =>
    `/conversations/${id}/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
  for (const client of [mine, theirs, theirs]) await client.call('PUT', at('👍'));
  const both = (await theirs.call('PUT', at('👩🏽‍💻'))).body as MessageWire;
  expect(both.reactions).toEqual([
    { emoji: '👍', userIds: [idOf('sales.rep'), idOf('sales.rep2')] },
    { emoji: '👩🏽‍💻', userIds: [idOf('sales.rep2')] },
  ]);
  const one = (await mine.call('DELETE', at('👍'))).body as MessageWire;
  expect(one.reactions[0]).toEqual({ emoji: '👍', userIds: [idOf('sales.rep2')] });
  expect((await mine.call('PUT', at('ok'))).status).toBe(422);
  await mine.call('DELETE', `/conversations/${id}/messages/${message.id}`);
  expect((await messages(theirs, id)).items[0]!.reactions).toEqual([]);
});

test('people are brought in, taken out and leave, and read only while they are in', async () => {
  const owner = await api.as('sales.head');
  const { id } = await start(owner, { kind: 'channel', name: 'Leads', memberIds: [] });
  const rep = await api.as('sales.rep');
  expect((await rep.post(`/conversations/${id}/join`)).status).toBe(404);
  await owner.post(`/conversations/${id}/members`, { memberIds: [idOf('sales.rep')] });
  await send(rep, id, 'hello');
  expect((await rep.patch(`/conversations/${id}`, { name: 'Mine' })).status).toBe(403);
  const takeOut = `/conversations/${id}/members/${idOf('sales.head')}`;
  expect((await rep.call('DELETE', takeOut)).status).toBe(403);
  expect(
    (await owner.call('DELETE', `/conversations/${id}/members/${idOf('sales.rep')}`)).status,
  ).toBe(204);
  for (const path of ['', '/messages', '/changes']) {
    expect((await rep.get(`/conversations/${id}${path}`)).status).toBe(404);
  }
  const late = await rep.post(`/conversations/${id}/messages`, { clientId: 'x', text: 'late' });
  expect(late.status).toBe(404);
  expect((await rep.get('/conversations')).body as { items: ConversationWire[] }).not.toMatchObject(
    {
      items: expect.arrayContaining([expect.objectContaining({ id })]) as unknown,
    },
  );
  // Who comes back goes on where they stopped; what an owner leaves has an owner still.
  await owner.post(`/conversations/${id}/members`, { memberIds: [idOf('sales.rep')] });
  await owner.call('DELETE', takeOut);
  const detail = (await rep.get(`/conversations/${id}`)).body as ConversationDetail;
  expect(detail.members).toEqual([
    { id: idOf('sales.rep'), name: expect.any(String) as string, role: 'owner', readSeq: 0 },
  ]);
  const people = (await changes(rep, id)).items.filter(({ person }) => person);
  expect(people.map(({ kind, person }) => [kind, person!.id])).toEqual([
    ['joined', idOf('sales.head')],
    ['joined', idOf('sales.rep')],
    ['left', idOf('sales.rep')],
    ['joined', idOf('sales.rep')],
    ['left', idOf('sales.head')],
  ]);
});

test('a public channel is found and joined by anybody; its name is taken once', async () => {
  const owner = await api.as('hr');
  const { id } = await start(owner, {
    kind: 'channel',
    name: 'Announcements',
    topic: 'What everybody should know',
    visibility: 'public',
  });
  const again = await owner.post('/conversations', { kind: 'channel', name: 'announcements' });
  expect([again.status, (again.body as { errors: unknown[] }).errors]).toEqual([
    409,
    [{ path: 'name', message: 'There is a channel of this name already.' }],
  ]);
  const rep = await api.as('consultant');
  const found = (await rep.get('/channels?q=EVERYBODY')).body as { items: unknown[] };
  expect(found.items).toEqual([
    expect.objectContaining({ id, name: 'Announcements', joined: false, memberCount: 1 }),
  ]);
  expect((await rep.get(`/conversations/${id}/messages`)).status).toBe(404);
  expect((await rep.post(`/conversations/${id}/join`)).status).toBe(200);
  expect((await rep.post(`/conversations/${id}/join`)).status).toBe(200);
  expect((await rep.get(`/conversations/${id}/messages`)).status).toBe(200);
});

test('what is wrong is said by field, and nothing is written', async () => {
  const rep = await api.as('sales.rep');
  const before = await api.db.query('SELECT id FROM conversation');
  const refuse = async (body: object, path: string) => {
    const answer = await rep.post('/conversations', body);
    const { errors } = answer.body as { errors?: { path: string }[] };
    expect([answer.status, errors?.[0]?.path]).toEqual([422, path]);
  };
  await refuse({ kind: 'direct', memberIds: [idOf('sales.rep')] }, 'memberIds');
  await refuse({ kind: 'direct', memberIds: [randomUUID()] }, 'memberIds.0');
  await refuse({ kind: 'group', memberIds: [idOf('admin'), randomUUID()] }, 'memberIds.1');
  await refuse({ kind: 'channel', name: '  ' }, 'name');
  await refuse({ kind: 'group', memberIds: [idOf('admin')], visibility: 'public' }, 'visibility');
  expect(await api.db.query('SELECT id FROM conversation')).toHaveLength(before.length);
  const { id } = await group('sales.rep', 'admin');
  for (const body of [{ clientId: 'a', text: ' \n' }, { clientId: '', text: 'x' }, { text: 'x' }]) {
    expect((await rep.post(`/conversations/${id}/messages`, body)).status).toBe(422);
  }
  const long = await rep.post(`/conversations/${id}/messages`, {
    clientId: 'long',
    text: '€'.repeat(65_537),
  });
  expect(long.status).toBe(422);
  expect((await send(rep, id, '€'.repeat(65_536))).text).toHaveLength(65_536);
});

test('unread is what a recount of the rows gives after a thousand random steps', async () => {
  const personas: Persona[] = ['sales.rep', 'sales.rep2', 'sales.manager'];
  const { id } = await group('sales.rep', ...personas.slice(1));
  const clients = await Promise.all(personas.map((persona) => api.as(persona)));
  const sent: { id: string; by: number }[] = [];
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let step = 0; step < 1000; step++) {
    const who = random(3);
    const client = clients[who]!;
    const action = random(10);
    if (action < 5) sent.push({ id: (await send(client, id, `step ${step}`)).id, by: who });
    else if (action < 8) {
      await client.post(`/conversations/${id}/read`, { upTo: random(sent.length + 2) });
    } else if (sent.length > 0) {
      const { id: messageId, by } = sent[random(sent.length)]!;
      await clients[by]!.call('DELETE', `/conversations/${id}/messages/${messageId}`);
    }
    if (step % 50 !== 49) continue;
    const shown = (await client.get(`/conversations/${id}`)).body as ConversationDetail;
    const all = (await messages(client, id, '?after=0&limit=1000')).items;
    const recount = all.filter(
      ({ seq, author, deletedAt }) =>
        seq > shown.readSeq && author.id !== idOf(personas[who]!) && !deletedAt,
    );
    expect([step, shown.unread]).toEqual([step, recount.length]);
  }
  const log = await changes(clients[0]!, id);
  expect(log.items.map(({ change }) => change)).toEqual(upTo(Math.min(log.head, 500)));
});
