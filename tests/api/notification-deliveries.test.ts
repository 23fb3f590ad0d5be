import { randomUUID } from 'node:crypto';
import type { DeliveryList } from '../../domain/wire/notifications';
import { queueMail, type MailDraft } from '../../modules/mail/use-cases/queue-mail';
import { startMailRelay } from '../../modules/mail/mail-relay';
import { mailTemplates } from '../../modules/mail/templates/registry';
import { notifyPeople } from '../../modules/notifications/use-cases/notify-people';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { startOddSmtp } from '../support/odd-smtp';
import { signInAs, startNode, type RealtimeNode } from '../support/realtime-node';
import { connectSocket, until } from '../support/socket-client';

jest.setTimeout(60_000);

let api: TestApi;
let node: RealtimeNode;
let rep: TestClient;
let me: string;

beforeAll(async () => {
  api = await startTestApi();
  node = await startNode({ databaseUrl: api.deps.config.DATABASE_URL });
  rep = await api.as('sales.rep');
  me = api.company.people['sales.rep'];
});
afterAll(async () => {
  await node.close();
  await api.stop();
});

/** Rings, and mails the same if `address` is given. */
async function ring(address?: string): Promise<{ id: string; seq: number }> {
  const key = randomUUID();
  const row = {
    userId: me,
    type: 'approval-approved',
    title: 'Decided',
    link: '/',
    dedupeKey: key,
  };
  const mail: MailDraft = {
    template: 'approval-outcome',
    to: { userId: me, address: address ?? '' },
    props: mailTemplates['approval-outcome'].example,
    messageKey: key,
    rings: key,
  };
  await api.db.transaction((tx) => {
    notifyPeople({ bus: node.bus }, tx, [row]);
    queueMail({ bus: node.bus }, tx, address ? [mail] : []);
  });
  const [found] = await api.db.query<{ id: string; seq: string }>(
    'SELECT id, seq FROM notification WHERE dedupe_key = $1',
    [key],
  );
  return { id: found!.id, seq: Number(found!.seq) };
}

async function waysOf(id: string, client = rep, path = '/notifications'): Promise<string[]> {
  const answer = await client.get(`${path}/${id}/deliveries`);
  expect(answer.status).toBe(200);
  const { items } = answer.body as DeliveryList;
  return items.map((step) =>
    [step.channel, step.state, step.detail].filter((part) => part !== '').join(' '),
  );
}
const isLogged = (id: string, step: string) => async () => (await waysOf(id)).includes(step);

test('a row is queued; pushed is what a page has acknowledged, once, however many pages there are', async () => {
  const alone = await ring();
  const pages = await Promise.all(
    [1, 2, 3].map(async () => {
      const { token } = await signInAs(api.db, me);
      return connectSocket(node.url, { token });
    }),
  );
  const silent = await ring();
  await until(() => pages.every((page) => page.notifications.length === 1));
  // These pages show rows, yet say nothing of it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await waysOf(silent.id)).toEqual(['bell queued']);
  for (const { socket } of pages) {
    socket.on('notification', (_row: unknown, acknowledge: () => void) => acknowledge());
  }
  const told = await ring();
  await until(isLogged(told.id, 'bell pushed'));
  expect(await waysOf(told.id)).toEqual(['bell queued', 'bell pushed']);
  expect(await waysOf(alone.id)).toEqual(['bell queued']);
  for (const page of pages) page.close();
});

test('seen is what was there when the bell was opened, read what was read', async () => {
  const [first, second] = [await ring(), await ring()];
  await rep.post('/notifications/archive', { ids: [first.id] });
  const third = await ring();
  for (let n = 0; n < 2; n++) {
    expect((await rep.post('/notifications/seen', { upTo: second.seq })).status).toBe(204);
  }
  expect(await waysOf(first.id)).toEqual(['bell queued']);
  expect(await waysOf(second.id)).toEqual(['bell queued', 'bell seen']);
  expect(await waysOf(third.id)).toEqual(['bell queued']);
  await rep.post('/notifications/seen', { upTo: third.seq + 1000 });
  await rep.post('/notifications/read', { ids: [third.id] });
  await rep.post('/notifications/read', { upTo: third.seq });
  expect(await waysOf(third.id)).toEqual(['bell queued', 'bell seen', 'bell read']);
  const later = await ring();
  await rep.post('/notifications/seen', { upTo: later.seq });
  expect(await waysOf(later.id)).toEqual(['bell queued', 'bell seen']);
});

test('a mail that goes with a row says on it that it was sent, or why it was not', async () => {
  const smtp = await startOddSmtp();
  const config = { ...api.deps.config, SMTP_URL: smtp.url };
  const relay = startMailRelay({ ...api.deps, bus: node.bus, config });
  const sent = await ring('rep@netra.test');
  await until(isLogged(sent.id, 'mail mailed'));
  expect(await waysOf(sent.id)).toEqual(['bell queued', 'mail queued', 'mail mailed']);
  smtp.refuse('gone@netra.test', 550);
  const refused = await ring('gone@netra.test');
  await until(isLogged(refused.id, 'mail failed refused'));
  await relay.stop();
  await smtp.stop();
});

test('a server that is away is said once, not once per attempt', async () => {
  const config = { ...api.deps.config, SMTP_URL: 'smtp://127.0.0.1:1' };
  const relay = startMailRelay({ ...api.deps, bus: node.bus, config });
  const waiting = await ring('rep@netra.test');
  const attempts = async () =>
    (
      await api.db.query<{ attempts: number }>(
        'SELECT attempts FROM mail m JOIN notification n ON n.dedupe_key = m.notification_key WHERE n.id = $1',
        [waiting.id],
      )
    )[0]!.attempts;
  await until(async () => (await attempts()) >= 3, 20_000);
  await relay.stop();
  const failures = (await waysOf(waiting.id)).filter((step) => step.includes('failed'));
  expect(failures).toEqual(['mail failed unreachable']);
});

test('a mail that the person has turned off says so', async () => {
  const body = { cells: [{ type: 'approval-outcome', channel: 'mail', wanted: false }] };
  await rep.call('PUT', '/notification-preferences', { body });
  const { id } = await ring('rep@netra.test');
  expect(await waysOf(id)).toContain('mail queued turned-off');
});

test('admins see the way of any row, others only of their own; nobody changes it', async () => {
  const { id } = await ring();
  const [admin, manager] = [await api.as('admin'), await api.as('sales.manager')];
  expect(await waysOf(id, admin, '/admin/notifications')).toEqual(['bell queued']);
  expect((await manager.get(`/notifications/${id}/deliveries`)).status).toBe(404);
  expect((await manager.get(`/admin/notifications/${id}/deliveries`)).status).toBe(403);
  expect((await admin.get(`/admin/notifications/${randomUUID()}/deliveries`)).status).toBe(404);
  for (const sql of [
    'UPDATE notification_delivery SET state = state',
    'DELETE FROM notification_delivery',
  ]) {
    await expect(api.db.query(sql)).rejects.toThrow('append-only');
  }
});
