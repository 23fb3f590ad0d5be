import { randomUUID } from 'node:crypto';
import type { NotificationPreferences } from '../../domain/wire/notification-preferences';
import { NOTICE_TYPES, notices, noticeOfRow } from '../../domain/notifications/notices';
import { queueMail, type MailDraft } from '../../modules/mail/use-cases/queue-mail';
import { startMailRelay } from '../../modules/mail/mail-relay';
import { mailTemplates } from '../../modules/mail/templates/registry';
import { bellState, listNotifications } from '../../modules/notifications/queries';
import { wantedChannels } from '../../modules/notifications/queries-of-preferences';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { startOddSmtp } from '../support/odd-smtp';
import { connectSocket, until } from '../support/socket-client';
import { signInAs, startNode } from '../support/realtime-node';

jest.setTimeout(60_000);

let api: TestApi;
let rep: TestClient;
let me: string;
beforeAll(async () => {
  api = await startTestApi();
  rep = await api.as('sales.rep');
  me = api.company.people['sales.rep'];
});
afterAll(() => api.stop());

const put = (body: unknown) => rep.call('PUT', '/notification-preferences', { body });
async function preferences(): Promise<NotificationPreferences> {
  return (await rep.get('/notification-preferences')).body;
}
const cellOf = (all: NotificationPreferences, type: string, channel: string) =>
  all.cells.find((cell) => cell.type === type && cell.channel === channel);

function ring(type: string, userId = me): Promise<void> {
  const draft = { userId, type, title: type, link: '/', dedupeKey: randomUUID() };
  return api.db.transaction((tx) => notifyPeople(api.deps, tx, [draft]));
}
const outcome = (key: string): MailDraft => ({
  template: 'approval-outcome',
  to: { userId: me, address: 'rep@netra.test' },
  props: mailTemplates['approval-outcome'].example,
  messageKey: key,
});
const ask = (key: string, dueAt: string | null): MailDraft => ({
  template: 'approval-request',
  to: { userId: me, address: 'rep@netra.test' },
  props: { ...mailTemplates['approval-request'].example, links: null, dueAt },
  messageKey: key,
});
const queue = (drafts: MailDraft[]) => api.db.transaction((tx) => queueMail(api.deps, tx, drafts));
const mailStatus = async (key: string) =>
  (
    await api.db.query<{ status: string }>('SELECT status FROM mail WHERE message_id = $1', [
      `<${key}@netra>`,
    ])
  )[0]?.status;

test('every sort of notice is there, wanted as usual, and what asks for a decision is locked', async () => {
  const all = await preferences();
  expect(all.types.map(({ type }) => type)).toEqual(NOTICE_TYPES);
  expect(cellOf(all, 'approval-request', 'bell')).toMatchObject({ wanted: true, locked: true });
  expect(cellOf(all, 'approval-request', 'mail')).toMatchObject({ wanted: true, locked: true });
  expect(cellOf(all, 'approval-outcome', 'mail')).toMatchObject({ wanted: true, locked: false });
  expect(cellOf(all, 'chat-message', 'bell')).toBeUndefined();
  expect(all).toMatchObject({ quietHours: null, zone: 'Asia/Kolkata' });
});

test('what is chosen is kept, one cell at a time', async () => {
  const body = { cells: [{ type: 'comment', channel: 'mail', wanted: false }] };
  expect(cellOf((await put(body)).body, 'comment', 'mail')).toMatchObject({ wanted: false });
  await put({ cells: [{ type: 'comment', channel: 'push', wanted: false }] });
  const all = await preferences();
  expect(cellOf(all, 'comment', 'mail')).toMatchObject({ wanted: false });
  expect(cellOf(all, 'comment', 'push')).toMatchObject({ wanted: false });
  expect(cellOf(all, 'comment', 'bell')).toMatchObject({ wanted: true });
  const others = await wantedChannels(api.db, { userIds: [me, randomUUID()], type: 'comment' });
  expect([...others.values()].map((channels) => [...channels])).toEqual([
    ['bell'],
    ['bell', 'mail', 'push'],
  ]);
});

test.each([
  [
    'the bell of a request',
    { cells: [{ type: 'approval-request', channel: 'bell', wanted: false }] },
  ],
  [
    'the mail of a request',
    { cells: [{ type: 'approval-request', channel: 'mail', wanted: false }] },
  ],
  ['a channel there is not', { cells: [{ type: 'comment', channel: 'chat', wanted: true }] }],
  ['a sort there is not', { cells: [{ type: 'weather', channel: 'bell', wanted: true }] }],
  ['quiet without an end', { quietHours: { from: '22:00', to: '22:00', days: [1] } }],
  ['quiet on no day', { quietHours: { from: '22:00', to: '07:00', days: [] } }],
  ['quiet on an eighth day', { quietHours: { from: '22:00', to: '07:00', days: [8] } }],
  ['quiet at 24 o’clock', { quietHours: { from: '24:00', to: '07:00', days: [1] } }],
])('%s is refused', async (_what, body) => {
  expect((await put(body)).status).toBe(422);
});

test('a locked cell stays on even if a row says otherwise', async () => {
  await api.db.query(
    `INSERT INTO notification_preference VALUES ($1, 'approval-request', 'bell', false), ($1, 'approval-request', 'mail', false)`,
    [me],
  );
  const before = await bellState(api.db, me);
  await ring('approval-request');
  expect((await bellState(api.db, me)).unread).toBe(before.unread + 1);
  await queue([ask('locked', null)]);
  expect(await mailStatus('locked')).toBe('queued');
  const wanted = await wantedChannels(api.db, { userIds: [me], type: 'approval-request' });
  expect([...wanted.get(me)!]).toEqual(['bell', 'mail', 'chat', 'push']);
});

test('a bell that is turned off rings not, and its row is filed; numbers stay without gaps', async () => {
  await put({ cells: [{ type: 'comment', channel: 'bell', wanted: false }] });
  const before = await bellState(api.db, me);
  await ring('comment');
  await ring('approval-approved');
  const after = await bellState(api.db, me);
  expect(after).toMatchObject({ head: before.head + 2, unread: before.unread + 1 });
  const [, filed] = await listNotifications(api.db, { userId: me, limit: 2 });
  expect(filed).toMatchObject({ type: 'comment', readAt: expect.any(String) as string });
  expect(filed?.archivedAt).toBe(filed?.readAt);
});

test('a mail that is turned off is not sent, and says why', async () => {
  await put({ cells: [{ type: 'approval-outcome', channel: 'mail', wanted: false }] });
  await queue([outcome('off')]);
  expect(await mailStatus('off')).toBe('skipped');
  await put({ cells: [{ type: 'approval-outcome', channel: 'mail', wanted: true }] });
  await queue([outcome('on')]);
  expect(await mailStatus('on')).toBe('queued');
});

test('in quiet hours rows are written and pushed, marked as silent; what is past due is not', async () => {
  await quietNow();
  const node = await startNode({ databaseUrl: api.deps.config.DATABASE_URL });
  const { token } = await signInAs(api.db, me);
  const page = await connectSocket(node.url, { token });
  await ring('approval-approved');
  await ring('approval-escalated');
  await until(() => page.notifications.length === 2);
  const [held, through] = page.notifications.map(({ payload }) => payload);
  expect(Date.parse(held!.quietUntil!)).toBeGreaterThan(Date.now());
  expect(through).not.toHaveProperty('quietUntil');
  page.close();
  await node.close();
});

test('in quiet hours mails wait for their end without losing an attempt; what is past due goes', async () => {
  await quietNow();
  await api.db.query('DELETE FROM mail');
  const smtp = await startOddSmtp();
  const soon = new Date(Date.now() + 60_000).toISOString();
  await queue([
    outcome('held'),
    ask('due', new Date(Date.now() - 60_000).toISOString()),
    ask('due-soon', soon),
  ]);
  const config = { ...api.deps.config, SMTP_URL: smtp.url };
  const relay = startMailRelay({ ...api.deps, config });
  await until(() => smtp.taken.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await relay.stop();
  await smtp.stop();
  expect(smtp.taken.map(({ parsed }) => parsed.messageId)).toEqual(['<due@netra>']);
  const held = await api.db.query<{ id: string; attempts: number; at: Date }>(
    `SELECT message_id AS id, attempts, next_attempt_at AS at FROM mail WHERE status = 'queued' ORDER BY 1`,
  );
  expect(held.map(({ id, attempts }) => [id, attempts])).toEqual([
    ['<due-soon@netra>', 0],
    ['<held@netra>', 0],
  ]);
  expect(held[0]!.at.toISOString()).toBe(soon);
  expect(held[1]!.at.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
});

test('a sort is a line of the registry: its rows and mails are found, and no template is forgotten', () => {
  const asked = NOTICE_TYPES.flatMap((type) => notices[type].mails);
  const left = Object.keys(mailTemplates).filter((name) => !asked.includes(name));
  // Those are answers to what somebody chose or did, and ways in: no notices.
  expect(left.sort()).toEqual([
    ...[
      'approval-digest',
      'customer-invoice',
      'invitation',
      'password-reset',
      'preboarding',
      'reply-answer',
    ],
  ]);
  expect(noticeOfRow('approval-reminder')).toBe('approval-reminder');
  expect(noticeOfRow('something-new')).toBe('other');
});

/** Quiet from an hour ago to two hours from now, in the person's zone. */
async function quietNow(): Promise<void> {
  const time = (hours: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', timeStyle: 'short' }).format(
      Date.now() + hours * 3_600_000,
    );
  const quietHours = { from: time(-1), to: time(2), days: [1, 2, 3, 4, 5, 6, 7] };
  expect((await put({ quietHours })).status).toBe(200);
}
