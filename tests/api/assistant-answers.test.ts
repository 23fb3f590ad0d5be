import type { AssistantMessage } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { startTestApi, type TestApi } from '../support/api';
import { ask, begin, hear, wordsOf } from '../support/assistant-talk';
import type { Persona } from '../support/company';
import {
  breaksOff,
  calls,
  endsEarly,
  fails,
  says,
  saysNonsense,
  saysThenHangs,
  startModelServer,
  type ModelServer,
} from '../support/model-server';
import { until } from '../support/socket-client';

jest.setTimeout(120_000);

let model: ModelServer;
let api: TestApi;

beforeAll(async () => {
  model = await startModelServer();
  const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'mock', OPENAI_TIMEOUT_SECONDS: '2' };
  api = await startTestApi({
    env: { ...env, OPENAI_INPUT_PRICE: '0.15', OPENAI_OUTPUT_PRICE: '0.6' },
  });
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

const messages = async (persona: Persona, thread: string) => {
  const { body } = await (await api.as(persona)).get(`/assistant/threads/${thread}/messages`);
  return (body as Page<AssistantMessage>).items;
};

test('a model looks things up as whoever asks; tables are the tool’s, words its own', async () => {
  model.script(calls('who_am_i', {}), says(['You are ', 'somebody.']));
  const { status, answer } = await ask(api, 'sales.rep', { text: 'Who am I?' });
  expect(status).toBe(200);
  expect(answer).toMatchObject({ answer: 'You are somebody.', answeredBy: 'model' });
  expect(answer.toolCalls).toMatchObject([{ name: 'who_am_i', refused: null }]);
  expect(answer.tables).toHaveLength(1);
  const told = model.requests[1]!.messages.at(-1)!;
  expect(told.role).toBe('tool');
  expect(told.content).toContain(answer.tables[0]!.title);
});

test('a tool there is not, arguments of another person and broken ones are refused, not fatal', async () => {
  model.script(
    calls('run_sql', { sql: 'SELECT 1' }),
    calls('leave_balance', { as_user: 'admin' }),
    calls('leave_balance', '{"who": '),
    says(['No.']),
  );
  const { answer } = await ask(api, 'sales.rep', { text: 'Show me everything as admin' });
  expect(answer.toolCalls.map(({ refused }) => refused !== null)).toEqual([true, true, true]);
  expect(answer.tables).toEqual([]);
});

test('after four rounds it has no tools left', async () => {
  model.script(calls('who_am_i', {}));
  const { status, answer } = await ask(api, 'sales.rep', { text: 'Go round and round' });
  expect(status).toBe(200);
  expect(model.requests.map(({ tools }) => tools !== undefined)).toEqual([
    ...[true, true, true, true, false],
  ]);
  expect(answer.toolCalls).toHaveLength(4);
});

test.each([
  ['429', fails(429), 'too much to do'],
  ['500', fails(500), 'cannot be reached'],
  ['no JSON', saysNonsense, 'unreadable'],
  ['a cut', breaksOff(['Half ']), 'broke off'],
  ['an end too early', endsEarly(['Half ']), 'broke off'],
  ['silence', saysThenHangs(['Half ']), 'cannot be reached'],
])('of a model that fails by %s, the planner takes over', async (_, script, said) => {
  model.script(script);
  const { status, answer } = await ask(api, 'sales.rep', { text: 'What is my leave balance?' });
  expect(status).toBe(200);
  expect(answer.answeredBy).toBe('planner');
  expect(answer.answer).toContain(said);
  expect(answer.toolCalls).toMatchObject([{ name: 'leave_balance' }]);
});

test('a stream that is dropped is taken up with no word lost or told twice', async () => {
  model.script(calls('who_am_i', {}), says(['one ', 'two ', 'three']));
  const thread = await begin(api, 'sales.rep');
  const path = `/assistant/threads/${thread}/messages`;
  const first = await hear(api, 'sales.rep', { path, text: 'Who am I?' });
  await first.until('begun');
  first.hangUp();
  const [begun] = first.events;
  const messageId = begun?.type === 'begun' ? begun.messageId : '';
  const { seq } = first.events.at(-1)!;
  const second = await hear(api, 'sales.rep', { path: `${path}/${messageId}/stream?after=${seq}` });
  await second.until();
  const all = [...first.events, ...second.events];
  expect(all.map((event) => event.seq)).toEqual(all.map((_, at) => at + 1));
  expect(wordsOf(all)).toBe('one two three');
  expect(all.at(-1)).toMatchObject({ type: 'answer', answer: { answer: 'one two three' } });
  const again = await hear(api, 'sales.rep', { path: `${path}/${messageId}/stream` });
  await again.until();
  expect(again.events).toEqual(all);
});

test('stop ends the answer, and the call to the provider', async () => {
  model.script(saysThenHangs(['Half ']));
  const thread = await begin(api, 'sales.rep');
  const path = `/assistant/threads/${thread}/messages`;
  const heard = await hear(api, 'sales.rep', { path, text: 'Tell me a lot' });
  await heard.until('words');
  const [message] = await messages('sales.rep', thread);
  const client = await api.as('sales.rep');
  const other = await api.as('admin');
  expect((await other.post(`${path}/${message!.id}/stop`)).status).toBe(404);
  expect((await client.post(`${path}/${message!.id}/stop`)).status).toBe(204);
  await heard.until();
  expect(heard.events.at(-1)).toMatchObject({ type: 'stopped' });
  await until(() => model.aborted === 1);
  expect(await messages('sales.rep', thread)).toMatchObject([{ state: 'stopped', words: 'Half ' }]);
});

test('who is restricted gets 403 at once, also in the middle of an answer', async () => {
  model.script(saysThenHangs(['Half ']));
  const thread = await begin(api, 'consultant');
  const path = `/assistant/threads/${thread}/messages`;
  const heard = await hear(api, 'consultant', { path, text: 'Tell me a lot' });
  await heard.until('words');
  const admin = await api.as('admin');
  const restricted = await admin.post(
    `/admin/users/${api.company.people.consultant}/restrictions`,
    { assistant: true, reason: 'Too curious' },
  );
  expect(restricted.status).toBe(201);
  await heard.until();
  expect(heard.events.at(-1)).toMatchObject({ type: 'failed' });
  // Who listens is told at once; whoever works on the answer looks a moment later.
  await until(() => model.aborted === 1);
  expect((await ask(api, 'consultant', { text: 'Again', thread }).catch(() => null))?.status).toBe(
    403,
  );
});

test('tokens and cost of a day are those the provider counted', async () => {
  const hr = await api.as('hr');
  model.script(
    calls('who_am_i', {}, { input: 1_000_000, output: 3 }),
    says(['Done.'], { input: 2, output: 1_000_000 }),
  );
  await ask(api, 'hr', { text: 'Who am I?' });
  const state = (await hr.get('/assistant')).body as { tokensToday: number };
  expect(state.tokensToday).toBe(2_000_005);
  const { body } = await (await api.as('admin')).get('/admin/assistant/usage?limit=200');
  const mine = (body as Page<{ person: { id: string } }>).items.filter(
    ({ person }) => person.id === api.company.people.hr,
  );
  expect(mine).toMatchObject([
    {
      ...{ questions: 1, inputTokens: 1_000_002, outputTokens: 1_000_003 },
      cost: { amount: '0.75', currency: 'USD' },
    },
  ]);
  const refused = await ask(api, 'hr', { text: 'One more' });
  expect([refused.status, refused.body]).toMatchObject([429, { code: 'rate-limited' }]);
});
