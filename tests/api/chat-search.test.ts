import { randomUUID } from 'node:crypto';
import type { MessageWire } from '../../domain/wire/chat';
import type { ChatSearchResult } from '../../domain/wire/chat-search';
import { startTestApi, type TestApi } from '../support/api';
import { chatUploadsOf } from '../support/chat-uploads';
import type { Persona } from '../support/company';
import { txt } from '../support/uploads';

jest.setTimeout(120_000);

let api: TestApi;
let room: string;
let far: string;
beforeAll(async () => {
  api = await startTestApi();
  room = await group('sales.rep', 'sales.rep2');
  for (const text of SAID) await say('sales.rep2', room, text);
  far = await plantFarRoom();
});
afterAll(() => api.stop());

const SAID = [
  'The invoice of Kaveri is late',
  'My résumé is attached, Señor Müller',
  'to be or not to be',
  '明日の会議室は三階です',
  'Straße, ＦＵＬＬＷＩＤＴＨ and İstanbul',
  'Résumé spelled apart: re\u0301sume\u0301',
  '100% sure_of C:\\temp',
  "it's INV-2041, see ref#77",
  'Встреча в четверг 🎉',
];

const idOf = (persona: Persona) => api.company.people[persona];

async function group(...personas: [Persona, ...Persona[]]): Promise<string> {
  const client = await api.as(personas[0]);
  const memberIds = personas.slice(1).map(idOf);
  return (
    (await client.post('/conversations', { kind: 'group', memberIds })).body as { id: string }
  ).id;
}

async function say(persona: Persona, id: string, text: string, more = {}): Promise<MessageWire> {
  const body = { clientId: randomUUID(), text, ...more };
  const answer = await (await api.as(persona)).post(`/conversations/${id}/messages`, body);
  expect(answer.status).toBe(201);
  return answer.body;
}

const FAR = 75_000;

/**
 * More messages than are walked through, all younger than a few: what those say is found by the index, or not at all.
 * Every message says "nothing", every tenth of the older ones "often", two of three of the rest "everywhere"; of
 * fewer than a hundred words the planner's statistics say nothing.
 */
async function plantFarRoom(): Promise<string> {
  const id = await group('consultant', 'consultant2');
  const first = ['nothing at first', 'everywhere at first', 'everywhen at first'];
  for (const text of [...SAID, ...first]) await say('consultant2', id, text);
  // The index is built once they are there, which is quicker.
  const [index] = await api.db.query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE indexname = 'chat_message_tails'`,
  );
  await api.db.query('DROP INDEX chat_message_tails');
  await api.db.query(
    `INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change, created_at)
     SELECT $1, n, $2, 'far' || n, CASE WHEN n < 22000 AND n % 10 = 0 THEN 'nothing often'
         WHEN n % 3 > 0 THEN 'nothing everywhere' ELSE 'nothing here' END || ' w' || n % 150,
       n, now() + n * interval '1 ms' FROM generate_series(100, $3::int) AS n`,
    [id, idOf('consultant'), FAR],
  );
  await api.db.query(index!.indexdef);
  await api.db.query('UPDATE conversation SET head = $2 WHERE id = $1', [id, FAR]);
  await api.db.query('ANALYZE chat_message');
  return id;
}

async function search(
  persona: Persona,
  q: string,
  more: Record<string, string> = {},
): Promise<ChatSearchResult> {
  const query = new URLSearchParams({ q, ...more }).toString();
  const answer = await (await api.as(persona)).get(`/chat/search?${query}`);
  expect([answer.status, answer.body]).toEqual([200, answer.body]);
  return answer.body;
}

const texts = async (...of: Parameters<typeof search>) =>
  (await search(...of)).items.map(({ message }) => message.text);

const LANGUAGE: [q: string, found: number[]][] = [
  ['invoice', [0]],
  ['invo', [0]],
  ['voice', [0]],
  ['VOIC', [0]],
  ['kaveri late', [0]],
  ['late the', [0]],
  ['the', [0]],
  ['resume', [1, 5]],
  ['RÉSUMÉ', [1, 5]],
  ['re\u0301sume\u0301', [1, 5]],
  ['senor muller', [1]],
  ['müller', [1]],
  ['to', [2]],
  ['or', [1, 2]],
  ['会議', [3]],
  ['会議室', [3]],
  ['室', [3]],
  ['strasse', [4]],
  ['fullwidth', [4]],
  ['istanbul', [4]],
  ['100%', [6]],
  ['%', [6]],
  ['e_o', [6]],
  ['c:\\t', [6]],
  ["it's", [7]],
  ['inv-2041', [7]],
  ['v-20', [7]],
  ['ref#', [7]],
  ['встреча', [8]],
  ['ЧЕТВ', [8]],
  ['🎉', [8]],
  ['kaverix', []],
  ['zq', []],
  ['会社', []],
];

test.each(LANGUAGE)('“%s” among few messages, one by one', async (q, found) => {
  const expected = found.map((at) => SAID[at]).reverse();
  expect(await texts('sales.rep', q)).toEqual(expected);
});

test.each(LANGUAGE)('“%s” behind many messages, by the index', async (q, found) => {
  expect(await texts('consultant', q)).toEqual(found.map((at) => SAID[at]).reverse());
});

test('a word that most messages have is found by walking back, however rare what else is asked', async () => {
  const page = await search('consultant2', 'nothing', { limit: '2' });
  expect(page.items.map(({ message }) => message.seq)).toEqual([FAR, FAR - 1]);
  expect(page.nextCursor).not.toBeNull();
  const first = ['nothing at first'];
  expect(await texts('consultant2', 'nothing', { from: idOf('consultant2') })).toEqual(first);
  expect(await texts('consultant2', 'nothing first')).toEqual(first);
  expect(await texts('sales.rep', 'nothing')).toEqual([]);
});

test('a frequent word that nobody has said of late is found by the index, the newest first', async () => {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await search('consultant2', 'often', { limit: '50', ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ message }) => message.seq));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && seen.length < 200);
  expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => 21_990 - 10 * at));
  expect(await texts('sales.rep', 'often')).toEqual([]);
});

test('a long word that most have is found by its first letters, and is not another that begins as it does', async () => {
  const old = { from: idOf('consultant2') };
  expect(await texts('consultant2', 'everywhere', old)).toEqual(['everywhere at first']);
  expect(await texts('consultant2', 'everywhen', old)).toEqual(['everywhen at first']);
  expect(await texts('consultant2', 'everywherever', old)).toEqual([]);
  expect(await texts('sales.rep', 'everywhere', old)).toEqual([]);
});

test('a long word, its middle and its end are found by the index', async () => {
  const word = 'Donaudampfschifffahrtsgesellschaft';
  const id = await group('consultant', 'consultant2');
  await say('consultant2', id, `die ${word} AG`);
  await api.db.query(
    `UPDATE chat_message SET created_at = now() - interval '1 day' WHERE conversation_id = $1`,
    [id],
  );
  for (const q of [word, 'dampfschifffahrt', 'gesellschaft', 'fffahrtsgesell']) {
    expect([q, await texts('consultant', q)]).toEqual([q, [`die ${word} AG`]]);
  }
  expect(await texts('consultant', 'Donaudampfschifffahrtsgesellschaften')).toEqual([]);
  expect(await texts('consultant', 'Donaudampfschaft')).toEqual([]);
});

test('a very long message is kept and found by its beginning', async () => {
  const id = await group('hr', 'finance');
  await say('hr', id, `beginning ${'語'.repeat(65_000)}`);
  await say('hr', id, `${'🎉'.repeat(12_000)}`);
  expect(await texts('hr', 'ginnin')).toHaveLength(1);
  expect(await texts('finance', '語語')).toHaveLength(1);
});

test('nothing is found where one never was or is no more, whoever one is', async () => {
  const secret = 'Plumeria merger';
  const id = await group('sales.head', 'sales.manager', 'finance');
  await say('sales.head', id, secret);
  const seen = async (persona: Persona, more = {}) => (await texts(persona, 'plumer', more)).length;
  expect(await seen('sales.manager')).toBe(1);
  expect(await seen('sales.manager', { conversationId: id })).toBe(1);
  for (const outsider of ['admin', 'hr', 'sales.rep', 'consultant'] as const) {
    expect([outsider, await seen(outsider)]).toEqual([outsider, 0]);
    expect(await seen(outsider, { conversationId: id })).toBe(0);
  }
  // Many messages of one's own elsewhere: the other ways of looking stand on the same condition.
  await api.db.query(
    `UPDATE chat_message SET created_at = now() - interval '1 day' WHERE conversation_id = $1`,
    [id],
  );
  expect(await seen('consultant')).toBe(0);
  const manager = await api.as('sales.manager');
  await manager.call('DELETE', `/conversations/${id}/members/${idOf('sales.manager')}`);
  expect(await seen('sales.manager')).toBe(0);
  const [head, finance] = [await api.as('sales.head'), await api.as('finance')];
  await finance.call('DELETE', `/conversations/${id}/members/${idOf('finance')}`);
  expect(await seen('finance')).toBe(0);
  expect(await seen('sales.head')).toBe(1);
  // A public channel is found by its name, not searched from outside.
  const channel = await head.post('/conversations', {
    ...{ kind: 'channel', name: 'Plumeria', visibility: 'public' },
  });
  await say('sales.head', (channel.body as { id: string }).id, 'plumeria in the open');
  expect(await seen('hr')).toBe(0);
  await (await api.as('hr')).post(`/conversations/${(channel.body as { id: string }).id}/join`);
  expect(await seen('hr')).toBe(1);
});

test('an edited message is found by what it says now, a deleted one by nothing', async () => {
  const client = await api.as('sales.rep2');
  for (const id of [room, far]) {
    const persona: Persona = id === room ? 'sales.rep2' : 'consultant2';
    const author = id === room ? client : await api.as('consultant2');
    const message = await say(persona, id, 'Bougainvillea');
    const path = `/conversations/${id}/messages/${message.id}`;
    await author.patch(path, { text: 'Hibiscus' });
    expect(await texts(persona, 'gainvill')).toEqual([]);
    expect(await texts(persona, 'ibisc')).toEqual(['Hibiscus']);
    await author.call('DELETE', path);
    expect(await texts(persona, 'ibisc')).toEqual([]);
  }
});

test('who, where, when and with a file narrow it down; pages follow one another', async () => {
  const id = await group('hr', 'finance', 'admin');
  const files = chatUploadsOf(api);
  const sent: MessageWire[] = [];
  for (const n of [1, 2, 3, 4, 5]) sent.push(await say('hr', id, `quokka ${n}`));
  const { body } = await files.upload('finance', id, txt('a.txt'));
  const fileIds = body.items.map((file) => file.id);
  sent.push(await say('finance', id, 'quokka 6', { fileIds }));
  const numbers = async (more: Record<string, string>) =>
    (await texts('admin', 'quokka', more)).map((text) => Number(text.slice(-1)));
  expect(await numbers({})).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await numbers({ from: idOf('hr') })).toEqual([5, 4, 3, 2, 1]);
  expect(await numbers({ has: 'file' })).toEqual([6]);
  expect(await numbers({ conversationId: room })).toEqual([]);
  expect(await numbers({ conversationId: id, from: idOf('finance') })).toEqual([6]);
  // An instant on the wire ends with milliseconds; messages of the same one are on both sides of none.
  const day = 86_400_000;
  const later = new Date(Date.now() + day).toISOString();
  const earlier = new Date(Date.now() - day).toISOString();
  expect(await numbers({ after: later })).toEqual([]);
  expect(await numbers({ before: earlier })).toEqual([]);
  expect(await numbers({ after: earlier, before: later })).toEqual([6, 5, 4, 3, 2, 1]);
  const pages: number[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: Record<string, string> = cursor ? { limit: '4', cursor } : { limit: '4' };
    const page = await search('admin', 'quokka', more);
    pages.push(page.items.map(({ message }) => message.seq));
    cursor = page.nextCursor;
  }
  expect(pages).toEqual([
    [6, 5, 4, 3],
    [2, 1],
  ]);
  const { items } = await search('admin', 'quokka 6');
  expect(items[0]!.message).toEqual(sent[5]);
  expect(items[0]!.conversation).toEqual({
    ...{ id, kind: 'group', name: null, memberCount: 3 },
    others: expect.arrayContaining([expect.objectContaining({ id: idOf('hr') })]) as unknown,
  });
  for (const wrong of [
    'q=',
    'q=%20',
    'q=a&has=x',
    'q=a&after=monday',
    'q=a&cursor=1',
    'q=a&limit=0',
  ])
    expect((await (await api.as('hr')).get(`/chat/search?${wrong}`)).status).toBe(422);
});
