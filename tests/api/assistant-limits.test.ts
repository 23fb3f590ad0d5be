import pg from 'pg';
import type { AssistantMessage, AssistantUsage } from '../../domain/wire/assistant-threads';
import type { Page, Problem } from '../../domain/wire/common';
import { startTestApi, type TestApi } from '../support/api';
import { ask, begin, hear } from '../support/assistant-talk';
import type { Persona } from '../support/company';
import {
  calls,
  callsAll,
  countsAndBreaksOff,
  says,
  startModelServer,
  type ModelServer,
  type Script,
} from '../support/model-server';

jest.setTimeout(120_000);

const DAY_MS = 86_400_000;

let model: ModelServer;
let api: TestApi;
/** How far the clock of the API is from the machine's. */
let ahead = 0;

beforeAll(async () => {
  model = await startModelServer();
  const prices = { OPENAI_INPUT_PRICE: '0.15', OPENAI_OUTPUT_PRICE: '0.6' };
  api = await startTestApi({
    env: { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'mock', ...prices },
    clock: { now: () => new Date(Date.now() + ahead) },
  });
  const limits = { questionsPerMinute: 1000, tokensPerDay: 100_000_000 };
  expect((await (await api.as('admin')).patch('/admin/assistant/settings', limits)).status).toBe(
    200,
  );
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

const insertClaims = (count: number, titleLength: number) =>
  api.db.query(
    `WITH made AS (
       INSERT INTO expense_claim (employee_id, title, currency, total_minor, status)
       SELECT $1, n || repeat('x', $3), 'INR', 100, 'approved' FROM generate_series(1, $2) n RETURNING id)
     INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
     SELECT id, 1, '2026-10-01', 'travel', 'x', 100 FROM made`,
    [api.company.people['sales.rep'], count, titleLength],
  );

test('four rounds of five lookups each, and then words', async () => {
  const six = Array.from({ length: 6 }, () => ({ name: 'who_am_i', args: '{}' }));
  model.script(callsAll(six));
  const { answer } = await ask(api, 'sales.rep', { text: 'Round and round' });
  expect(answer.toolCalls).toHaveLength(20);
  expect(model.requests).toHaveLength(5);
  const results = model.requests.at(-1)!.messages.filter(({ role }) => role === 'tool');
  expect(results).toHaveLength(24);
  const refused = results.filter(({ content }) => content === 'Too many calls at once.');
  expect(refused).toHaveLength(4);
  expect(model.requests.at(-1)!.tools).toBeUndefined();
});

test('fifty rows of a table at most, for the person and for the model, and sixteen thousand characters for it', async () => {
  await insertClaims(60, 50);
  model.script(
    callsAll([
      { name: 'expense_claims', args: '{"who":"me","limit":50}' },
      { name: 'expense_claims', args: '{"who":"me","limit":51}' },
      { name: 'expense_claims', args: '{"who":"me"}' },
    ]),
    says(['Many.']),
  );
  const { answer } = await ask(api, 'sales.rep', { text: 'My claims' });
  expect(answer.tables.map(({ rows, rowCount }) => [rows.length, rowCount])).toEqual([
    ...[
      [50, 60],
      [50, 60],
    ],
  ]);
  expect(answer.toolCalls[1]!.refused).toMatch(/^limit: /);
  const told = model.requests[1]!.messages.filter(({ role }) => role === 'tool');
  expect(rowsTold(told[0])).toHaveLength(50);
  await insertClaims(60, 190);
  await api.db.query(`UPDATE expense_claim SET title = title || repeat('y', 300)`);
  model.script(calls('expense_claims', { who: 'me' }), says(['Long.']));
  await ask(api, 'sales.rep', { text: 'My claims' });
  const { content } = model.requests[1]!.messages.at(-1)!;
  expect(content!.length).toBeLessThanOrEqual(16_000);
  expect(rowsTold({ content }).length).toBeGreaterThan(10);
});

const rowsTold = (message: { content: string | null } | undefined) =>
  (JSON.parse(message!.content!) as { rows: unknown[] }).rows;

test('two seconds a query: one that takes longer is refused, and the answer goes on', async () => {
  const beside = new pg.Client(api.deps.config.DATABASE_URL);
  await beside.connect();
  await beside.query('BEGIN; LOCK TABLE authz.spending IN ACCESS EXCLUSIVE MODE');
  model.script(calls('expense_claims', { who: 'me' }), says(['It took too long.']));
  const { status, answer } = await ask(api, 'sales.rep', { text: 'My claims' });
  await beside.query('ROLLBACK');
  await beside.end();
  expect([status, answer.answer]).toEqual([200, 'It took too long.']);
  const [call] = answer.toolCalls;
  expect(call!.refused).toBe('It took too long: ask for a shorter period or for less');
  expect(call!.milliseconds).toBeGreaterThanOrEqual(1_990);
  expect(call!.milliseconds).toBeLessThan(5_000);
});

test('eight thousand characters of a question, and of what was said before', async () => {
  const client = await api.as('sales.rep');
  const thread = await begin(api, 'sales.rep');
  const path = `/assistant/threads/${thread}/messages`;
  const tooLong = await client.post(path, { text: 'x'.repeat(8001) }, ACCEPT_JSON);
  expect([tooLong.status, tooLong.body as Problem]).toMatchObject([422, { code: 'invalid-input' }]);
  model.script(says(['y'.repeat(3_000)]));
  for (const letter of ['a', 'b', 'c'])
    expect((await client.post(path, { text: letter.repeat(800) }, ACCEPT_JSON)).status).toBe(200);
  const { status } = await client.post(path, { text: 'x'.repeat(8000) }, ACCEPT_JSON);
  expect(status).toBe(200);
  const [system, ...said] = model.requests.at(-1)!.messages;
  expect(system!.role).toBe('system');
  const question = said.pop()!;
  expect(question.content).toBe('x'.repeat(8000));
  const before = said.map(({ content }) => content ?? '');
  expect(before.map((text) => text[0])).toEqual(['b', 'y', 'c', 'y']);
  expect(before.join('').length).toBeLessThanOrEqual(8_000);
});

const ACCEPT_JSON = { accept: 'application/json' };

test('what a model writes that no database keeps harms nothing: not the answer, and not the question after it', async () => {
  const thread = await begin(api, 'sales.rep');
  const odd = 'a\0b \uD800 \\u0000';
  model.script(
    callsAll([
      { name: 'deals', args: JSON.stringify({ owner: odd }) },
      { name: odd, args: JSON.stringify({ [odd]: odd }) },
      { name: 'deals', args: '["a"]' },
      { name: 'deals', args: `{"owner":"${'x'.repeat(9_000)}"}` },
    ]),
    says([odd]),
  );
  const { status, answer } = await ask(api, 'sales.rep', { text: 'Odd', thread });
  expect([status, answer.answeredBy]).toEqual([200, 'model']);
  expect(answer.toolCalls.map(({ refused }) => refused === null)).toEqual([
    ...[false, false, false, false],
  ]);
  const client = await api.as('sales.rep');
  const { body } = await client.get(`/assistant/threads/${thread}/messages`);
  const [kept] = (body as Page<AssistantMessage>).items;
  expect(kept).toMatchObject({ state: 'done', words: 'a\uFFFDb \uFFFD \\u0000' });
  expect(kept!.answer!.toolCalls.map(({ args }) => Object.keys(args))).toEqual([
    ...[['owner'], ['a\uFFFDb \uFFFD \\u0000'], ['not an object'], ['too long']],
  ]);
  model.script(says(['Well.']));
  expect((await ask(api, 'sales.rep', { text: 'And now?', thread })).answer.answer).toBe('Well.');
});

test('a server numbers calls as it likes: none is lost, and nothing of ours is reached by a number', async () => {
  const indexes = ['__proto__', 1_000_000_000, -1, null];
  model.script(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const parts = indexes.map((index, at) => ({
        ...{ index, id: `call-${at}` },
        function: { name: 'who_am_i', arguments: '{}' },
      }));
      const choices = [{ index: 0, delta: { tool_calls: parts }, finish_reason: 'tool_calls' }];
      response.end(`data: ${JSON.stringify({ id: 'c', choices })}\n\n`);
    },
    says(['Done.']),
  );
  const { status, answer } = await ask(api, 'sales.rep', { text: 'Who am I?' });
  expect([status, answer.answer]).toEqual([200, 'Done.']);
  expect(answer.toolCalls.map(({ name }) => name)).toEqual(indexes.map(() => 'who_am_i'));
  expect(Object.hasOwn(Array.prototype, 'name')).toBe(false);
});

interface Tokens {
  input: number;
  output: number;
}

/** A model that takes as many tokens for each of its replies as the question says. */
const costly: Script = (request, response, raw) => {
  const question = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const [first, last] = tokensIn(question);
  if (question.startsWith('cut'))
    return countsAndBreaksOff(['Half '], first!)(request, response, raw);
  const isFirst = request.messages.at(-1)?.role === 'user';
  const script = isFirst ? calls('who_am_i', {}, first) : says(['Done.'], last);
  return script(request, response, raw);
};

function tokensIn(question: string): Tokens[] {
  const [a = 0, b = 0, c = 0, d = 0] = (question.match(/\d+/g) ?? []).map(Number);
  return [
    { input: a, output: b },
    { input: c, output: d },
  ];
}

const SPENDERS: Persona[] = ['hr', 'finance', 'consultant', 'consultant2'];
const anyCount = () => Math.floor(Math.random() * 2_000_000);
const dayIn = (now: Date) => now.toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });

test('tokens and cost are, for each person and day, those the provider counted, also of what broke off', async () => {
  model.script(costly);
  const expected = new Map<string, Tokens & { questions: number }>();
  for (ahead of [0, DAY_MS, 2 * DAY_MS]) {
    const day = dayIn(new Date(Date.now() + ahead));
    await Promise.all(
      SPENDERS.map(async (persona, at) => {
        for (const kind of ['whole', 'cut', 'whole'].slice(at % 2)) {
          const text = `${kind} ${[anyCount(), anyCount(), anyCount(), anyCount()].join(' ')}`;
          const { status, answer } = await ask(api, persona, { text });
          expect([status, answer.answeredBy]).toEqual([200, kind === 'cut' ? 'planner' : 'model']);
          const key = `${day} ${api.company.people[persona]}`;
          const sum = expected.get(key) ?? { input: 0, output: 0, questions: 0 };
          for (const { input, output } of tokensIn(text).slice(0, kind === 'cut' ? 1 : 2)) {
            sum.input += input;
            sum.output += output;
          }
          expected.set(key, { ...sum, questions: sum.questions + 1 });
        }
      }),
    );
  }
  ahead = 0;
  const { body } = await (await api.as('admin')).get('/admin/assistant/usage?limit=200');
  const ids = SPENDERS.map((persona) => api.company.people[persona]);
  const told = (body as Page<AssistantUsage>).items.filter(({ person }) => ids.includes(person.id));
  expect(told).toHaveLength(3 * SPENDERS.length);
  for (const { day, person, questions, inputTokens, outputTokens, cost } of told) {
    const sum = expected.get(`${day} ${person.id}`);
    expect({ input: inputTokens, output: outputTokens, questions }).toEqual(sum);
    // 0.15 and 0.60 dollars for a million: 15 and 60 cents, rounded once.
    const millionths = BigInt(sum!.input) * 15n + BigInt(sum!.output) * 60n;
    const cents = String((millionths + 500_000n) / 1_000_000n).padStart(3, '0');
    expect(cost).toEqual({ amount: cents.replace(/(..)$/, '.$1'), currency: 'USD' });
  }
});

test('what is stopped costs what the provider had counted by then', async () => {
  const spent = async () => {
    const { body } = await (await api.as('sales.head')).get('/assistant');
    return (body as { tokensToday: number }).tokensToday;
  };
  model.script((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const usage = { prompt_tokens: 30, completion_tokens: 4 };
    const choices = [{ index: 0, delta: { content: 'Half ' }, finish_reason: null }];
    response.write(`data: ${JSON.stringify({ id: 'c', choices, usage })}\n\n`);
  });
  const thread = await begin(api, 'sales.head');
  const path = `/assistant/threads/${thread}/messages`;
  const heard = await hear(api, 'sales.head', { path, text: 'Tell me a lot' });
  await heard.until('words');
  const [begun] = heard.events;
  const id = begun?.type === 'begun' ? begun.messageId : '';
  expect((await (await api.as('sales.head')).post(`${path}/${id}/stop`)).status).toBe(204);
  await heard.until();
  expect(heard.events.at(-1)).toMatchObject({ type: 'stopped' });
  expect(await spent()).toBe(34);
  model.script((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const choices = [{ index: 0, delta: { content: 'Whole.' }, finish_reason: 'stop' }];
    response.end(`data: ${JSON.stringify({ id: 'c', choices, usage: { prompt_tokens: 7 } })}\n\n`);
  });
  const { answer } = await ask(api, 'sales.head', { text: 'A server that leaves a count out' });
  expect(answer.answer).toBe('Whole.');
  expect(await spent()).toBe(41);
});
