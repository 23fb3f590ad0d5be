import type { MessageWire } from '../../domain/wire/chat';
import type { AuditedConversationList, AuditedMessageList } from '../../domain/wire/chat-audit';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { openChat, type ChatPage } from '../support/chat-client';
import { say, startWith, WHY, WHY_QUERY } from '../support/chat-records';
import type { Persona } from '../support/company';
import { startNode, type RealtimeNode } from '../support/realtime-node';

jest.setTimeout(60_000);

let api: TestApi;
let node: RealtimeNode;
const pages: ChatPage[] = [];
beforeAll(async () => {
  api = await startTestApi();
  node = await startNode({ databaseUrl: api.deps.config.DATABASE_URL });
});
afterAll(async () => {
  for (const page of pages) page.close();
  await node?.close();
  await api.stop();
});

const idOf = (persona: Persona) => api.company.people[persona];
const read = async (client: TestClient, id: string, query = ''): Promise<AuditedMessageList> =>
  (await client.get(`/admin/conversations/${id}/messages?${WHY_QUERY}${query}`)).body;
const list = async (client: TestClient, query = ''): Promise<AuditedConversationList> =>
  (await client.get(`/admin/conversations?${WHY_QUERY}${query}`)).body;
async function entries(action: string, subjectId?: string) {
  return api.db.query<{ actor: string; details: Record<string, unknown> }>(
    `SELECT actor_id AS actor, details FROM audit_event
     WHERE action = $1 AND ($2::text IS NULL OR subject_id = $2) ORDER BY id`,
    [`chat-audit.${action}`, subjectId ?? null],
  );
}

test('nothing is shown without a reason, nor to anybody who is no admin', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.rep2']);
  await say(await api.as('sales.rep'), id, 'just between us');
  const admin = await api.as('admin');
  for (const reason of ['', '?reason=', '?reason=because', `?reason=${'%20'.repeat(20)}`]) {
    for (const path of ['/admin/conversations', `/admin/conversations/${id}/messages`]) {
      const answer = await admin.get(path + reason);
      expect([answer.status, (answer.body as { errors: { path: string }[] }).errors]).toEqual([
        422,
        [expect.objectContaining({ path: 'reason' })],
      ]);
    }
  }
  for (const persona of ['sales.rep', 'sales.head', 'hr', 'finance'] as const) {
    const client = await api.as(persona);
    const path = `/admin/conversations/${id}/messages?${WHY_QUERY}`;
    expect((await client.get(path)).status).toBe(403);
  }
  expect(await entries('read', id)).toEqual([]);
  expect((await admin.get(`/conversations/${id}/messages`)).status).toBe(404);
});

test('a hundred readings are a hundred entries with who, why, what was looked for, hits and where from', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.manager']);
  const rep = await api.as('sales.rep');
  for (const text of ['The offer', 'Another offer', 'Lunch?']) await say(rep, id, text);
  const admin = await api.as('admin');
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => read(admin, id, '&q=OFFER&limit=1')),
  );
  expect(answers.map(({ items, hits }) => [items.length, hits])).toEqual(
    Array.from({ length: 100 }, () => [1, 2]),
  );
  const rows = await entries('read', id);
  expect(rows).toHaveLength(100);
  for (const { actor, details } of rows) {
    expect(actor).toBe(idOf('admin'));
    expect(details).toEqual({
      ...{ reason: WHY, hits: 2, filters: { q: 'OFFER', limit: 1 } },
      address: expect.stringMatching(/127\.0\.0\.1$/) as string,
    });
  }
});

test('where the entry cannot be written nothing is shown', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.head']);
  await say(await api.as('sales.rep'), id, 'kept from whoever leaves no trace');
  await api.db.query(`
    CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no entry'; END $$;
    CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_event FOR EACH ROW
      WHEN (NEW.action LIKE 'chat-audit.%') EXECUTE FUNCTION refuse_entry()`);
  const admin = await api.as('admin');
  const hr = await api.as('hr');
  const asked = [
    ...[`/admin/conversations?${WHY_QUERY}`, `/admin/conversations/${id}/messages?${WHY_QUERY}`],
    `/admin/chat-exports?conversationId=${id}&${WHY_QUERY}`,
  ];
  for (const path of asked) {
    const answer = await admin.get(path);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/kept from|conversationId|membership/);
  }
  expect((await hr.get('/chat-audits')).status).toBe(500);
  await api.db.query('DROP FUNCTION refuse_entry CASCADE');
  expect((await admin.get(asked[1]!)).status).toBe(200);
});

test('auditors see every version with who and when, reactions, threads, and who was there from when to when', async () => {
  const id = await startWith(api, ['sales.head', 'sales.rep', 'sales.rep2']);
  const [head, rep] = [await api.as('sales.head'), await api.as('sales.rep')];
  const first = await say(rep, id, 'We sign at 40');
  const path = `/conversations/${id}/messages/${first.id}`;
  await rep.patch(path, { text: 'We sign at 45' });
  await head.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`);
  const second = await say(head, id, 'Never wrote that');
  await head.call('DELETE', `/conversations/${id}/messages/${second.id}`);
  await rep.post(`/conversations/${id}/messages`, { clientId: 'c', text: 'Why?', threadOf: 1 });
  await rep.call('DELETE', `/conversations/${id}/members/${idOf('sales.rep')}`);
  await head.post(`/conversations/${id}/members`, { memberIds: [idOf('consultant')] });
  await head.post(`/conversations/${id}/members`, { memberIds: [idOf('sales.rep')] });

  const seen = await read(await api.as('admin'), id, '&after=0');
  const by = { id: idOf('sales.rep'), name: expect.any(String) as string };
  const changedAt = expect.any(String) as string;
  const [one, two, three] = seen.items;
  expect(one).toMatchObject({
    ...{ seq: 1, text: 'We sign at 45', deletedAt: null },
    versions: [{ version: 1, text: 'We sign at 40', changedBy: by, changedAt }],
    reactions: [{ emoji: '👍', by: { id: idOf('sales.head') } }],
    files: [],
  });
  const apart = Date.parse(one!.versions[0]!.changedAt) - Date.parse(one!.editedAt!);
  expect(Math.abs(apart)).toBeLessThan(1_000);
  expect(two).toMatchObject({ text: '', versions: [{ text: 'Never wrote that' }] });
  expect(two!.deletedAt).not.toBeNull();
  expect(three).toMatchObject({ text: 'Why?', threadOf: 1 });
  expect(seen.membership.map(({ person, leftAt }) => [person.id, leftAt !== null])).toEqual([
    ...['sales.head', 'sales.rep', 'sales.rep2'].map((who) => [
      idOf(who as Persona),
      who === 'sales.rep',
    ]),
    [idOf('consultant'), false],
    [idOf('sales.rep'), false],
  ]);
  expect(seen).toMatchObject({ head: 3, hits: 3, conversation: { id, memberCount: 4 } });
});

test('conversations and messages are found by person, kind, days, words of any version, edits and deletions', async () => {
  const id = await startWith(api, ['consultant', 'consultant2']);
  const consultant = await api.as('consultant');
  const first = await say(consultant, id, 'the Vaigai tender');
  await consultant.patch(`/conversations/${id}/messages/${first.id}`, { text: 'nothing' });
  await say(consultant, id, 'the second one');
  const gone = await say(consultant, id, 'the third one');
  await consultant.call('DELETE', `/conversations/${id}/messages/${gone.id}`);
  const channel = await startWith(api, ['finance', 'hr', 'admin'], {
    ...{ kind: 'channel', name: 'Payroll Vaigai' },
  });
  await say(await api.as('finance'), channel, 'salaries are out');
  const admin = await api.as('admin');
  const ids = async (query: string) => (await list(admin, query)).items.map((one) => one.id);
  expect((await ids('&q=vaigai')).sort()).toEqual([id, channel].sort());
  expect(await ids('&q=Vaigai&kind=direct')).toEqual([id]);
  expect(await ids(`&q=vaigai&person=${idOf('hr')}`)).toEqual([channel]);
  expect(await ids(`&person=${idOf('consultant2')}&deleted=true&edited=true`)).toEqual([]);
  expect(await ids(`&person=${idOf('consultant2')}&deleted=true`)).toEqual([id]);
  expect(await ids('&to=2001-01-01')).toEqual([]);
  expect(await ids('&hasFile=true')).toEqual([]);
  // One after the other gives each once, and no more than there are.
  const found: string[] = [];
  let hits = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: AuditedConversationList = await list(
      admin,
      `&limit=2&cursor=${cursor}`.replace(/&cursor=$/, ''),
    );
    found.push(...page.items.map((one) => one.id));
    ({ hits, nextCursor: cursor } = page);
  }
  const all = await api.db.query<{ id: string }>('SELECT id FROM conversation');
  expect([...found].sort()).toEqual(all.map((one) => one.id).sort());
  expect(hits).toBe(all.length);
  const seqs = async (query: string) => (await read(admin, id, query)).items.map(({ seq }) => seq);
  expect(await seqs('&q=third')).toEqual([3]);
  expect(await seqs('&edited=true')).toEqual([1]);
  expect(await seqs('&before=3')).toEqual([2, 1]);
  expect(await seqs('&after=1')).toEqual([2, 3]);
  expect(await seqs(`&person=${idOf('consultant2')}`)).toEqual([]);
  expect((await admin.get(`/admin/conversations?${WHY_QUERY}&cursor=nonsense`)).status).toBe(422);
});

test('those who are audited can tell nothing of it: no change, no receipt, no push, no row of theirs', async () => {
  const members = ['sales.rep', 'sales.rep2'] as const;
  const id = await startWith(api, ['sales.rep', 'sales.rep2', 'sales.manager']);
  const clients = await Promise.all(members.map((persona) => api.as(persona)));
  const message = await say(clients[0]!, id, 'as if alone');
  await clients[1]!.post(`/conversations/${id}/read`, { upTo: message.seq });
  const page = await openChat(node, { userId: idOf('sales.rep'), conversationId: id });
  pages.push(page);
  const pushed: string[] = [];
  page.client.socket.onAny((event: string) => pushed.push(event));

  const observed = async () => {
    const paths = [
      '/conversations',
      '/notifications?after=0&limit=500',
      '/channels',
      '/chat-people',
    ];
    const of = ['', '/messages', '/changes'].map((rest) => `/conversations/${id}${rest}`);
    const answers = await Promise.all(
      clients.flatMap((client) => [...paths, ...of].map((path) => client.get(path))),
    );
    return answers.map(({ status, body }) => [status, body] as unknown);
  };
  const rows = () =>
    api.db.query(
      `SELECT c.*, c.xmin::text, (SELECT json_agg(m.*) FROM conversation_member m WHERE m.conversation_id = c.id) AS members
       FROM conversation c WHERE c.id = $1`,
      [id],
    );
  const [before, rowBefore, published] = [await observed(), await rows(), api.published.length];
  const admin = await api.as('admin');
  await list(admin, `&person=${idOf('sales.rep')}`);
  expect((await read(admin, id)).items).toHaveLength(1);
  await read(admin, id, '&q=alone&deleted=true');
  expect((await admin.get(`/admin/chat-exports?conversationId=${id}&${WHY_QUERY}`)).status).toBe(
    200,
  );
  // The sweep has come by by then, too.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  // Processes say in turn who is connected to them, and pages hear who is there, audited or not.
  const isOfAudit = (name: string) => !name.startsWith('presence');
  const said = api.published.slice(published).filter(({ topic }) => isOfAudit(topic));
  expect([said, pushed.filter(isOfAudit)]).toEqual([[], []]);
  expect(await observed()).toEqual(before);
  expect(await rows()).toEqual(rowBefore);
  // Silence is not deafness.
  await say(clients[1]!, id, 'now something');
  for (const end = Date.now() + 5_000; page.seqs().length < 2 && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(page.seqs()).toEqual([1, 2]);
});

test('whoever deletes a message takes nothing of what others gave it from auditors', async () => {
  const id = await startWith(api, ['sales.rep', 'sales.manager', 'consultant2']);
  const [rep, manager] = [await api.as('sales.rep'), await api.as('sales.manager')];
  const message = await say(rep, id, 'Send it to the other account?');
  const path = `/conversations/${id}/messages/${message.id}`;
  await manager.call('PUT', `${path}/reactions/${encodeURIComponent('👍')}`);
  await rep.call('DELETE', path);
  const [seen] = (
    (await manager.get(`/conversations/${id}/messages`)).body as { items: MessageWire[] }
  ).items;
  expect(seen).toMatchObject({ text: '', reactions: [] });
  expect((await read(await api.as('admin'), id)).items).toMatchObject([
    {
      versions: [{ text: message.text }],
      reactions: [{ emoji: '👍', by: { name: 'sales.manager' } }],
    },
  ]);
});
