import { randomUUID } from 'node:crypto';
import type { Presence, PresenceEvent } from '../../domain/wire/chat-presence';
import { apiKilled, burst, hintsCut, postgresKilled } from '../support/faults/chat-burst';
import { judgeTalk } from '../support/faults/chat-judge';
import { startChatPlant, untilItAnswers, type ChatPlant } from '../support/faults/chat-plant';
import {
  openReader,
  say,
  startTalk,
  type Acknowledged,
  type Talker,
} from '../support/faults/chat-talk';
import { report } from '../support/faults/report';
import { promised } from '../support/promised';
import { connectSocket, until } from '../support/socket-client';

jest.setTimeout(120_000);

let plant: ChatPlant;

beforeAll(async () => {
  plant = await startChatPlant();
}, 120_000);
afterAll(() => plant?.stop(), 60_000);

/** Text of so many letters, in short words: the index takes them in sooner than one long one. */
const ofLength = (length: number, words: string) => words.repeat(length).slice(0, length - 1) + '.';
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

test.each([
  { disturbance: hintsCut, everyMs: 150, least: 6 },
  { disturbance: apiKilled, everyMs: 700, atMost: 2, least: 1 },
  { disturbance: postgresKilled, everyMs: 700, atMost: 1, least: 1 },
])(
  '400 messages of ten people, $disturbance.name meanwhile: each shown once, in one order',
  async (fault) => {
    const { broken, worstMs, ...figures } = await burst(plant, {
      count: 400,
      pauseMs: 40,
      ...fault,
    });
    report(`Chat: ${fault.disturbance.name}`, { ...figures, 'worst wait, ms': worstMs });
    expect(broken).toEqual([]);
    expect(figures.disturbances).toBeGreaterThanOrEqual(fault.least);
    expect(figures.messages).toBe(400);
    // Whoever hung at a killed API has to come back first; otherwise all have to be told within two seconds.
    if (fault.disturbance !== apiKilled) expect(worstMs).toBeLessThanOrEqual(promised(2_000));
  },
);

test('whoever hung at an API that is killed is offline to the others, and there again when they are back', async () => {
  const { people } = await startTalk(plant, 2);
  const [watcher, other] = people as [Talker, Talker];
  const page = await connectSocket(plant.urls[0], { token: watcher.token });
  let state: Presence = 'offline';
  page.socket.on('presence', ({ people: told }: PresenceEvent) => {
    state = told.find(({ userId }) => userId === other.id)?.state ?? state;
  });
  const theirs = await connectSocket(plant.urls[1], { token: other.token });
  await until(() => state === 'online');
  await plant.apis[1].stayAway();
  await until(() => state === 'offline', 10_000);
  const back = await connectSocket(plant.urls[0], { token: other.token });
  await until(() => state === 'online');
  for (const client of [page, theirs, back]) client.close();
  plant.apis[1].comeBack();
  await untilItAnswers(plant.urls[1]);
});

test('two sends at once from each of ten people, ten times over: all pages show one order without a hole', async () => {
  const talk = await startTalk(plant, 10);
  const readers = await Promise.all(
    numbers(10).map((by) => openReader(plant, { talk, by, at: by % 2 })),
  );
  const sent: Acknowledged[] = [];
  for (const round of numbers(10)) {
    const sends = numbers(20).map((n) => {
      const text = `${round} ${n}`;
      return say(plant, { talk, by: n % 10, text, clientId: text, at: (n + round) % 2 });
    });
    sent.push(...(await Promise.all(sends)));
  }
  const { broken, messages } = await judgeTalk(plant, { talk, sent, readers });
  readers.forEach((reader) => reader.close());
  expect(broken).toEqual([]);
  expect(messages).toBe(200);
});

test('one client id twenty times, ten of them at once through both APIs, and again after a day: one row', async () => {
  const talk = await startTalk(plant, 2);
  const reader = await openReader(plant, { talk, by: 1, at: 1 });
  const clientId = randomUUID();
  const again = (n: number) => say(plant, { talk, by: 0, text: `try ${n}`, clientId, at: n % 2 });
  const atOnce = await Promise.all(numbers(10).map(again));
  const later: Acknowledged[] = [];
  for (const n of numbers(10)) later.push(await again(10 + n));
  // Only an owner of the table who turns its guards off can make it yesterday's.
  await plant.db.query(
    `WITH guards AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE chat_message SET created_at = created_at - interval '25 hours' FROM guards WHERE client_id = $1`,
    [clientId],
  );
  const nextDay = await again(20);
  const [first, ...repeats] = [...atOnce, ...later].map(({ message }) => message);
  for (const repeat of repeats) expect(repeat).toEqual(first);
  const { createdAt, ...same } = nextDay.message;
  expect(first).toMatchObject(same);
  expect(Date.parse(first!.createdAt) - Date.parse(createdAt)).toBe(25 * 3_600_000);
  const { broken, messages } = await judgeTalk(plant, { talk, sent: [nextDay], readers: [reader] });
  reader.close();
  expect(broken).toEqual([]);
  expect(messages).toBe(1);
});

test('every size from 7,900 to 8,100 bytes, and the largest there is, arrives at the other API as it was sent', async () => {
  const talk = await startTalk(plant, 2);
  const reader = await openReader(plant, { talk, by: 1, at: 1 });
  const texts = [
    ...numbers(201).map((n) => ofLength(7_900 + n, 'to be ')),
    ...numbers(10).map((n) => ofLength(3_950 + n * 10, 'é ')),
    'x'.repeat(65_536),
    'é'.repeat(65_536),
    '語'.repeat(65_536),
    '🎉'.repeat(32_768),
  ];
  const sent: Acknowledged[] = [];
  for (const text of texts) {
    sent.push(await say(plant, { talk, by: 0, text, clientId: randomUUID(), at: 0 }));
  }
  const { broken } = await judgeTalk(plant, { talk, sent, readers: [reader] });
  reader.close();
  expect(broken).toEqual([]);
  expect(reader.shown.map(({ message }) => message.text)).toEqual(texts);
});
