import { randomUUID } from 'node:crypto';
import type {
  ChangeList,
  ConversationDetail,
  ConversationWire,
  MessageList,
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
const read = async <Body>(client: TestClient, path: string): Promise<Body> =>
  (await client.get(path)).body;

/** A group with ten messages of its first member. */
async function tenMessages(...personas: [Persona, ...Persona[]]): Promise<string> {
  const author = await api.as(personas[0]);
  const memberIds = personas.slice(1).map(idOf);
  const started = await author.post('/conversations', { kind: 'group', memberIds });
  const { id } = started.body as ConversationWire;
  for (let n = 1; n <= 10; n++) {
    await author.post(`/conversations/${id}/messages`, { clientId: randomUUID(), text: `no ${n}` });
  }
  return id;
}

const seenBy = async (client: TestClient, id: string, persona: Persona) =>
  (await read<ConversationDetail>(client, `/conversations/${id}`)).members.find(
    (member) => member.id === idOf(persona),
  )?.readSeq;

test('what is marked unread is unread again, and still known to have been seen', async () => {
  const [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  const id = await tenMessages('sales.rep', 'sales.manager');
  await manager.post(`/conversations/${id}/read`, { upTo: 10 });
  const answer = await manager.post(`/conversations/${id}/unread`, { from: 8 });
  expect(answer.body).toMatchObject({ readSeq: 7, unread: 3 });
  expect(await seenBy(rep, id, 'sales.manager')).toBe(10);
  expect(api.published.at(-1)).toMatchObject({ topic: 'chat-read', upTo: 7 });
  // Reading on says nothing new to the others.
  const { head } = await read<ChangeList>(rep, `/conversations/${id}/changes?limit=1`);
  await manager.post(`/conversations/${id}/read`, { upTo: 10 });
  expect((await read<ChangeList>(rep, `/conversations/${id}/changes?limit=1`)).head).toBe(head);
});

test('who tells no receipts leaves no trace of reading and is told of none', async () => {
  const [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  const id = await tenMessages('sales.rep', 'sales.manager', 'sales.head');
  expect((await manager.patch('/chat-settings', { tellsRead: false })).body).toEqual({
    tellsRead: false,
    tellsPresence: true,
  });
  const { head } = await read<ChangeList>(rep, `/conversations/${id}/changes`);
  const answer = await manager.post(`/conversations/${id}/read`, { upTo: 10 });
  expect(answer.body).toMatchObject({ readSeq: 10, unread: 0 });
  const changes = await read<ChangeList>(rep, `/conversations/${id}/changes`);
  expect(changes.head).toBe(head);
  expect(JSON.stringify(changes)).not.toContain('"kind":"read"');
  expect(await seenBy(rep, id, 'sales.manager')).toBeNull();
  expect(await seenBy(manager, id, 'sales.rep')).toBeNull();
  expect(await seenBy(manager, id, 'sales.manager')).toBe(10);
  await manager.patch('/chat-settings', { tellsRead: true });
  expect(await seenBy(rep, id, 'sales.manager')).toBe(0);
});

test('a page around a message is the messages before it and from it on', async () => {
  const rep = await api.as('sales.rep');
  const id = await tenMessages('sales.rep', 'sales.rep2');
  const around = async (seq: number, limit: number) =>
    (
      await read<MessageList>(rep, `/conversations/${id}/messages?around=${seq}&limit=${limit}`)
    ).items.map((message) => message.seq);
  expect(await around(5, 4)).toEqual([3, 4, 5, 6]);
  expect(await around(1, 4)).toEqual([1, 2]);
  expect(await around(10, 4)).toEqual([8, 9, 10]);
  expect(await around(99, 4)).toEqual([9, 10]);
  const outsider = await api.as('consultant');
  expect((await outsider.get(`/conversations/${id}/messages?around=5`)).status).toBe(404);
});

test('a conversation is muted and a favourite for one person alone', async () => {
  const [rep, rep2] = [await api.as('sales.rep'), await api.as('sales.rep2')];
  const id = await tenMessages('sales.rep', 'sales.rep2');
  const wanted = { muted: true, favourite: true };
  expect((await rep2.patch(`/conversations/${id}/settings`, wanted)).body).toMatchObject(wanted);
  await rep2.patch(`/conversations/${id}/settings`, { favourite: false });
  const mine = await read<ConversationDetail>(rep2, `/conversations/${id}`);
  expect(mine).toMatchObject({ muted: true, favourite: false });
  const theirs = await read<ConversationDetail>(rep, `/conversations/${id}`);
  expect(theirs).toMatchObject({ muted: false, favourite: false });
  expect((await rep2.patch(`/conversations/${id}/settings`, {})).status).toBe(422);
  const outsider = await api.as('consultant');
  expect((await outsider.patch(`/conversations/${id}/settings`, wanted)).status).toBe(404);
});
