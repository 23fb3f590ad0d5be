import { monthsFrom } from '../../domain/assistant/planner/calendar-words';
import { dateParts } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type {
  AssistantAudit,
  AssistantMessage,
  AssistantReport,
  AuditReading,
} from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import { startTestApi, type TestApi } from '../support/api';
import { ask, begin, hear } from '../support/assistant-talk';

jest.setTimeout(120_000);

let api: TestApi;
beforeAll(async () => (api = await startTestApi()));
afterAll(() => api.stop());

const LEAVE = 'What is my leave balance?';

const set = async (change: object) =>
  (await (await api.as('admin')).patch('/admin/assistant/settings', change)).status;

test('without a model the planner answers, as JSON and as a stream', async () => {
  const thread = await begin(api, 'sales.rep');
  const { status, answer } = await ask(api, 'sales.rep', { text: LEAVE, thread });
  expect([status, answer]).toMatchObject([200, { answeredBy: 'planner', refusals: [] }]);
  expect(answer.tables[0]!.rows.length).toBeGreaterThan(0);
  expect(answer.followUps).toHaveLength(3);
  const path = `/assistant/threads/${thread}/messages`;
  const heard = await hear(api, 'sales.rep', { path, text: LEAVE });
  await heard.until();
  expect(heard.events.map(({ type }) => type)).toEqual([
    ...['begun', 'call', 'called', 'words', 'answer'],
  ]);
  const { body } = await (await api.as('sales.rep')).get(path);
  const { items } = body as Page<AssistantMessage>;
  expect(items.map(({ seq, text, state }) => [seq, text, state])).toEqual([
    [1, LEAVE, 'done'],
    [2, LEAVE, 'done'],
  ]);
});

test('what was not read is said before the answer; what would be another question is asked back', async () => {
  const { answer: told } = await ask(api, 'sales.rep', { text: 'my leave balance in cash' });
  expect(told.answer).toMatch(/^I could not read “cash”, so this does not take it into account\./);
  expect(told.tables).toHaveLength(1);
  const { answer: asked } = await ask(api, 'sales.rep', { text: 'claims not approved' });
  expect(asked.toolCalls).toEqual([]);
  expect(asked.question?.text).toContain('“not approved”');
  expect(asked.question?.options).toEqual(expect.arrayContaining(['Pending claims']));
});

test('who may see nothing of a department is told whom to ask, whatever there is of it', async () => {
  for (const text of ['consulting reports', 'consulting revenue', 'consulting projects']) {
    const { answer } = await ask(api, 'sales.rep', { text });
    expect(answer.tables).toEqual([]);
    expect(answer.answer).toMatch(
      /^There is nothing of Consulting that you may see\. Whoever heads/,
    );
    expect(answer.proposals).toMatchObject([{ href: '/requests/new/access-request' }]);
  }
});

test('conversations are found, named and taken away by their owner alone', async () => {
  const thread = await begin(api, 'sales.rep');
  await ask(api, 'sales.rep', { text: 'Which holidays are there in zebra month?', thread });
  const path = `/assistant/threads/${thread}`;
  for (const persona of ['admin', 'sales.manager', 'sales.rep2'] as const) {
    const other = await api.as(persona);
    const tried = await Promise.all([
      other.get(path),
      other.get(`${path}/messages`),
      other.patch(path, { title: 'x' }),
      other.call('DELETE', path),
      other.post(`${path}/messages`, { text: 'x' }),
    ]);
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const found = (await other.get('/assistant/threads?q=zebra')).body as Page<unknown>;
    expect(found.items).toEqual([]);
  }
  const owner = await api.as('sales.rep');
  expect((await owner.patch(path, { title: 'Holidays' })).status).toBe(200);
  const found = (await owner.get('/assistant/threads?q=ZEBRA')).body as Page<{ title: string }>;
  expect(found.items).toMatchObject([{ title: 'Holidays' }]);
  expect((await owner.call('DELETE', path)).status).toBe(204);
  expect((await owner.get(path)).status).toBe(404);
});

test('the switch and the limit count from the next question on', async () => {
  expect(await set({ isOn: false })).toBe(200);
  expect((await ask(api, 'finance', { text: LEAVE })).status).toBe(503);
  expect(await set({ isOn: true, questionsPerMinute: 2 })).toBe(200);
  const statuses = [];
  for (let time = 0; time < 3; time++)
    statuses.push((await ask(api, 'finance', { text: LEAVE })).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect(await set({ questionsPerMinute: 3 })).toBe(200);
  expect((await ask(api, 'finance', { text: LEAVE })).status).toBe(200);
  expect(await set({ questionsPerMinute: 1000 })).toBe(200);
});

test('a tool that roles do without is refused to them', async () => {
  const tools = [
    { name: 'leave_balance', title: '', fields: [], offFor: ['employee'], hiddenFields: [] },
  ];
  expect(await set({ tools })).toBe(200);
  const { answer } = await ask(api, 'sales.rep2', { text: LEAVE });
  expect(answer.toolCalls[0]!.refused).toContain('switched off');
  expect(await set({ tools: [{ ...tools[0], name: 'run_sql' }] })).toBe(422);
  expect(await set({ tools: [] })).toBe(200);
});

test('a saved report shows each reader their own rows, and goes along as a file', async () => {
  const { answer } = await ask(api, 'sales.rep', { text: 'Who am I?' });
  const owner = await api.as('sales.rep');
  const saved = await owner.post('/assistant/reports', { messageId: answer.id, title: 'Me' });
  expect(saved.status).toBe(201);
  const { id } = saved.body as { id: string };
  const other = await api.as('hr');
  const opened = JSON.stringify((await other.get(`/assistant/reports/${id}`)).body);
  expect(opened).toContain('hr@');
  expect(opened).not.toContain('sales.rep@');
  expect((await other.patch(`/assistant/reports/${id}`, { title: 'x' })).status).toBe(404);
  expect((await other.call('DELETE', `/assistant/reports/${id}`)).status).toBe(404);
  const file = await other.get(`/assistant/reports/${id}/tables/t1?format=csv`);
  expect(file.headers.get('content-type')).toMatch(/text\/csv/);
  expect(file.body).toContain('hr@');
});

test('the periods of a report move along when its question does, and stay when it names them', async () => {
  const client = await api.as('sales.rep');
  const save = async (text: string, change: object = {}) => {
    const { answer } = await ask(api, 'sales.rep', { text });
    const saved = await client.post('/assistant/reports', {
      ...{ messageId: answer.id, title: text, ...change },
    });
    // As if it had been asked in January of last year, of that month.
    await api.db.query(
      `UPDATE assistant_report SET seen_from = '2025-01-15', calls =
         '[{"name": "expense_claims", "args": {"from": "2025-01-01", "to": "2025-01-31"}}]' WHERE id = $1`,
      [(saved.body as AssistantReport).id],
    );
    return saved.body as AssistantReport;
  };
  const asked = async ({ id }: AssistantReport) => {
    const { body } = await client.get(`/assistant/reports/${id}`);
    return (body as { answer: AssistantAnswer }).answer.toolCalls[0]!.args;
  };
  const january = { from: '2025-01-01', to: '2025-01-31' };
  const today = dateIn('Asia/Kolkata', api.deps.clock.now());
  const { year, month } = dateParts(today);
  const now = monthsFrom(year, month, 1);
  const relative = await save('my claims this month');
  expect(relative).toMatchObject({ movesAlong: true, hasPeriod: true, seenFrom: today });
  expect(await asked(relative)).toEqual(now);
  const named = await save('my claims in January 2025');
  expect(named.movesAlong).toBe(false);
  expect(await asked(named)).toEqual(january);
  const kept = await save('my claims this month', { movesAlong: false });
  expect(await asked(kept)).toEqual(january);
  const path = `/assistant/reports/${kept.id}`;
  expect((await client.patch(path, { movesAlong: true })).body).toMatchObject({
    ...{ title: kept.title, movesAlong: true },
  });
  expect(await asked(kept)).toEqual(now);
  expect((await client.patch(path, {})).status).toBe(422);
  expect((await (await api.as('hr')).patch(path, { movesAlong: false })).status).toBe(404);
});

test('the log holds prompts, lookups and opinions; it is only added to, and its reading is in it', async () => {
  const thread = await begin(api, 'consultant');
  const { answer } = await ask(api, 'consultant', { text: LEAVE, thread });
  const consultant = await api.as('consultant');
  const said = await consultant.call(
    ...(['PUT', `/assistant/threads/${thread}/messages/${answer.id}/feedback`] as const),
    { body: { verdict: 'down', reason: 'Too short' } },
  );
  expect(said.status).toBe(200);
  const admin = await api.as('admin');
  const path = `/admin/assistant/audit?personId=${api.company.people.consultant}&outcome=disliked`;
  const { items } = (await admin.get(path)).body as Page<AssistantAudit>;
  expect(items).toMatchObject([
    {
      ...{ prompt: LEAVE, answeredBy: 'planner', state: 'done' },
      calls: [{ name: 'leave_balance', refused: null }],
      feedback: { verdict: 'down', reason: 'Too short' },
    },
  ]);
  const views = await api.db.query('SELECT reader_id, shown, filters FROM assistant_audit_view');
  expect(views).toMatchObject([
    {
      ...{ reader_id: api.company.people.admin, shown: 1 },
      filters: { personId: api.company.people.consultant, outcome: 'disliked' },
    },
  ]);
  for (const table of ['assistant_call', 'assistant_audit_view']) {
    await expect(api.db.query(`DELETE FROM ${table}`)).rejects.toThrow();
    await expect(api.db.query(`UPDATE ${table} SET at = now()`)).rejects.toThrow();
  }
});

test('a thumb is its owner’s, with a reason that can be changed and taken back, and only they give it', async () => {
  const thread = await begin(api, 'sales.rep2');
  const { answer } = await ask(api, 'sales.rep2', { text: LEAVE, thread });
  const path = `/assistant/threads/${thread}/messages`;
  const owner = await api.as('sales.rep2');
  const give = async (body: object, by = owner) =>
    (await by.call('PUT', `${path}/${answer.id}/feedback`, { body })).status;
  const kept = async () =>
    ((await owner.get(path)).body as Page<AssistantMessage>).items[0]!.feedback;
  expect(await kept()).toBeNull();
  expect(await give({ verdict: 'up' })).toBe(200);
  expect(await kept()).toEqual({ verdict: 'up' });
  expect(await give({ verdict: 'down', reason: '  I meant <b>sick</b> leave ' })).toBe(200);
  expect(await kept()).toEqual({ verdict: 'down', reason: 'I meant <b>sick</b> leave' });
  for (const other of ['admin', 'sales.manager'] as const)
    expect(await give({ verdict: 'up' }, await api.as(other))).toBe(404);
  for (const wrong of [{}, { verdict: 'x' }, { verdict: 'up', by: 'me' }, { verdict: 1 }])
    expect(await give(wrong)).toBe(422);
  expect(await give({ verdict: 'down', reason: 'x'.repeat(2001) })).toBe(422);
  const admin = await api.as('admin');
  const seen = async (outcome: string) => {
    const query = `personId=${api.company.people['sales.rep2']}&q=${encodeURIComponent(LEAVE)}${outcome}`;
    const { body } = await admin.get(`/admin/assistant/audit?${query}`);
    return (body as Page<AssistantAudit>).items.find(({ id }) => id === answer.id)?.feedback;
  };
  expect(await seen('&outcome=disliked')).toEqual(await kept());
  expect(await give({ verdict: null })).toBe(200);
  expect([await kept(), await seen(''), await seen('&outcome=disliked')]).toEqual([
    ...[null, null, undefined],
  ]);
});

/** What the log of a person holds that has such an outcome. */
const logged = async (outcome: string, person: 'finance' | 'sales.rep2' = 'sales.rep2') => {
  const path = `/admin/assistant/audit?personId=${api.company.people[person]}&outcome=${outcome}`;
  const { status, body } = await (await api.as('admin')).get(path);
  expect(status).toBe(200);
  return (body as Page<AssistantAudit>).items;
};

test('what is looked up without finding any is no refusal: in the answer, in its calls and in the log', async () => {
  const NONE = 'Which requests wait for my approval?';
  const { answer } = await ask(api, 'sales.rep2', { text: NONE });
  expect(answer).toMatchObject({
    ...{ refusals: [], empty: [{ reason: 'Nothing is waiting for you' }], tables: [] },
    toolCalls: [{ name: 'approvals_waiting', outcome: 'empty', rowCount: 0, refused: null }],
  });
  expect(answer.answer).toContain('Nothing is waiting for you');
  const { answer: unseen } = await ask(api, 'sales.rep2', {
    text: 'What is the leave balance of Zebulon Quux?',
  });
  expect(unseen).toMatchObject({ empty: [], toolCalls: [{ outcome: 'refused', rowCount: null }] });
  expect(unseen.refusals[0]!.reason).toMatch(/^There is no person/);
  await ask(api, 'sales.rep2', { text: 'Who am I?' });
  const prompts = async (outcome: string) =>
    (await logged(outcome)).map(({ prompt, calls, refusals }) => [
      prompt,
      calls[0]?.outcome,
      refusals.length,
    ]);
  expect(await prompts('empty')).toEqual([[NONE, 'empty', 0]]);
  const refused = await prompts('refused');
  expect(refused).toContainEqual(['What is the leave balance of Zebulon Quux?', 'refused', 1]);
  expect(refused.every(([prompt]) => prompt !== NONE)).toBe(true);
  expect(await prompts('answered')).toContainEqual(['Who am I?', 'rows', 0]);
  for (const outcome of ['unclear', 'disliked', 'stopped', 'failed'])
    expect(await logged(outcome)).toEqual([]);
  const admin = await api.as('admin');
  expect((await admin.get('/admin/assistant/audit?outcome=whatever')).status).toBe(422);
});

test('who read the log is shown to admins, and that they looked stands there, too', async () => {
  const admin = await api.as('admin');
  const path = '/admin/assistant/audit/readings';
  const read = async (query = '') =>
    (await admin.get(`${path}${query}`)).body as Page<AuditReading>;
  await admin.get('/admin/assistant/audit?q=zebra&outcome=empty');
  const { items } = await read('?limit=1');
  expect(items).toMatchObject([
    {
      ...{ reader: { id: api.company.people.admin }, list: 'prompts', shown: 0 },
      filters: { q: 'zebra', outcome: 'empty' },
    },
  ]);
  const next = await read('?limit=1');
  expect(next.items).toMatchObject([{ list: 'readings', shown: 1, filters: {} }]);
  const older = await read(`?limit=1&cursor=${encodeURIComponent(next.nextCursor!)}`);
  expect(older.items).toEqual(items);
  const nobody = await read(`?readerId=${api.company.people.hr}&from=2020-01-01&to=2100-01-01`);
  expect(nobody.items).toEqual([]);
  const last = await read(`?readerId=${api.company.people.admin}&to=2000-01-01`);
  expect(last.items).toEqual([]);
  for (const persona of ['hr', 'finance', 'sales.head', 'sales.rep'] as const)
    expect((await (await api.as(persona)).get(path)).status).toBe(403);
});
