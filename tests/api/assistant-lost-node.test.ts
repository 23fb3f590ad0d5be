import type { AssistantMessage } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { startApp, type RunningApp } from '../support/app';
import { ask, begin, hear } from '../support/assistant-talk';
import { says, saysThenHangs, startModelServer, type ModelServer } from '../support/model-server';
import { personasOf, type Personas } from '../support/personas';
import { promised } from '../support/promised';

jest.setTimeout(240_000);

/** An answer that nobody works on is given up after this long. */
const GIVEN_UP_MS = 15_000;
const REASON = 'It was broken off: ask again.';

let model: ModelServer;
let app: RunningApp;
let api: Personas & { url: string };

beforeAll(async () => {
  model = await startModelServer();
  const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'mock', OPENAI_TIMEOUT_SECONDS: '60' };
  app = await startApp({ demo: true, worker: false, env });
  api = { ...personasOf(app), url: app.url };
}, 150_000);
afterAll(async () => {
  await app?.stop();
  await model?.stop();
});

const messages = async (thread: string) => {
  const client = await api.as('sales.rep');
  const { body } = await client.get(`/assistant/threads/${thread}/messages`);
  return (body as Page<AssistantMessage>).items;
};

test('an answer whose node died ends as broken off, on its stream and on its page, and can be asked again', async () => {
  model.script(saysThenHangs(['Half ', 'of it']));
  const thread = await begin(api, 'sales.rep');
  const path = `/assistant/threads/${thread}/messages`;
  const heard = await hear(api, 'sales.rep', { path, text: 'Tell me a lot' });
  await heard.until('words');
  await app.api.kill();
  const died = Date.now();
  await heard.until().catch(() => undefined);
  const { seq } = heard.events.at(-1)!;
  await app.startApi();
  const [begun] = heard.events;
  const messageId = begun?.type === 'begun' ? begun.messageId : '';
  const again = await hear(api, 'sales.rep', { path: `${path}/${messageId}/stream?after=${seq}` });
  await again.until();
  expect(Date.now() - died).toBeLessThan(GIVEN_UP_MS + promised(3_000));
  expect(again.events.at(-1)).toMatchObject({ type: 'failed', reason: REASON });
  expect(again.events.map((event) => event.seq)).toEqual(again.events.map((_, at) => seq + at + 1));
  const [lost] = await messages(thread);
  expect(lost).toMatchObject({ state: 'failed', problem: REASON, answer: null });
  expect(lost!.words).toMatch(/^Half /);

  model.script(says(['Here.']));
  const { status, answer } = await ask(api, 'sales.rep', { text: 'Tell me a lot', thread });
  expect([status, answer.answer]).toEqual([200, 'Here.']);
});

test('who opens the page without its stream is told so, too; what is still worked on is not given up', async () => {
  model.script(saysThenHangs(['Half ']));
  const [lost, kept] = [await begin(api, 'sales.rep'), await begin(api, 'sales.rep')];
  const start = async (thread: string) => {
    const path = `/assistant/threads/${thread}/messages`;
    const heard = await hear(api, 'sales.rep', { path, text: 'Tell me' });
    await heard.until('words');
    heard.hangUp();
  };
  await start(lost);
  await app.api.kill();
  const died = Date.now();
  await app.startApi();
  await start(kept);
  expect(await messages(lost)).toMatchObject([{ state: 'answering' }]);
  let [message] = await messages(lost);
  while (message?.state === 'answering' && Date.now() - died < GIVEN_UP_MS + promised(3_000)) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    [message] = await messages(lost);
  }
  expect(message).toMatchObject({ state: 'failed', problem: REASON, words: 'Half ' });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await messages(kept)).toMatchObject([{ state: 'answering' }]);
});
