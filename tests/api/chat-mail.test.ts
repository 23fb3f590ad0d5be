import { randomUUID } from 'node:crypto';
import type { ConversationWire, MessageWire } from '../../domain/wire/chat';
import { mailUnread } from '../../modules/chat/use-cases/mail-unread';
import { startMailRelay, type MailRelay } from '../../modules/mail/mail-relay';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { emailOf, type Persona } from '../support/company';
import { startOddSmtp, type OddSmtp, type TakenMail } from '../support/odd-smtp';
import { until } from '../support/socket-client';

jest.setTimeout(60_000);

const MINUTES = 10;
let api: TestApi;
let smtp: OddSmtp;
let relay: MailRelay;
let manager: TestClient;
let head: TestClient;

beforeAll(async () => {
  api = await startTestApi();
  smtp = await startOddSmtp();
  const config = { ...api.deps.config, SMTP_URL: smtp.url };
  relay = startMailRelay({ ...api.deps, config });
  [manager, head] = [await api.as('sales.manager'), await api.as('sales.head')];
});
beforeEach(async () => {
  // Everybody has read everything, and nobody chose anything.
  await api.db.query(
    'UPDATE conversation_member m SET read_seq = c.head FROM conversation c WHERE c.id = m.conversation_id',
  );
  await api.db.query('DELETE FROM notification_preference; DELETE FROM notification_quiet_hours');
  await api.db.query('UPDATE notification SET read_at = now()');
  smtp.taken.length = 0;
});
afterAll(async () => {
  await relay.stop();
  await smtp.stop();
  await api.stop();
});

async function talk(from: TestClient, to: Persona[], name?: string): Promise<string> {
  const memberIds = to.map((persona) => api.company.people[persona]);
  const kind = name ? 'channel' : memberIds.length > 1 ? 'group' : 'direct';
  const body = { kind, memberIds, ...(name ? { name, visibility: 'private' } : {}) };
  const answer = await from.post('/conversations', body);
  expect([200, 201]).toContain(answer.status);
  return (answer.body as ConversationWire).id;
}

async function say(from: TestClient, id: string, text: string, minutesAgo = MINUTES + 1) {
  const answer = await from.post(`/conversations/${id}/messages`, { clientId: randomUUID(), text });
  const message: MessageWire = answer.body;
  await api.db.query(
    'UPDATE chat_message SET created_at = now() - make_interval(mins => $2::int) WHERE id = $1',
    [message.id, minutesAgo],
  );
  return message;
}

const look = () => mailUnread(api.deps, { minutes: MINUTES });
const textOf = ({ parsed }: TakenMail) => parsed.text ?? '';

/** Looks once and waits for what was queued to arrive. */
async function mails(): Promise<TakenMail[]> {
  const before = smtp.taken.length;
  const { queued } = await look();
  await until(() => smtp.taken.length >= before + queued);
  return smtp.taken.slice(before);
}

test('one mail for all conversations: counts and first lines, mentions first', async () => {
  const direct = await talk(manager, ['sales.rep']);
  const group = await talk(head, ['sales.rep', 'sales.rep2']);
  for (const n of [1, 2, 3, 4, 5]) await say(manager, direct, `Line ${n}\nof it`);
  await say(head, group, 'Who has the keys?');
  await mention('sales.rep', group);
  const taken = await mails();
  const mine = taken.filter(({ recipients }) => recipients[0] === emailOf('sales.rep'));
  expect(mine).toHaveLength(1);
  const text = textOf(mine[0]!);
  expect(mine[0]!.parsed.subject).toBe('6 unread messages in 2 conversations');
  expect(text.indexOf('you are mentioned')).toBeLessThan(text.indexOf('Line 1'));
  expect(text).toContain('5 messages');
  expect(text).toContain('Line 1 of it');
  expect(text).toContain('and 2 more');
  expect(text).not.toContain('Line 4');
  for (const id of [direct, group]) expect(text).toContain(`http://netra.test/chat/${id}`);
  // Whoever wrote is not told of their own words.
  expect(taken.map(({ recipients }) => recipients[0]).sort()).toEqual(
    [emailOf('sales.rep'), emailOf('sales.rep2')].sort(),
  );
});

test('nothing is mailed twice, and what comes later waits its own minutes', async () => {
  const id = await talk(manager, ['sales.rep']);
  await say(manager, id, 'First');
  expect(await mails()).toHaveLength(1);
  expect(await mails()).toHaveLength(0);
  const second = await say(manager, id, 'Second', 1);
  expect(await mails()).toHaveLength(0);
  await api.db.query(
    `UPDATE chat_message SET created_at = now() - interval '11 minutes' WHERE id = $1`,
    [second.id],
  );
  const [later] = await mails();
  expect(textOf(later!)).toContain('Second');
  expect(textOf(later!)).not.toContain('First');
});

test('ten workers at once queue one mail, under an id of its own', async () => {
  const id = await talk(manager, ['sales.rep']);
  for (let batch = 0; batch < 3; batch++) {
    await say(manager, id, `Batch ${batch}`);
    const results = await Promise.all(Array.from({ length: 10 }, look));
    expect(results.reduce((sum, { queued }) => sum + queued, 0)).toBe(1);
  }
  await until(() => smtp.taken.length === 3);
  const ids = smtp.taken.map(({ parsed }) => parsed.messageId);
  expect(new Set(ids).size).toBe(3);
  expect(ids[0]).toMatch(/^<chat-unread\..+@netra>$/);
});

test('messages are gathered until the oldest is old enough', async () => {
  const id = await talk(manager, ['sales.rep']);
  await say(manager, id, 'Old');
  for (let n = 0; n < 50; n++) await say(manager, id, `Burst ${n}`, 0);
  const taken = await mails();
  expect(taken).toHaveLength(1);
  expect(taken[0]!.parsed.subject).toBe('51 unread messages');
  expect(await mails()).toHaveLength(0);
});

test('what was read or deleted is not mailed', async () => {
  const id = await talk(manager, ['sales.rep']);
  const rep = await api.as('sales.rep');
  const { seq } = await say(manager, id, 'Read');
  await rep.post(`/conversations/${id}/read`, { upTo: seq });
  expect(await mails()).toHaveLength(0);
  const gone = await say(manager, id, 'Deleted');
  await manager.call('DELETE', `/conversations/${id}/messages/${gone.id}`);
  expect(await mails()).toHaveLength(0);
});

test('nor is it when it was read or deleted while the mail waited for a server', async () => {
  const rep = await api.as('sales.rep');
  const id = await talk(manager, ['sales.rep']);
  await relay.stop();
  const read = await say(manager, id, 'Soon read');
  await look();
  await rep.post(`/conversations/${id}/read`, { upTo: read.seq });
  const other = await talk(head, ['sales.rep2']);
  await say(head, other, 'Stays');
  const gone = await say(head, other, 'Soon gone');
  await look();
  await head.call('DELETE', `/conversations/${other}/messages/${gone.id}`);
  const late = await say(head, other, 'Of the next mail');
  relay = startMailRelay({ ...api.deps, config: { ...api.deps.config, SMTP_URL: smtp.url } });
  await until(() => smtp.taken.length === 1);
  await untilNoneWaits();
  const [mail] = smtp.taken;
  expect(mail!.recipients).toEqual([emailOf('sales.rep2')]);
  expect(textOf(mail!)).toContain('Stays');
  expect(textOf(mail!)).not.toMatch(/Soon|Of the next mail/);
  expect(late.seq).toBeGreaterThan(gone.seq);
  const [next] = await mails();
  expect(textOf(next!)).toContain('Of the next mail');
});

test('what they say stands in no row of mails, and no admin reads it there', async () => {
  const id = await talk(manager, ['sales.rep']);
  await say(manager, id, 'A canary in the mine');
  const [mail] = await mails();
  expect(textOf(mail!)).toContain('A canary in the mine');
  const rows = await api.db.query<{ id: string; text: string }>(
    `SELECT id, mail::text AS text FROM mail WHERE template = 'chat-unread' ORDER BY created_at DESC`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(text).not.toContain('canary');
  const admin = await api.as('admin');
  const shown = await admin.get(`/admin/email/messages/${rows[0]!.id}`);
  expect(shown.status).toBe(200);
  expect(JSON.stringify(shown.body)).not.toContain('canary');
});

test('not in quiet hours, not to whoever does not want it, not to whoever has left', async () => {
  const rep = await api.as('sales.rep');
  const id = await talk(manager, ['sales.rep']);
  await say(manager, id, 'Later');
  const time = (hours: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', timeStyle: 'short' }).format(
      Date.now() + hours * 3_600_000,
    );
  const quietHours = { from: time(-1), to: time(1), days: [1, 2, 3, 4, 5, 6, 7] };
  const choose = (body: unknown) => rep.call('PUT', '/notification-preferences', { body });
  await choose({ quietHours });
  expect(await mails()).toHaveLength(0);
  const cell = (wanted: boolean) => ({
    cells: [{ type: 'chat-message', channel: 'mail', wanted }],
    quietHours: null,
  });
  await choose(cell(false));
  expect(await mails()).toHaveLength(0);
  await choose(cell(true));
  expect(await mails()).toHaveLength(1);

  const channel = await talk(manager, ['sales.rep'], `left-${randomUUID().slice(0, 8)}`);
  await say(manager, channel, 'Gone by then');
  await api.db.query(
    'UPDATE conversation_member SET left_at = now() WHERE conversation_id = $1 AND user_id = $2',
    [channel, api.company.people['sales.rep']],
  );
  expect(await mails()).toHaveLength(0);
});

test('what was left unread days ago is not dug out', async () => {
  const id = await talk(manager, ['sales.rep']);
  await say(manager, id, 'Ancient', 3 * 24 * 60);
  expect(await mails()).toHaveLength(0);
});

async function mention(persona: Persona, conversationId: string): Promise<void> {
  const row = {
    userId: api.company.people[persona],
    type: 'mention',
    title: 'Somebody mentions you',
    link: `/chat/${conversationId}?at=1`,
    dedupeKey: randomUUID(),
  };
  await api.db.transaction((tx) => notifyPeople(api.deps, tx, [row]));
}

async function untilNoneWaits(): Promise<void> {
  await until(async () => {
    const waiting = await api.db.query(`SELECT 1 FROM mail WHERE status IN ('queued', 'retrying')`);
    return waiting.length === 0;
  });
}
