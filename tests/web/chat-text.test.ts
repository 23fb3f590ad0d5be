import type { MessageWire } from '../../domain/wire/chat';
import { findEmoji } from '../../web/features/chat/emoji';
import { isTooDeep, markMentions, type TextNode } from '../../web/features/chat/markdown-tree';
import { matchPeople, mentionQuery, mentionsIn } from '../../web/features/chat/mention-text';
import { recordsIn } from '../../web/features/chat/record-links';
import { safeLink } from '../../web/features/chat/safe-link';
import { place } from '../../web/features/chat/thread';
import { mergeThread } from '../../web/features/chat/thread-merge';

const ORIGIN = 'https://netra.example';
const UUID = '2f6d9c1e-6a0b-4f57-9c55-0d7f3a1b2c3d';

const message = (seq: number, over: Partial<MessageWire> = {}): MessageWire => ({
  id: `${seq}`,
  conversationId: 'one',
  seq,
  change: seq,
  author: { id: 'a', name: 'Asha' },
  clientId: `${seq}`,
  text: `message ${seq}`,
  threadOf: null,
  card: null,
  thread: null,
  mentions: [],
  pinnedAt: null,
  createdAt: '2026-11-24T10:00:00+00:00',
  editedAt: null,
  deletedAt: null,
  removedAt: null,
  files: [],
  reactions: [],
  ...over,
});
const thread = (count: number) => ({ seq: 1, count, lastAt: '2026-11-24T10:00:00+00:00' });

test('a link leads to the web, to mail or into the app, and nowhere else', () => {
  expect(safeLink('https://example.org/a', ORIGIN)).toEqual({
    ...{ href: 'https://example.org/a', isInside: false },
  });
  expect(safeLink('mailto:a@example.org', ORIGIN)?.isInside).toBe(false);
  for (const inside of ['/leave?x=1', `${ORIGIN}/leave?x=1`]) {
    expect(safeLink(inside, ORIGIN)).toEqual({ href: '/leave?x=1', isInside: true });
  }
  // Elsewhere, though it looks like a path.
  for (const outside of ['//evil.example/x', '/\\evil.example/x']) {
    expect(safeLink(outside, ORIGIN)?.isInside).toBe(false);
  }
  const refused = [
    'javascript:alert(1)',
    'JAVA\tSCRIPT:alert(1)',
    ' javascript:alert(1)',
    'data:,x',
  ];
  for (const href of [...refused, 'blob:x', 'file:///etc', '#id', 'leave', '', 'https://[']) {
    expect([href, safeLink(href, ORIGIN)]).toEqual([href, null]);
  }
});

test('names are found where a word begins and ends, the longest first, and not in code', () => {
  const people = [
    { id: '1', name: 'Anil' },
    { id: '2', name: 'Anil Kumar' },
    { id: '3', name: 'Zoë' },
    { id: '4', name: 'zoë' },
  ];
  const ids = (text: string, picked: string[] = []) =>
    mentionsIn(text, people, new Set(picked)).ids;
  expect(ids('@anil kumar, see')).toEqual(['2']);
  expect(ids('(@Anil)')).toEqual(['1']);
  expect(ids('@Anila and a@Anil')).toEqual([]);
  expect(ids('`@Anil` and\n```\n@Anil\n```')).toEqual([]);
  expect(ids('@Zoë')).toEqual(['3', '4']);
  expect(ids('@Zoë', ['4'])).toEqual(['4']);
  expect(mentionsIn('@channel!', people).everybody).toBe(true);
  expect(mentionsIn('@channels', people).everybody).toBe(false);
  expect(mentionQuery('Hello @An', 9)).toEqual({ from: 6, query: 'An' });
  expect(mentionQuery('a@example', 9)).toBeNull();
  expect(mentionQuery('@', 1)).toEqual({ from: 0, query: '' });
  expect(matchPeople(people, 'kum').map(({ id }) => id)).toEqual(['2']);
});

test('records are found by their address, each once, three at most', () => {
  const text = `See ${ORIGIN}/approvals/${UUID}, /approvals/${UUID} and [it](/projects/${UUID}).`;
  expect(recordsIn(text, ORIGIN).map(({ kind, path }) => [kind, path])).toEqual([
    ['approval', `/approvals/${UUID}`],
    ['project', `/projects/${UUID}`],
  ]);
  expect(recordsIn(`${ORIGIN}/chat/${UUID}?message=12`, ORIGIN)).toEqual([
    { kind: 'message', id: UUID, seq: 12, path: `/chat/${UUID}?message=12` },
  ]);
  const none = [`https://elsewhere.example/approvals/${UUID}`, '/approvals/1', `/chat/${UUID}`];
  expect(recordsIn([...none, `x/approvals/${UUID}`].join(' '), ORIGIN)).toEqual([]);
  const many = [0, 1, 2, 3].map((n) => `/projects/${UUID.replace(/^./, `${n}`)}`).join(' ');
  expect(recordsIn(many, ORIGIN)).toHaveLength(3);
});

test('an answer tells its beginning how the thread stands, also that the last one has gone', () => {
  let shown = place([], [message(1), message(2)]);
  shown = place(shown, [message(3, { threadOf: 1, thread: thread(1) })]);
  expect(shown[0]!.thread?.count).toBe(1);
  expect(shown[1]!.thread).toBeNull();
  shown = place(shown, [message(3, { change: 4, threadOf: 1, deletedAt: 'x' })]);
  expect(shown[0]!.thread).toBeNull();
  // One whose beginning is not shown changes nothing.
  expect(place([message(5)], [message(6, { threadOf: 1, thread: thread(3) })])).toHaveLength(2);
});

test('a thread is what was read of it and what the log told since, the later state of each', () => {
  const read = {
    root: message(1),
    items: [
      message(2, { threadOf: 1 }),
      message(4, { threadOf: 1, change: 9, text: 'read later' }),
    ],
    nextCursor: null,
  };
  const live = [
    ...[message(1, { change: 8, text: 'edited' }), message(3)],
    ...[message(4, { threadOf: 1 }), message(6, { threadOf: 1 }), message(7, { threadOf: 3 })],
  ];
  const { root, answers } = mergeThread(read, live);
  expect(root.text).toBe('edited');
  expect(answers.map(({ seq, text }) => [seq, text])).toEqual([
    ...[
      [2, 'message 2'],
      [4, 'read later'],
    ],
    [6, 'message 6'],
  ]);
});

test('mentions are set apart in text alone, and what is nested without end is seen', () => {
  const tree: TextNode = {
    type: 'root',
    children: [
      { type: 'text', value: 'for @Asha and @channel' },
      { type: 'inlineCode', value: '@Asha' },
    ],
  };
  markMentions(tree, { names: ['Asha'], mine: 'Asha' });
  expect(tree.children!.map(({ type }) => type)).toEqual([
    ...['text', 'mention', 'text', 'mention', 'inlineCode'],
  ]);
  expect(isTooDeep(tree)).toBe(false);
  let deep: TextNode = { type: 'text', value: 'x' };
  for (let n = 0; n < 20_000; n++) deep = { type: 'blockquote', children: [deep] };
  expect(isTooDeep(deep)).toBe(true);
});

test('emoji are found by their words', () => {
  expect(findEmoji('ROCKET').flatMap(({ emoji }) => emoji.map((one) => one.emoji))).toEqual(['🚀']);
  expect(findEmoji('no such thing')).toEqual([]);
  const all = findEmoji('').flatMap(({ emoji }) => emoji.map((one) => one.emoji));
  expect(new Set(all).size).toBe(all.length);
  const isEmoji = new RegExp('^\\p{RGI_Emoji}$', 'v');
  expect(all.filter((emoji) => !isEmoji.test(emoji))).toEqual([]);
});
