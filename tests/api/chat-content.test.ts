import { randomUUID } from 'node:crypto';
import type {
  BookmarkWire,
  ChangeList,
  ConversationDetail,
  ConversationWire,
  MessageList,
  MessageWire,
  ThreadWire,
} from '../../domain/wire/chat';
import type { NotificationWire } from '../../domain/wire/notifications';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PERSONAS, type Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];

async function get<Body>(client: TestClient, path: string): Promise<Body> {
  const answer = await client.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

async function started(owner: Persona, others: Persona[], channel?: string): Promise<string> {
  const memberIds = others.map(idOf);
  const body = channel
    ? { kind: 'channel', name: channel, memberIds }
    : { kind: 'group', memberIds };
  const answer = await (await api.as(owner)).post('/conversations', body);
  expect(answer.status).toBe(201);
  return (answer.body as ConversationWire).id;
}

async function send(client: TestClient, id: string, text: string, more: object = {}) {
  const clientId = randomUUID();
  const answer = await client.post(`/conversations/${id}/messages`, { clientId, text, ...more });
  expect(answer.status).toBe(201);
  return answer.body as MessageWire;
}

const pathOf = ({ conversationId, id }: MessageWire) =>
  `/conversations/${conversationId}/messages/${id}`;

type Bell = Pick<NotificationWire, 'type' | 'title' | 'body' | 'link'> & { userId: string };

/** Whose bell rang for a message, and how often. */
async function bells(message: MessageWire): Promise<Bell[]> {
  return api.db.query<Bell>(
    `SELECT user_id AS "userId", type, title, body, link FROM notification
     WHERE link = $1 ORDER BY user_id`,
    [`/chat/${message.conversationId}?message=${message.seq}`],
  );
}

describe('threads', () => {
  test('a beginning shows how many answered, told by the log with each answer', async () => {
    const [rep, other] = [await api.as('sales.rep'), await api.as('sales.rep2')];
    const id = await started('sales.rep', ['sales.rep2']);
    const root = await send(rep, id, 'Who comes?');
    expect(root.thread).toBeNull();
    const first = await send(other, id, 'I do', { threadOf: root.seq });
    expect(first.thread).toEqual({ seq: root.seq, count: 1, lastAt: expect.any(String) as string });
    await send(rep, id, 'in between');
    const second = await send(other, id, 'and so does Anil', { threadOf: first.seq });
    expect(second).toMatchObject({ threadOf: root.seq, thread: { seq: root.seq, count: 2 } });

    const log = await get<ChangeList>(rep, `/conversations/${id}/changes`);
    expect(log.items.at(-1)!.message).toMatchObject({ id: second.id, thread: { count: 2 } });
    const { items } = await get<MessageList>(rep, `/conversations/${id}/messages?after=0`);
    expect(items.map(({ thread }) => thread?.count ?? 0)).toEqual([2, 2, 0, 2]);
    expect(Date.parse(items[0]!.thread!.lastAt)).toBe(Date.parse(second.createdAt));
  });

  test('a thread is read from its beginning or from any answer, page by page', async () => {
    const rep = await api.as('sales.rep');
    const id = await started('sales.rep', ['sales.rep2']);
    const root = await send(rep, id, 'root');
    const answers: MessageWire[] = [];
    for (let n = 1; n <= 5; n++) {
      answers.push(await send(rep, id, `answer ${n}`, { threadOf: root.seq }));
    }
    const texts = async (query: string, from = root) => {
      const thread = await get<ThreadWire>(rep, `${pathOf(from)}/thread${query}`);
      return [thread.root.text, ...thread.items.map(({ text }) => text)];
    };
    expect(await texts('', answers[3])).toEqual(['root', ...answers.map(({ text }) => text)]);
    expect(await texts('?limit=2')).toEqual(['root', 'answer 1', 'answer 2']);
    expect(await texts(`?limit=2&after=${answers[1]!.seq}`)).toEqual([
      ...['root', 'answer 3', 'answer 4'],
    ]);
    const stranger = await api.as('consultant');
    expect((await stranger.get(`${pathOf(root)}/thread`)).status).toBe(404);
    const elsewhere = await started('sales.rep', ['sales.rep2']);
    const wrong = `/conversations/${elsewhere}/messages/${root.id}/thread`;
    expect((await rep.get(wrong)).status).toBe(404);
  });

  test('a deleted answer counts no more, a deleted beginning keeps its thread', async () => {
    const rep = await api.as('sales.rep');
    const id = await started('sales.rep', ['sales.rep2']);
    const root = await send(rep, id, 'root');
    const answers = [
      await send(rep, id, 'stays', { threadOf: root.seq }),
      await send(rep, id, 'goes', { threadOf: root.seq }),
    ];
    const gone = (await rep.call('DELETE', pathOf(answers[1]!))).body as MessageWire;
    expect(gone.thread).toMatchObject({ count: 1 });
    const deleted = (await rep.call('DELETE', pathOf(root))).body as MessageWire;
    expect(deleted).toMatchObject({ text: '', thread: { seq: root.seq, count: 1 } });
    const thread = await get<ThreadWire>(rep, `${pathOf(root)}/thread`);
    expect(thread.root.deletedAt).not.toBeNull();
    expect(thread.items.map(({ text }) => text)).toEqual(['stays', '']);
    await send(rep, id, 'still open', { threadOf: root.seq });
    expect((await get<ThreadWire>(rep, `${pathOf(root)}/thread`)).items).toHaveLength(3);
  });
});

describe('mentions', () => {
  test('whoever is named is told once, in the conversation only, and counts it as unread', async () => {
    const id = await started('sales.rep', ['sales.rep2', 'sales.manager']);
    const [rep, named] = [await api.as('sales.rep'), await api.as('sales.rep2')];
    const clientId = randomUUID();
    const mentions = [idOf('sales.rep2'), idOf('consultant'), idOf('sales.rep'), randomUUID()];
    const body = { clientId, text: 'Please look at this', mentions };
    const sent = await Promise.all(
      [1, 2, 3].map(() => rep.post(`/conversations/${id}/messages`, body)),
    );
    const message = sent[0]!.body as MessageWire;
    const rang = await bells(message);
    expect(rang).toEqual([
      {
        userId: idOf('sales.rep2'),
        type: 'mention',
        title: `${message.author.name} mentioned you`,
        body: '',
        link: `/chat/${id}?message=${message.seq}`,
      },
    ]);
    const seen = await get<MessageList>(named, `/conversations/${id}/messages`);
    expect(seen.items[0]!.mentions).toEqual([idOf('sales.rep2')]);
    const unread = async (persona: Persona) =>
      (await get<ConversationDetail>(await api.as(persona), `/conversations/${id}`)).unreadMentions;
    expect(await Promise.all((['sales.rep2', 'sales.manager', 'sales.rep'] as const).map(unread))) //
      .toEqual([1, 0, 0]);
    await named.post(`/conversations/${id}/read`, { upTo: message.seq });
    expect(await unread('sales.rep2')).toBe(0);
    const next = await send(rep, id, 'again', { mentions: [idOf('sales.rep2')] });
    expect(await unread('sales.rep2')).toBe(1);
    await rep.call('DELETE', pathOf(next));
    expect(await unread('sales.rep2')).toBe(0);
  });

  test('a repeated send names nobody else than the first did', async () => {
    const id = await started('sales.rep', ['sales.rep2', 'sales.manager']);
    const rep = await api.as('sales.rep');
    const clientId = randomUUID();
    const say = (mentions: string[]) =>
      rep.post(`/conversations/${id}/messages`, { clientId, text: 'You', mentions });
    const message = (await say([idOf('sales.rep2')])).body as MessageWire;
    await say([idOf('sales.manager')]);
    expect((await bells(message)).map(({ userId }) => userId)).toEqual([idOf('sales.rep2')]);
  });

  test('an edit rings those it adds, once; without a list it changes nobody', async () => {
    const id = await started('sales.rep', ['sales.rep2', 'sales.manager']);
    const rep = await api.as('sales.rep');
    const message = await send(rep, id, 'one', { mentions: [idOf('sales.rep2')] });
    const edit = async (text: string, mentions?: string[]) =>
      (await rep.patch(pathOf(message), { text, mentions })).body as MessageWire;
    const both = [idOf('sales.rep2'), idOf('sales.manager')].sort();
    expect((await edit('two', both)).mentions).toEqual(both);
    expect((await edit('three')).mentions).toEqual(both);
    expect((await edit('four', [idOf('sales.manager')])).mentions).toEqual([idOf('sales.manager')]);
    await edit('five', both);
    expect((await bells(message)).map(({ userId }) => userId)).toEqual(both);
  });

  test('a crowd is named only by somebody who says so, a large channel only by its owners', async () => {
    const rep = await api.as('sales.rep');
    const small = await started('sales.rep', ['sales.rep2', 'sales.manager']);
    const few = await send(rep, small, 'all', { mentionsAll: true });
    expect(await bells(few)).toHaveLength(2);

    const id = await started('sales.head', [...PERSONAS], 'Crowd');
    const inside = (await get<ConversationDetail>(rep, `/conversations/${id}`)).memberCount;
    await crowd(id, 21 - inside);
    const head = await api.as('sales.head');
    const say = (client: TestClient, confirmMentionsAll?: boolean) =>
      client.post(`/conversations/${id}/messages`, {
        ...{ clientId: randomUUID(), text: '@channel', mentionsAll: true, confirmMentionsAll },
      });
    const refused = await say(rep);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      errors: [
        { path: 'confirmMentionsAll', message: expect.stringContaining('21 people') as string },
      ],
    });
    const confirmed = await say(rep, true);
    expect(confirmed.status).toBe(201);
    expect(await bells(confirmed.body as MessageWire)).toHaveLength(20);

    await crowd(id, 80);
    expect((await say(rep, true)).status).toBe(403);
    expect((await say(head)).status).toBe(422);
    expect((await say(head, true)).status).toBe(201);
  });
});

/** Fills a conversation with people nobody signs in as. */
async function crowd(conversationId: string, count: number): Promise<void> {
  await api.db.query(
    `WITH one AS (SELECT e AS row FROM employee e LIMIT 1), added AS (
       INSERT INTO employee SELECT (jsonb_populate_record(one.row, jsonb_build_object(
         'id', gen_random_uuid(), 'email', gen_random_uuid() || '@netra.example', 'name', 'Extra ' || n,
         'code', left(gen_random_uuid()::text, 8)))).*
       FROM one, generate_series(1, $2::int) AS n RETURNING id)
     INSERT INTO conversation_member (conversation_id, user_id, joined_change) SELECT $1, id, 1 FROM added`,
    [conversationId, count],
  );
}

describe('pins and bookmarks', () => {
  test('anybody pins in a group, in a channel its owners; the log tells it', async () => {
    const id = await started('sales.rep', ['sales.rep2']);
    const [rep, other] = [await api.as('sales.rep'), await api.as('sales.rep2')];
    const message = await send(rep, id, 'Room 4 at ten');
    const pin = (client: TestClient, of: MessageWire, method = 'PUT') =>
      client.call(method, `${pathOf(of)}/pin`);
    expect(((await pin(other, message)).body as MessageWire).pinnedAt).not.toBeNull();
    await pin(rep, message);
    const pins = () => get<{ items: MessageWire[] }>(rep, `/conversations/${id}/pins`);
    expect((await pins()).items.map((one) => one.id)).toEqual([message.id]);
    await pin(rep, message, 'DELETE');
    expect((await pins()).items).toEqual([]);
    const kinds = (await get<ChangeList>(rep, `/conversations/${id}/changes`)).items;
    expect(kinds.slice(-2).map(({ kind, by }) => [kind, by.id])).toEqual([
      ['pinned', idOf('sales.rep2')],
      ['unpinned', idOf('sales.rep')],
    ]);

    await pin(rep, message);
    await rep.call('DELETE', pathOf(message));
    expect((await pins()).items).toEqual([]);
    expect((await pin(rep, message)).status).toBe(409);

    const channel = await started('sales.head', ['sales.rep'], 'Pinned things');
    const said = await send(rep, channel, 'mine');
    expect((await pin(rep, said)).status).toBe(403);
    expect((await pin(await api.as('sales.head'), said)).status).toBe(200);
    const may = async (persona: Persona) =>
      (await get<ConversationDetail>(await api.as(persona), `/conversations/${channel}`)).may.pin;
    expect([await may('sales.head'), await may('sales.rep')]).toEqual([true, false]);
  });

  test('what a person keeps is theirs alone, and only as long as they are in the conversation', async () => {
    const channel = await started('sales.head', ['sales.rep', 'sales.rep2'], 'Kept things');
    const [head, rep] = [await api.as('sales.head'), await api.as('sales.rep')];
    const [first, second] = [
      await send(head, channel, 'first'),
      await send(head, channel, 'second'),
    ];
    const mine = async (client = rep) =>
      (await get<{ items: BookmarkWire[] }>(client, '/chat-bookmarks')).items;
    const keep = (of: MessageWire, method = 'PUT') => rep.call(method, `${pathOf(of)}/bookmark`);
    const before = (await get<ConversationDetail>(head, `/conversations/${channel}`)).change;
    for (const message of [first, second, second]) expect((await keep(message)).status).toBe(204);
    expect((await mine()).map(({ message }) => message.text)).toEqual(['second', 'first']);
    expect((await mine())[0]!.conversation).toMatchObject({ id: channel, name: 'Kept things' });
    expect(await mine(head)).toEqual([]);
    const after = (await get<ConversationDetail>(head, `/conversations/${channel}`)).change;
    expect(after).toBe(before);

    await head.call('DELETE', pathOf(second));
    expect((await mine()).map(({ message }) => message.text)).toEqual(['first']);
    expect((await keep(second)).status).toBe(404);
    await head.call('DELETE', `/conversations/${channel}/members/${idOf('sales.rep')}`);
    expect(await mine()).toEqual([]);
    expect((await keep(first)).status).toBe(404);
    await head.post(`/conversations/${channel}/members`, { memberIds: [idOf('sales.rep')] });
    expect(await mine()).toHaveLength(1);
    await keep(first, 'DELETE');
    expect(await mine()).toEqual([]);
  });
});
