import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { startTestPostgres, type TestDatabase } from '../support/stack';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  await loadDemoCompany(db);
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const count = async (sql: string): Promise<number> => {
  const [row] = await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`);
  return Number(row!.n);
};

test('people have talked for two years, in threads too, and each has something unread', async () => {
  expect(await count('chat_message')).toBeGreaterThan(1500);
  expect(
    await count(`chat_message WHERE created_at < '2024-12-01' OR created_at > '2026-11-01'`),
  ).toBeGreaterThan(20);
  for (const some of ['thread_of IS NOT NULL', 'edited_at IS NOT NULL'])
    expect(await count(`chat_message WHERE ${some}`)).toBeGreaterThan(30);
  expect(await count('chat_reaction')).toBeGreaterThan(50);
  const kinds = await db.query<{ kind: string }>(
    'SELECT DISTINCT kind FROM conversation ORDER BY 1',
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(['channel', 'direct', 'group']);
  expect(await count(`conversation WHERE name IN ('general', 'sales-wins')`)).toBe(2);
  const unread = await db.query<{ n: string }>(
    `SELECT count(m.seq) AS n FROM employee e LEFT JOIN conversation_member i ON i.user_id = e.id
     LEFT JOIN chat_message m ON m.conversation_id = i.conversation_id AND m.seq > i.read_seq AND m.author_id <> e.id
     GROUP BY e.id`,
  );
  expect(unread).toHaveLength(11);
  for (const { n } of unread) {
    expect(Number(n)).toBeGreaterThanOrEqual(1);
    expect(Number(n)).toBeLessThanOrEqual(8);
  }
});

test('conversations are numbered without holes, and those who write in them are in them', async () => {
  expect(
    await count(
      `conversation c WHERE head <> (SELECT count(*) FROM chat_message m WHERE m.conversation_id = c.id)
       OR head <> (SELECT coalesce(max(seq), 0) FROM chat_message m WHERE m.conversation_id = c.id)
       OR change_head <> (SELECT count(*) FROM conversation_change h WHERE h.conversation_id = c.id)
       OR change_head <> (SELECT max(change) FROM conversation_change h WHERE h.conversation_id = c.id)`,
    ),
  ).toBe(0);
  expect(
    await count(
      `(SELECT seq, created_at < lag(created_at) OVER (PARTITION BY conversation_id ORDER BY seq) AS late
        FROM chat_message) m WHERE late`,
    ),
  ).toBe(0);
  expect(
    await count(
      `chat_message m WHERE NOT EXISTS (SELECT FROM conversation_member i
         WHERE i.conversation_id = m.conversation_id AND i.user_id = m.author_id)`,
    ),
  ).toBe(0);
});

test('channels of departments and projects are what the organisation says already', async () => {
  expect(await count('organisation_channel')).toBe(5 + 14);
  const [row] = await db.query<{ changes: string }>('SELECT follow_organisation() AS changes');
  expect(Number(row!.changes)).toBe(0);
  expect(await count(`conversation_change WHERE kind = 'left'`)).toBe(0);
});
