import type { ConversationDetail, MessageList, ChangeList } from '../../domain/wire/chat';
import type { AuditedMessageList, ChatAudit } from '../../domain/wire/chat-audit';
import type { Retention, RetentionPreview } from '../../domain/wire/chat-retention';
import { applyRetention } from '../../modules/chat/use-cases/apply-retention';
import { sweepChatFiles } from '../../modules/chat/use-cases/keep-files';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { makeOld, say, startWith, WHY, WHY_QUERY } from '../support/chat-records';
import { chatUploadsOf } from '../support/chat-uploads';
import type { Persona } from '../support/company';
import { txt } from '../support/uploads';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
});
afterAll(() => api.stop());
afterEach(() => api.db.query('DELETE FROM chat_retention_rule'));

const idOf = (persona: Persona) => api.company.people[persona];
const OFF = { direct: null, group: null, channel: null };
const setRules = async (rules: object) =>
  (await admin.call('PUT', '/admin/chat-retention', { body: { ...OFF, ...rules, reason: WHY } }))
    .body as Retention;
const preview = async (rules: object): Promise<RetentionPreview> =>
  (await admin.post('/admin/chat-retention/previews', { ...OFF, ...rules })).body;
const messages = async (client: TestClient, id: string): Promise<MessageList> =>
  (await client.get(`/conversations/${id}/messages?after=0`)).body;
const apply = async () => {
  let removed = 0;
  for (let more = true; more;) {
    const done = await applyRetention(api.deps);
    removed += done.removed;
    ({ more } = done);
  }
  return removed;
};

async function lines(personas: Persona[], texts: string[], wanted: object = {}): Promise<string> {
  const id = await startWith(api, personas, wanted);
  for (const text of texts) await say(await api.as(personas[0]!), id, text);
  return id;
}

test('it is off until somebody turns it on; rules are set whole, with a reason, and logged', async () => {
  const id = await lines(['sales.rep', 'sales.rep2'], ['from long ago']);
  await makeOld(api, id, { days: 5_000 });
  expect((await admin.get('/admin/chat-retention')).body).toEqual({ ...OFF, conversations: [] });
  expect(await apply()).toBe(0);
  const body = { ...OFF, direct: 30 };
  const refused = await admin.call('PUT', '/admin/chat-retention', { body });
  expect([refused.status, (refused.body as { errors: object[] }).errors]).toEqual([
    422,
    [expect.objectContaining({ path: 'reason' })],
  ]);
  for (const days of [0, -1, 1.5, 36_501]) {
    const answer = await admin.call('PUT', '/admin/chat-retention', {
      body: { ...OFF, direct: days, reason: WHY },
    });
    expect(answer.status).toBe(422);
  }
  const conversations = [{ conversationId: id, days: 90 }];
  expect(await setRules({ channel: 365, conversations })).toEqual({
    ...{ direct: null, group: null, channel: 365 },
    conversations: [{ conversation: { id, name: expect.any(String) as string }, days: 90 }],
  });
  const hr = await api.as('hr');
  const [entry] = (
    (await hr.get('/chat-audits?action=retention-set')).body as { items: ChatAudit[] }
  ).items;
  expect(entry).toMatchObject({
    ...{ actor: { id: idOf('admin') }, reason: WHY, hits: 1 },
    filters: { before: { channel: null }, after: { channel: 365, conversations } },
  });
  await setRules({});
  const unknown = await admin.call('PUT', '/admin/chat-retention', {
    body: { ...OFF, reason: WHY, conversations: [{ conversationId: idOf('admin'), days: 1 }] },
  });
  expect((unknown.body as { errors: object[] }).errors).toMatchObject([
    { path: 'conversations.0.conversationId' },
  ]);
  // Neither a preview nor what was refused has written anything.
  await preview({ direct: 1 });
  expect((await admin.get('/admin/chat-retention')).body).toEqual({ ...OFF, conversations: [] });
  expect((await messages(await api.as('sales.rep'), id)).items[0]!.text).toBe('from long ago');
});

test('what is older than the rule goes with all it ever said; its number stays, and people are told', async () => {
  const [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  const id = await startWith(api, ['sales.rep', 'sales.manager']);
  const first = await say(rep, id, 'secret of old');
  const path = `/conversations/${id}/messages/${first.id}`;
  await rep.patch(path, { text: 'less secret of old' });
  await manager.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`);
  const gone = await say(rep, id, 'deleted of old');
  await rep.call('DELETE', `/conversations/${id}/messages/${gone.id}`);
  await say(rep, id, 'old, too');
  await makeOld(api, id, { days: 31, upTo: 3 });
  await say(rep, id, 'of today');
  const before = (await manager.get(`/conversations/${id}`)).body as ConversationDetail;
  const published = api.published.length;

  const wanted = { direct: 30 };
  expect(await preview(wanted)).toMatchObject({ messages: expect.any(Number) as number });
  const all = await preview({ conversations: [{ conversationId: id, days: 30 }] });
  expect(all).toEqual({ messages: 3, conversations: 1, heldMessages: 0 });
  await setRules({ conversations: [{ conversationId: id, days: 30 }] });
  expect(await apply()).toBe(3);
  expect(await apply()).toBe(0);
  expect(await preview({ conversations: [{ conversationId: id, days: 30 }] })).toMatchObject({
    messages: 0,
  });

  const { items, head } = await messages(manager, id);
  expect(items.map(({ seq, text }) => [seq, text])).toEqual([
    ...[1, 2, 3].map((seq) => [seq, '']),
    [4, 'of today'],
  ]);
  expect(head).toBe(4);
  expect(items.map(({ removedAt, deletedAt }) => [!!removedAt, !!deletedAt])).toEqual([
    ...[1, 2, 3].map(() => [true, true]),
    [false, false],
  ]);
  expect(items[0]!.reactions).toEqual([]);
  const told = (await manager.get(`/conversations/${id}/changes?after=${before.change}`))
    .body as ChangeList;
  expect(
    told.items.map(({ kind, change, by, message }) => [kind, change, by.name, message!.seq]),
  ).toEqual([1, 2, 3].map((n) => ['deleted', before.change + n, 'NETRA', n]));
  expect(api.published.slice(published)).toContainEqual({ topic: 'chat', conversationIds: [id] });
  const after = (await manager.get(`/conversations/${id}`)).body as ConversationDetail;
  expect(after.unread).toBe(1);

  // Not even an auditor finds it, and the log says how much went, by which rule.
  const audited = (await admin.get(`/admin/conversations/${id}/messages?${WHY_QUERY}`))
    .body as AuditedMessageList;
  expect(JSON.stringify(audited)).not.toMatch(/secret|of old/);
  expect(audited.items.flatMap(({ versions }) => versions)).toEqual([]);
  const kept = await api.db.query(
    `SELECT 1 FROM chat_message_version WHERE conversation_id = $1 UNION ALL
     SELECT 1 FROM chat_reaction WHERE conversation_id = $1`,
    [id],
  );
  expect(kept).toEqual([]);
  const entries = await api.db.query<{ details: object }>(
    `SELECT actor_id AS actor, details FROM audit_event
     WHERE action = 'chat-audit.retention-applied' AND subject_id = $1`,
    [id],
  );
  expect(entries).toMatchObject([{ actor: null, details: { hits: 3, firstSeq: 1, lastSeq: 3 } }]);
  // Numbers go on where they were.
  expect((await say(rep, id, 'and on')).seq).toBe(5);
});

test('files go with their message, content and all; what is held stays', async () => {
  const uploads = chatUploadsOf(api);
  const talks = await Promise.all(
    [0, 1].map(async () => {
      const id = await startWith(api, ['finance', 'hr', 'sales.head']);
      const [file] = await uploads.uploaded('finance', id, txt(`${id}.txt`));
      await uploads.send('finance', id, { fileIds: [file!.id] });
      await makeOld(api, id, { days: 31 });
      return { id, fileId: file!.id };
    }),
  );
  const [gone, held] = talks as [(typeof talks)[number], (typeof talks)[number]];
  const hold = { conversationId: held.id, reason: WHY };
  expect((await admin.post('/admin/chat-holds', hold)).status).toBe(201);
  await setRules({
    conversations: talks.map(({ id }) => ({ conversationId: id, days: 30 })),
  });
  expect(await apply()).toBe(1);
  await sweepChatFiles(api.deps);
  const stored = await uploads.stored();
  expect([gone, held].map(({ fileId }) => stored.includes(fileId))).toEqual([false, true]);
  const answers = await Promise.all(
    talks.map(({ id, fileId }) => uploads.get('hr', id, `/${fileId}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 200]);
});

test('a conversation’s own rule goes before that of its kind, also to keep it for ever', async () => {
  const texts = ['one', 'two'];
  const channel = (name: string) => ({ kind: 'channel', name });
  const [byKind, longer, forEver] = [
    await lines(['sales.head', 'sales.rep', 'hr'], texts, channel('By kind')),
    await lines(['sales.head', 'sales.rep', 'hr'], texts, channel('Longer')),
    await lines(['sales.head', 'sales.rep', 'hr'], texts, channel('For ever')),
  ];
  for (const id of [byKind, longer, forEver]) await makeOld(api, id, { days: 100 });
  const rules = {
    channel: 50,
    conversations: [
      { conversationId: longer, days: 200 },
      { conversationId: forEver, days: null },
    ],
  };
  expect(await preview(rules)).toEqual({ messages: 2, conversations: 1, heldMessages: 0 });
  await setRules(rules);
  expect(await apply()).toBe(2);
  const head = await api.as('sales.head');
  const left = await Promise.all([byKind, longer, forEver].map((id) => messages(head, id)));
  expect(left.map(({ items }) => items.map(({ text }) => text).join())).toEqual([
    ',',
    'one,two',
    'one,two',
  ]);
});

test('twelve hundred go in batches, by three runs at once, each once', async () => {
  const id = await startWith(api, ['consultant', 'consultant2', 'consulting.manager']);
  await api.db.query(
    `WITH taken AS (UPDATE conversation SET head = 1200, change_head = change_head + 1200 WHERE id = $1
       RETURNING change_head - 1200 AS change)
     INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change, created_at)
     SELECT $1, n, $2, n, 'line ' || n, taken.change + n, now() - interval '40 days' FROM taken, generate_series(1, 1200) AS n`,
    [id, idOf('consultant')],
  );
  await setRules({ group: 30 });
  const runs = await Promise.all([1, 2, 3].map(() => applyRetention(api.deps)));
  expect(runs.reduce((sum, { removed }) => sum + removed, 0)).toBe(1200);
  const rows = await api.db.query<{ details: { hits: number } }>(
    `SELECT details FROM audit_event WHERE action = 'chat-audit.retention-applied' AND subject_id = $1`,
    [id],
  );
  expect(rows.map(({ details }) => details.hits).sort((a, b) => b - a)).toEqual([500, 500, 200]);
});

test('nothing goes in any other way: not by the database’s own hand either', async () => {
  const id = await lines(['finance', 'hr'], ['to stay']);
  await makeOld(api, id, { days: 100 });
  const message = `WHERE conversation_id = '${id}'`;
  const ways = [
    `UPDATE chat_message SET text = '', deleted_at = now(), removed_at = now() ${message}`,
    `DELETE FROM chat_message ${message}`,
  ];
  for (const sql of ways) await expect(api.db.query(sql)).rejects.toThrow();
  const finance = await api.as('finance');
  const { items } = await messages(finance, id);
  await finance.patch(`/conversations/${id}/messages/${items[0]!.id}`, { text: 'changed' });
  await expect(api.db.query(`DELETE FROM chat_message_version ${message}`)).rejects.toThrow(
    'append-only',
  );
  await setRules({ direct: 200 });
  for (const sql of ways) await expect(api.db.query(sql)).rejects.toThrow();
  await setRules({ direct: 50 });
  // Where a rule lets it go it goes, and does not come back.
  expect(await apply()).toBeGreaterThan(0);
  await expect(
    api.db.query(`UPDATE chat_message SET removed_at = NULL ${message}`),
  ).rejects.toThrow('kept');
});
