import { randomUUID } from 'node:crypto';
import { NETRA } from '../../domain/chat/netra';
import type {
  ChangeList,
  ConversationWire,
  MessageList,
  MessageWire,
} from '../../domain/wire/chat';
import { commitMessages } from '../../modules/chat/write-messages';
import type { Persona } from '../support/company';
import { startTestApi, type TestApi, type TestClient } from '../support/api';

jest.setTimeout(60_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const read = async <Body>(client: TestClient, path: string): Promise<Body> =>
  (await client.get(path)).body;

async function group(client: TestClient, other: Persona): Promise<string> {
  const memberIds = [api.company.people[other]];
  const answer = await client.post('/conversations', { kind: 'group', memberIds });
  return (answer.body as ConversationWire).id;
}

test('NETRA writes without being in a conversation or among people, once per client id', async () => {
  const rep = await api.as('sales.rep');
  const id = await group(rep, 'sales.manager');
  const card = { kind: 'approval' as const, id: randomUUID() };
  const draft = { authorId: NETRA.id, clientId: 'said', text: 'Somebody asks.', card };
  const [first] = await commitMessages(api.deps, { conversationId: id, drafts: [draft, draft] });
  const [again] = await commitMessages(api.deps, { conversationId: id, drafts: [draft] });
  expect(again?.id).toBe(first?.id);
  const { items } = await read<MessageList>(rep, `/conversations/${id}/messages`);
  expect(items).toMatchObject([{ seq: 1, author: NETRA, text: 'Somebody asks.', card }]);
  const [conversation] = (await read<{ items: ConversationWire[] }>(rep, '/conversations')).items;
  expect(conversation).toMatchObject({ unread: 1, last: { author: NETRA } });
  const told = (await read<ChangeList>(rep, `/conversations/${id}/changes`)).items.at(-1);
  expect(told).toMatchObject({ kind: 'message', by: NETRA });
});

test('an answer to an answer belongs to the same thread; an answer to nothing is refused', async () => {
  const rep = await api.as('sales.rep');
  const id = await group(rep, 'sales.manager');
  const send = (threadOf?: number) =>
    rep.post(`/conversations/${id}/messages`, { clientId: randomUUID(), text: 'So?', threadOf });
  const seqs: (number | null)[] = [];
  for (const threadOf of [undefined, 1, 2]) {
    const answer: MessageWire = (await send(threadOf)).body;
    seqs.push(answer.threadOf);
  }
  expect(seqs).toEqual([null, 1, 1]);
  const refused = await send(9);
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ errors: [{ path: 'threadOf' }] });
});
