import { randomUUID } from 'node:crypto';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { AssistantEvent, AssistantMessage } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { createEventParser } from '../../web/lib/event-stream';
import { startTestApi, type TestApi } from '../support/api';
import { begin } from '../support/assistant-talk';
import {
  calls,
  says,
  saysThenHangs,
  startModelServer,
  type ModelServer,
} from '../support/model-server';

jest.setTimeout(120_000);

let model: ModelServer;
let api: TestApi;
beforeAll(async () => {
  model = await startModelServer();
  api = await startTestApi({
    env: { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'mock', OPENAI_TIMEOUT_SECONDS: '2' },
  });
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

const QUESTION = { text: 'Who am I?' };

async function asking(thread: string, accept: string) {
  const client = await api.as('sales.rep');
  const path = `/assistant/threads/${thread}/messages`;
  return {
    path,
    client,
    ask: (key: string, body: object = QUESTION) =>
      client.post(path, body, { accept, 'idempotency-key': key }),
    asked: async () => ((await client.get(path)).body as Page<AssistantMessage>).items,
  };
}

const use = () =>
  api.db.query<{ questions: number; tokens: number }>(
    `SELECT questions, (input_tokens + output_tokens)::integer AS tokens FROM assistant_usage WHERE person_id = $1`,
    [api.company.people['sales.rep']],
  );
const eventsIn = (text: string) =>
  createEventParser()(text).map(({ data }) => JSON.parse(data) as AssistantEvent);

test('the same key is the same message: one answer, one cost, for JSON and for a stream', async () => {
  model.script(calls('who_am_i', {}), says(['You are somebody.']));
  const thread = await begin(api, 'sales.rep');
  const json = await asking(thread, 'application/json');
  const key = randomUUID();
  const first = await json.ask(key);
  expect([first.status, first.body]).toMatchObject([200, { answer: 'You are somebody.' }]);
  const used = await use();
  expect(used).toMatchObject([{ questions: 1 }]);
  const requests = model.requests.length;
  const second = await json.ask(key);
  expect([second.status, second.body]).toEqual([first.status, first.body]);
  const { ask } = await asking(thread, 'text/event-stream');
  const stream = await ask(key);
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const events = eventsIn(stream.body);
  expect(events[0]).toMatchObject({
    type: 'begun',
    messageId: (first.body as AssistantAnswer).id,
  });
  expect(events.at(-1)).toMatchObject({ type: 'answer', answer: first.body });
  expect(await json.asked()).toHaveLength(1);
  expect([model.requests.length, await use()]).toEqual([requests, used]);
  // Another question by the same key is refused; by another key it is asked.
  expect(await json.ask(key, { text: 'And then?' })).toMatchObject({
    ...{ status: 422, body: { code: 'idempotency-mismatch' } },
  });
  model.script(says(['Once more.']));
  expect((await json.ask(randomUUID())).body).toMatchObject({ answer: 'Once more.' });
  expect(await json.asked()).toHaveLength(2);
});

test('ten at once by one key are one question, and all hear the same answer', async () => {
  model.script(calls('who_am_i', {}), says(['You are somebody.']));
  const { ask, asked } = await asking(await begin(api, 'sales.rep'), 'application/json');
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(key)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => (body as AssistantAnswer).id)).size).toBe(1);
  expect(await asked()).toHaveLength(1);
});

test('an answer that is on its way is heard by the same key, from its beginning', async () => {
  model.script(saysThenHangs(['Half ']));
  const thread = await begin(api, 'sales.rep');
  const { path, client, ask } = await asking(thread, 'text/event-stream');
  const key = randomUUID();
  const streams = [ask(key)];
  const message = async () =>
    ((await client.get(path)).body as Page<AssistantMessage>).items.at(-1);
  while (!(await message())) await new Promise((resolve) => setTimeout(resolve, 20));
  streams.push(ask(key));
  const { id } = (await message())!;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await client.post(`${path}/${id}/stop`)).status).toBe(204);
  const [one, other] = (await Promise.all(streams)).map(({ body }) => eventsIn(body as string));
  expect(other).toEqual(one);
  expect(one!.at(-1)).toMatchObject({ type: 'stopped' });
  const again = await (await asking(thread, 'application/json')).ask(key);
  expect([again.status, again.body]).toMatchObject([409, { code: 'conflict' }]);
});

test('a key is one person’s: of another it is another question', async () => {
  const key = randomUUID();
  model.script(says(['First.']));
  const { ask } = await asking(await begin(api, 'sales.rep'), 'application/json');
  const first = await ask(key);
  const other = await api.as('hr');
  const path = `/assistant/threads/${await begin(api, 'hr')}/messages`;
  model.script(says(['Second.']));
  const second = await other.post(path, QUESTION, {
    ...{ accept: 'application/json', 'idempotency-key': key },
  });
  expect([first.body, second.body]).toMatchObject([{ answer: 'First.' }, { answer: 'Second.' }]);
});
