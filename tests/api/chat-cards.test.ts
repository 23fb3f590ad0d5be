import pg from 'pg';
import { NETRA } from '../../domain/chat/netra';
import type { ConversationWire, MessageList, MessageWire } from '../../domain/wire/chat';
import type { DeliveryList } from '../../domain/wire/notifications';
import type { TestClient } from '../support/api';
import { startApp, type RunningApp } from '../support/app';
import type { Persona } from '../support/company';
import {
  approvalWhen,
  asked,
  askForLeave,
  closed,
  personasOf,
  type Personas,
} from '../support/personas';

jest.setTimeout(60_000);

let app: RunningApp;
let people: Personas;
let db: pg.Pool;
beforeAll(async () => {
  app = await startApp({ demo: true });
  people = personasOf(app);
  db = new pg.Pool({ connectionString: app.environment.DATABASE_URL, max: 2 });
}, 120_000);
afterAll(async () => {
  await db?.end();
  await app?.stop();
});

async function netraOf(client: TestClient): Promise<ConversationWire> {
  const { items } = (await client.get('/conversations')).body as { items: ConversationWire[] };
  return items.find(({ others }) => others[0]?.id === NETRA.id)!;
}

async function cardsOf(persona: Persona, approvalId: string): Promise<MessageWire[]> {
  const client = await people.as(persona);
  const { id } = await netraOf(client);
  const { items } = (await client.get(`/conversations/${id}/messages?limit=200`))
    .body as MessageList;
  return items.filter(({ card }) => card?.id === approvalId);
}

test('whoever is asked finds a card from NETRA, once, that says what the bell says', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep, { reason: 'Something private' });
  const approval = await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const cards = await cardsOf('sales.manager', approvalId);
  expect(cards).toMatchObject([{ author: NETRA, card: { kind: 'approval', id: approvalId } }]);
  const { rows } = await db.query<{ text: string }>(
    `SELECT title || E'\\n' || body AS text FROM notification WHERE approval_id = $1 AND type = 'approval-request'`,
    [approvalId],
  );
  expect(rows).toEqual([{ text: cards[0]!.text }]);
  expect(cards[0]!.text).toContain(approval.title);
  expect(cards[0]!.text).not.toContain('private');
  for (const other of ['sales.rep', 'sales.head', 'hr', 'admin'] as const)
    expect(await cardsOf(other, approvalId)).toEqual([]);
});

test('the card comes with the commit of the bell, and counts as unread', async () => {
  const manager = await people.as('sales.manager');
  const before = await netraOf(manager);
  const rep = await people.as('sales.rep2');
  const { approvalId } = await askForLeave(rep);
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const after = await netraOf(manager);
  expect([after.head, after.unread]).toEqual([before.head + 1, before.unread + 1]);
  const { rows } = await db.query<{ same: boolean }>(
    `SELECT m.xmin = n.xmin AS same FROM chat_message m JOIN notification n ON n.approval_id = $1
       AND n.type = 'approval-request' WHERE m.card ->> 'id' = $1::text`,
    [approvalId],
  );
  expect(rows).toEqual([{ same: true }]);
});

async function waysOf(client: TestClient, approvalId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM notification WHERE approval_id = $1 AND type = 'approval-request'`,
    [approvalId],
  );
  const { items } = (await client.get(`/notifications/${rows[0]!.id}/deliveries`))
    .body as DeliveryList;
  return items.map(({ channel, state, detail }) => `${channel} ${state} ${detail}`.trim());
}

test('a card is in the log of its bell row; whoever has turned it off in chat is rung and mailed alone', async () => {
  const manager = await people.as('sales.manager');
  const rep = await people.as('sales.rep');
  const ask = async (from: string) => {
    const { approvalId } = await askForLeave(rep, { from, to: from });
    await approvalWhen(rep, approvalId, asked('reporting-manager'));
    return approvalId;
  };
  const choose = (wanted: boolean) =>
    manager.call('PUT', '/notification-preferences', {
      body: { cells: [{ type: 'approval-request', channel: 'chat', wanted }] },
    });
  const shown = await ask('2028-07-03');
  expect(await waysOf(manager, shown)).toContain('chat queued');
  expect((await choose(false)).status).toBe(200);
  const hidden = await ask('2028-07-04');
  expect(await cardsOf('sales.manager', hidden)).toEqual([]);
  const ways = await waysOf(manager, hidden);
  expect(ways).toEqual(
    expect.arrayContaining(['bell queued', 'mail queued', 'chat queued turned-off']),
  );
  await choose(true);
  expect(await cardsOf('sales.manager', await ask('2028-07-05'))).toHaveLength(1);
});

test('whom a request is handed to, and each next step, gets a card; who had it keeps theirs', async () => {
  const rep = await people.as('sales.rep');
  const { approvalId } = await askForLeave(rep, { from: '2028-06-05', to: '2028-06-14' });
  await approvalWhen(rep, approvalId, asked('reporting-manager'));
  const manager = await people.as('sales.manager');
  const head = (await (await people.as('sales.head')).get('/me')).body as { id: string };
  const handed = await manager.post(`/approvals/${approvalId}/reassign`, { to: head.id });
  expect(handed.status).toBe(200);
  expect(await cardsOf('sales.head', approvalId)).toHaveLength(1);
  expect(await cardsOf('sales.manager', approvalId)).toHaveLength(1);
  const decided = await (
    await people.as('sales.head')
  ).post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect(decided.status).toBe(200);
  await approvalWhen(rep, approvalId, asked('hr'));
  expect(await cardsOf('hr', approvalId)).toHaveLength(1);
  const late = await manager.post(`/approvals/${approvalId}/decisions`, { verdict: 'approve' });
  expect([403, 409]).toContain(late.status);
  await (
    await people.as('hr')
  ).post(`/approvals/${approvalId}/decisions`, {
    ...{ verdict: 'reject', comment: 'Year end' },
  });
  expect((await approvalWhen(rep, approvalId, closed)).status).toBe('rejected');
  const { rows } = await db.query<{ cards: string }>(
    `SELECT count(*) AS cards FROM chat_message WHERE card ->> 'id' = $1`,
    [approvalId],
  );
  expect(rows).toEqual([{ cards: '3' }]);
});
