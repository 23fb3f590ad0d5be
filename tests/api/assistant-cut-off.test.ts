import pg from 'pg';
import type { AssistantEvent, AssistantMessage } from '../../domain/wire/assistant-threads';
import type { Page, Problem } from '../../domain/wire/common';
import { startTestApi, type TestApi } from '../support/api';
import { ask, begin, hear } from '../support/assistant-talk';
import type { Persona } from '../support/company';
import {
  calls,
  saysOn,
  saysWhen,
  startModelServer,
  type ModelServer,
} from '../support/model-server';
import { until as untilWithin } from '../support/socket-client';

jest.setTimeout(120_000);

const WORD_MS = 20;
/** What was on the wire when somebody was cut off has come by then: far less than the next look of a watch. */
const ON_THE_WIRE_MS = 60;
const SECOND = 1000;

const RESTRICTED = 'You may not use the assistant for now.';
const SWITCHED_OFF = 'An admin has switched the assistant off for now.';

let model: ModelServer;
let api: TestApi;
let beside: pg.Client;

beforeAll(async () => {
  model = await startModelServer();
  api = await startTestApi({ env: { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'mock' } });
  beside = new pg.Client(api.deps.config.DATABASE_URL);
  await beside.connect();
});
afterAll(async () => {
  await beside.end();
  await api.stop();
  await model.stop();
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Waits for what is promised within a second. */
const until = (isSo: () => boolean | Promise<boolean>) => untilWithin(isSo, SECOND);
const pathOf = (thread: string) => `/assistant/threads/${thread}/messages`;

const messages = async (persona: Persona, thread: string) => {
  const { body } = await (await api.as(persona)).get(pathOf(thread));
  return (body as Page<AssistantMessage>).items;
};

const restrict = async (persona: Persona) => {
  const admin = await api.as('admin');
  const { status, body } = await admin.post(
    `/admin/users/${api.company.people[persona]}/restrictions`,
    { assistant: true, reason: 'Too curious' },
  );
  expect(status).toBe(201);
  return (body as { id: string }).id;
};
const lift = async (persona: Persona, id: string) => {
  const path = `/admin/users/${api.company.people[persona]}/restrictions/${id}/lift`;
  expect((await (await api.as('admin')).post(path, { reason: 'Settled' })).status).toBe(200);
};

const switchTo = async (isOn: boolean) => {
  const { status } = await (await api.as('admin')).patch('/admin/assistant/settings', { isOn });
  expect(status).toBe(200);
};

const CUTS: [
  what: string,
  cut: (persona: Persona) => Promise<() => Promise<unknown>>,
  said: string,
][] = [
  [
    'a restriction',
    async (persona) => {
      const id = await restrict(persona);
      return () => lift(persona, id);
    },
    RESTRICTED,
  ],
  [
    'the switch of admins',
    async () => {
      await switchTo(false);
      return () => switchTo(true);
    },
    SWITCHED_OFF,
  ],
];

describe.each(CUTS)('%s', (_, cut, said) => {
  test('ends a stream in the middle by an event with the reason, after which nothing comes', async () => {
    model.script(saysOn('more ', WORD_MS));
    const thread = await begin(api, 'consultant');
    const heard = await hear(api, 'consultant', { path: pathOf(thread), text: 'Tell me a lot' });
    const whole = heard.until();
    await until(() => heard.events.some(({ type }) => type === 'words'));
    const back = await cut('consultant');
    await wait(ON_THE_WIRE_MS);
    const before = heard.events.filter(isTold).length;
    await whole;
    expect(heard.events.filter(isTold)).toHaveLength(before);
    expect(heard.events.at(-1)).toMatchObject({ type: 'failed', reason: said });
    await until(() => model.aborted === 1);
    await back();
    await until(async () => (await messages('consultant', thread))[0]?.state !== 'answering');
    expect(await messages('consultant', thread)).toMatchObject([
      { state: 'failed', problem: said },
    ]);
  });

  test('keeps an answer back that is ready before anybody has looked', async () => {
    let finish = () => {};
    model.script(saysWhen(['Ready.'], new Promise((resolve) => (finish = () => resolve()))));
    const thread = await begin(api, 'consultant');
    const heard = await hear(api, 'consultant', { path: pathOf(thread), text: 'Tell me' });
    await heard.until('words');
    const back = await cut('consultant');
    finish();
    await heard.until();
    await wait(ON_THE_WIRE_MS);
    expect(heard.events.map(({ type }) => type)).not.toContain('answer');
    expect(heard.events.at(-1)).toMatchObject({ type: 'failed', reason: said });
    await back();
    expect(await messages('consultant', thread)).toMatchObject([{ state: 'failed', answer: null }]);
  });

  test('is the answer of who waits for JSON, at once', async () => {
    model.script(saysOn('more ', WORD_MS));
    const asked = ask(api, 'consultant', { text: 'Tell me a lot' });
    await until(() => model.requests.length > 0);
    const back = await cut('consultant');
    const { status, body } = await asked;
    const code = said === RESTRICTED ? 'restricted' : 'unavailable';
    expect([status, body]).toMatchObject([said === RESTRICTED ? 403 : 503, { code, detail: said }]);
    await back();
  });
});

const isTold = ({ type }: AssistantEvent) => type !== 'failed';

test('who is restricted gets 403 as JSON on everything of the assistant, streams that are over included', async () => {
  model.script(calls('who_am_i', {}), saysWhen(['Done.'], Promise.resolve()));
  const thread = await begin(api, 'sales.rep2');
  const { answer } = await ask(api, 'sales.rep2', { text: 'Who am I?', thread });
  const id = await restrict('sales.rep2');
  const client = await api.as('sales.rep2');
  const path = pathOf(thread);
  const answers = await Promise.all([
    client.get('/assistant'),
    client.get('/assistant/threads'),
    client.get(path),
    client.get(`${path}/${answer.id}/stream`),
    client.get(`${path}/${answer.id}/tables/t1`),
    client.get('/assistant/reports'),
    client.post(path, { text: 'Again' }, { accept: 'text/event-stream' }),
    client.post(path, { text: 'Again' }, { accept: 'application/json' }),
  ]);
  for (const { status, headers, body } of answers) {
    expect([status, headers.get('content-type')]).toEqual([403, expect.stringMatching(/json/)]);
    expect(body as Problem).toMatchObject({ code: 'restricted', reason: 'Too curious' });
  }
  await lift('sales.rep2', id);
  expect((await client.get(path)).status).toBe(200);
});

/** Statements that read claims and wait for a lock. (Not asked in the transaction that holds it: that sees no change.) */
async function waiting(): Promise<number> {
  const [row] = await api.db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database()
       AND state = 'active' AND wait_event_type = 'Lock' AND query LIKE '%authz.spending%' AND pid <> pg_backend_pid()`,
  );
  return row!.count;
}

describe('a statement that runs ends with its answer', () => {
  beforeEach(async () => {
    await beside.query('BEGIN; LOCK TABLE authz.spending IN ACCESS EXCLUSIVE MODE');
  });
  afterEach(async () => {
    await beside.query('ROLLBACK');
  });

  /** A question whose lookup waits for a lock. */
  async function stuck(persona: Persona) {
    model.script(calls('expense_claims', { who: 'me' }));
    const thread = await begin(api, persona);
    const path = pathOf(thread);
    const heard = await hear(api, persona, { path, text: 'My claims' });
    await heard.until('call');
    const started = Date.now();
    await until(async () => (await waiting()) > 0);
    const [begun] = heard.events;
    const id = begun?.type === 'begun' ? begun.messageId : '';
    return { heard, thread, id, path: `${path}/${id}`, started };
  }

  async function expectGone({ started, within }: { started: number; within: number }) {
    const asked = Date.now();
    while ((await waiting()) > 0) await wait(10);
    expect(Date.now() - asked).toBeLessThan(within);
    // Not because its time was over.
    expect(Date.now() - started).toBeLessThan(1900);
  }

  test('stopped here, it is gone within a second, and the provider is asked no more', async () => {
    const { heard, path, started } = await stuck('sales.rep');
    const client = await api.as('sales.rep');
    expect((await client.post(`${path}/stop`)).status).toBe(204);
    await expectGone({ started, within: SECOND });
    await heard.until();
    expect(heard.events.at(-1)).toMatchObject({ type: 'stopped' });
    expect(model.requests).toHaveLength(1);
  });

  test('stopped on another node, or cut off, it is gone within a second, too', async () => {
    const stopped = await stuck('sales.rep');
    await api.db.query('UPDATE assistant_message SET stop_asked = true WHERE id = $1', [
      stopped.id,
    ]);
    await expectGone({ started: stopped.started, within: SECOND });
    const cut = await stuck('sales.rep');
    const id = await restrict('sales.rep');
    await expectGone({ started: cut.started, within: SECOND });
    await cut.heard.until();
    expect(cut.heard.events.at(-1)).toMatchObject({ type: 'failed', reason: RESTRICTED });
    await lift('sales.rep', id);
  });

  test('a page that is closed ends nothing: the answer goes on', async () => {
    const { heard, id, started } = await stuck('sales.rep');
    heard.hangUp();
    await wait(300);
    expect(await waiting()).toBe(1);
    expect(Date.now() - started).toBeLessThan(1900);
    await api.db.query('UPDATE assistant_message SET stop_asked = true WHERE id = $1', [id]);
    await expectGone({ started, within: SECOND });
  });
});
