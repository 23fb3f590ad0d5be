import type { ChatAudit } from '../../domain/wire/chat-audit';
import type { Hold, RetentionPreview } from '../../domain/wire/chat-retention';
import { applyRetention } from '../../modules/chat/use-cases/apply-retention';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { makeOld, say, startWith, WHY } from '../support/chat-records';
import type { Persona } from '../support/company';

jest.setTimeout(60_000);

let api: TestApi;
let admin: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.as('admin');
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const rules = { direct: 30, group: 30, channel: 30 };
const setRules = () =>
  admin.call('PUT', '/admin/chat-retention', { body: { ...rules, reason: WHY } });
const hold = async (on: object): Promise<Hold> =>
  (await admin.post('/admin/chat-holds', { ...on, reason: WHY })).body;
const lift = (id: string) => admin.post(`/admin/chat-holds/${id}/lift`, { reason: WHY });
const texts = async (id: string) =>
  (
    await api.db.query<{ text: string }>(
      `SELECT text FROM chat_message WHERE conversation_id = $1
       UNION ALL SELECT text FROM chat_message_version WHERE conversation_id = $1`,
      [id],
    )
  ).map(({ text }) => text);

async function oldTalk(...personas: Persona[]): Promise<string> {
  const id = await startWith(api, personas);
  const client = await api.as(personas[0]!);
  const message = await say(client, id, 'before');
  await client.patch(`/conversations/${id}/messages/${message.id}`, { text: 'after' });
  await makeOld(api, id, { days: 100 });
  return id;
}

test('a hold on a conversation, and one on a person, beat every rule until they are lifted', async () => {
  const held = await oldTalk('sales.rep', 'sales.rep2');
  const ofPerson = await oldTalk('consultant', 'consultant2', 'finance');
  const free = await oldTalk('sales.manager', 'sales.head');
  // Who has left was there: what they read is kept as well.
  const finance = await api.as('finance');
  await finance.call('DELETE', `/conversations/${ofPerson}/members/${idOf('finance')}`);
  const onConversation = await hold({ conversationId: held });
  const onPerson = await hold({ personId: idOf('finance') });
  expect(onConversation).toMatchObject({
    ...{ reason: WHY, lifted: null, person: null, conversation: { id: held } },
    setBy: { id: idOf('admin') },
  });
  const seen = (await admin.post('/admin/chat-retention/previews', rules)).body as RetentionPreview;
  expect(seen).toEqual({ messages: 1, conversations: 1, heldMessages: 2 });
  await setRules();
  expect(await applyRetention(api.deps)).toEqual({ removed: 1, more: false });
  expect(await texts(free)).toEqual(['']);
  for (const id of [held, ofPerson]) expect(await texts(id)).toEqual(['after', 'before']);
  // Not by the database's own hand either.
  for (const id of [held, ofPerson]) {
    await expect(
      api.db.query(
        `UPDATE chat_message SET text = '', deleted_at = now(), removed_at = now() WHERE conversation_id = $1`,
        [id],
      ),
    ).rejects.toThrow('kept');
    expect(await api.db.query('SELECT remove_expired_messages($1, 100) AS n', [id])).toEqual([
      { n: 0 },
    ]);
  }
  // Who wrote it deletes it from everybody's sight; every version stays.
  const rep = await api.as('sales.rep');
  const [message] = await api.db.query<{ id: string }>(
    'SELECT id FROM chat_message WHERE conversation_id = $1',
    [held],
  );
  await rep.call('DELETE', `/conversations/${held}/messages/${message!.id}`);
  expect(await applyRetention(api.deps)).toMatchObject({ removed: 0 });
  expect((await texts(held)).sort()).toEqual(['', 'after', 'before']);

  await lift(onConversation.id);
  expect(await applyRetention(api.deps)).toMatchObject({ removed: 1 });
  expect(await texts(held)).toEqual(['']);
  await lift(onPerson.id);
  expect(await applyRetention(api.deps)).toMatchObject({ removed: 1 });
});

test('holds are set once, lifted once, by admins with a reason, and logged', async () => {
  const id = await startWith(api, ['hr', 'finance']);
  const set = await hold({ conversationId: id });
  expect((await admin.post('/admin/chat-holds', { conversationId: id, reason: WHY })).status).toBe(
    409,
  );
  for (const body of [
    { conversationId: id },
    { conversationId: id, reason: 'because' },
    { reason: WHY },
    { conversationId: id, personId: idOf('hr'), reason: WHY },
    { conversationId: idOf('hr'), reason: WHY },
  ]) {
    expect((await admin.post('/admin/chat-holds', body)).status).toBe(422);
  }
  expect((await admin.post(`/admin/chat-holds/${set.id}/lift`, {})).status).toBe(422);
  const lifted = (await lift(set.id)).body as Hold;
  expect(lifted.lifted).toMatchObject({ by: { id: idOf('admin') }, reason: WHY });
  expect((await lift(set.id)).status).toBe(409);
  const again = await hold({ conversationId: id });
  const { items } = (await admin.get(`/admin/chat-holds?conversationId=${id}`)).body as {
    items: Hold[];
  };
  expect(items.map((one) => [one.id, one.lifted !== null])).toEqual([
    [again.id, false],
    [set.id, true],
  ]);
  const hr = await api.as('hr');
  const logged = (
    (await hr.get(`/chat-audits?conversationId=${id}`)).body as { items: ChatAudit[] }
  ).items;
  expect(logged.map(({ action, reason }) => [action, reason])).toEqual([
    ['hold-set', WHY],
    ['hold-lifted', WHY],
    ['hold-set', WHY],
  ]);
  for (const sql of [
    `UPDATE chat_hold SET lifted_at = NULL, lifted_by = NULL, lift_reason = NULL WHERE id = '${set.id}'`,
    `UPDATE chat_hold SET reason = 'another' WHERE id = '${again.id}'`,
    `DELETE FROM chat_hold WHERE id = '${again.id}'`,
  ]) {
    await expect(api.db.query(sql)).rejects.toThrow('never changed');
  }
});

test('a hold that is set while messages are being removed waits for that, and holds from then on', async () => {
  const id = await oldTalk('sales.rep', 'consultant');
  await setRules();
  let setting: Promise<Hold> | undefined;
  let isSet = false;
  await api.db.transaction(async (tx) => {
    const [row] = await tx.query<{ n: number }>('SELECT remove_expired_messages($1, 1) AS n', [id]);
    expect(row!.n).toBe(1);
    setting = hold({ conversationId: id });
    void setting.then(() => (isSet = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isSet).toBe(false);
  });
  expect((await setting!).lifted).toBeNull();
  await say(await api.as('sales.rep'), id, 'kept');
  await makeOld(api, id, { days: 100 });
  expect(await applyRetention(api.deps)).toMatchObject({ removed: 0 });
});
