import { Agent } from 'node:http';
import pg from 'pg';
import type { ChatSearchResult } from '../../domain/wire/chat-search';
import type { Talker } from './chat-people';
import { callApi } from './people';

const MESSAGES = 1_000_000;
const ROOMS = 4_000;
const READS = 100;

/** What is looked for, by how often it occurs. The searcher is in every fourth room. */
const QUERIES: Record<string, string[]> = {
  'search: every few messages': ['customer', 'the', 'invoice', 'delivery'],
  'search: part of a word': ['voice', 'ustom', 'ivery', 'greem'],
  'search: two letters': ['to', 'an', 'qz', 'zv'],
  'search: one in a thousand': ['ticket-417', 'ticket-58', 'ticket-903', 'ticket-6'],
  'search: once or twice': ['ref-123456', 'ref-777777', 'ref-500001', 'ref-31337'],
  'search: only in rooms of others': ['confidential', 'onfident', 'nfidential', 'dential'],
  'search: several words': ['customer invoice', 'ticket-41 delivery', 'the réport', 'demo pric'],
  'search: nothing': ['xylophone', 'qqqqq', 'ref-99999999', '会議室'],
};

const WORDS = `{customer,invoice,delivery,agreement,demo,report,résumé,thursday,price,contract,meeting,budget,travel,
  holiday,server,release,design,review,number,please,thanks,tomorrow,question,answer,project,deadline,figure,quarter,
  margin,supplier,warehouse,payment,reminder,account,signed,waiting,office,phone,laptop,training,interview,candidate,
  offer,salary,policy,claim,receipt,flight,hotel,visa}`;

/**
 * Loads a million messages and has one person search them, a fresh question of each class at a time.
 * @returns milliseconds by class of question
 */
export async function measureSearch(
  stack: { url: string; databaseUrl: string },
  talker: Talker,
): Promise<Record<string, number[]>> {
  await load(stack.databaseUrl, talker.id);
  const agent = new Agent({ keepAlive: true });
  const waits: Record<string, number[]> = {};
  for (const [name, queries] of Object.entries(QUERIES)) {
    waits[name] = [];
    for (let n = 0; n < READS; n++) {
      const q = encodeURIComponent(queries[n % queries.length] as string);
      const started = performance.now();
      await callApi<ChatSearchResult>({
        ...{ agent, method: 'GET', token: talker.token, body: undefined },
        url: `${stack.url}/api/v1/chat/search?q=${q}`,
      });
      waits[name].push(performance.now() - started);
    }
  }
  agent.destroy();
  return waits;
}

/** The index is built once all is there, as after a restore: to write a million messages is not what is measured. */
async function load(databaseUrl: string, personId: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const [index] = (
      await client.query<{ indexdef: string }>(
        `SELECT indexdef FROM pg_indexes WHERE indexname = 'chat_message_tails'`,
      )
    ).rows;
    await client.query('DROP INDEX chat_message_tails');
    await client.query(LOAD, [personId]);
    await client.query(FILL, [MESSAGES, ROOMS, WORDS, personId]);
    await client.query(`SET maintenance_work_mem = '512MB'`);
    await client.query(index?.indexdef ?? '');
    await client.query('VACUUM ANALYZE chat_message');
    await client.query('VACUUM ANALYZE conversation');
    await client.query('VACUUM ANALYZE conversation_member');
  } finally {
    await client.end();
  }
}

const LOAD = `
  WITH room AS (
    INSERT INTO conversation (kind, name, head, change_head, created_by)
    SELECT 'group', 'Bench room ' || n, ${MESSAGES / ROOMS}, ${MESSAGES / ROOMS} + 1, $1
    FROM generate_series(1, ${ROOMS}) AS n RETURNING id, name
  )
  INSERT INTO conversation_member (conversation_id, user_id, joined_change)
  SELECT room.id, e.id, 1 FROM room JOIN employee e
    ON e.id <> $1 OR substr(room.name, 12)::integer % 4 = 0
  WHERE e.id = $1 OR e.email IN ('sales.head@netra.example', 'finance@netra.example')`;

const FILL = `
  WITH room AS (
    SELECT id, substr(name, 12)::integer AS n FROM conversation WHERE name LIKE 'Bench room %'
  )
  INSERT INTO chat_message (conversation_id, seq, author_id, client_id, text, change, created_at)
  SELECT room.id, m / $2::integer + 1, $4, m::text,
    concat_ws(' ', w[1 + abs(hashint8(m)) % 50], 'to', w[1 + abs(hashint8(m + 1)) % 50], 'the',
      w[1 + abs(hashint8(m + 2)) % 50], w[1 + abs(hashint8(m + 3)) % 50], 'and', w[1 + abs(hashint8(m + 4)) % 50],
      'ticket-' || abs(hashint8(m + 5)) % 1000, 'ref-' || m, CASE WHEN room.n % 4 <> 0 THEN 'confidential' END),
    m / $2::integer + 2, now() - interval '2 years' + m * interval '1 minute'
  FROM generate_series(0::bigint, $1::bigint - 1) AS m, (SELECT $3::text[] AS w) AS words
  JOIN room ON true WHERE room.n = 1 + m % $2::integer`;
