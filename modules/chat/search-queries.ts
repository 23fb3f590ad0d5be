import type { ChatSearchQuery, ChatSearchResult } from '../../domain/wire/chat-search';
import { containing } from '../../platform/database/containing';
import type { Database, Transaction } from '../../platform/database/database';
import { MESSAGE_COLUMNS, presentMessage, type MessageRow } from './present-message';

/** So few messages are looked through one by one. */
const FEW = 10_000;
/** Of the whole company, newest first: as far back as one looks for a frequent word before asking the index. */
const WALKED = 50_000;
/** In every fiftieth message: thirty are soon found by walking back. */
const IS_FREQUENT = 0.02;
/** A word that nearly every message has is found by looking at messages, not by an index of words. */
const IS_EVERYWHERE = 0.8;
const MOST_WORDS = 8;
/** How much of each tail the index holds: `chat_tails` of the migration says the same. */
const TAIL = 8;
const OTHERS_NAMED = 8;

type Search = ChatSearchQuery & { userId: string };
type Place = ChatSearchResult['items'][number]['conversation'];

interface FoundRow extends MessageRow {
  kind: Place['kind'];
  placeName: string | null;
  others: Place['others'] | null;
  memberCount: string;
  /** Microseconds: two messages of one millisecond keep their order over pages. */
  at: string;
}

/** What is looked for, and where. */
interface Prepared {
  /** Folded as `chat_fold` does. */
  words: string[];
  rooms: string[];
  /** Messages there are in them. */
  size: number;
  /** Messages there are, as of the table's last statistics; -1 before the first ones. */
  total: number;
}

/**
 * Messages that hold every word of `q`, or part of a word, whatever its case and accents: the newest first, as they read
 * now, and only of conversations that the person is in now. What is deleted is not found.
 *
 * A frequent word is found by walking back from the newest message, a rare one by the index of tails; the database's
 * statistics say which it is, and a wrong guess costs time only. Every way stands on the same conditions.
 */
export async function searchMessages(db: Database, search: Search): Promise<ChatSearchResult> {
  return db.transaction(async (tx) => {
    // How many conversations and how rare a word decide the plan: one for everybody would suit nobody.
    tx.send('SET LOCAL plan_cache_mode = force_custom_plan');
    // The pages of the index and of what it finds are in memory; to start helpers takes longer than they help.
    for (const setting of [
      'jit = off',
      'random_page_cost = 1.1',
      'max_parallel_workers_per_gather = 0',
    ])
      tx.send(`SET LOCAL ${setting}`);
    const wanted = { ...search, ...(await prepare(tx, search)) };
    return pageOf(await findNewest(tx, wanted), search.limit);
  });
}

async function findNewest(tx: Transaction, wanted: Search & Prepared): Promise<FoundRow[]> {
  if (wanted.size <= FEW) return find(tx, wanted, 'rooms');
  const { words, total } = wanted;
  const tails = tailsQuery(words, BOTH_ENDS);
  const share = await shareOf(tx, tails, total);
  if (share <= IS_FREQUENT) return find(tx, wanted, 'index', tails);
  const newest = await find(tx, wanted, 'walk');
  if (newest.length > wanted.limit) return newest;
  if (share > IS_EVERYWHERE) return find(tx, wanted, 'rooms');
  const first = tailsQuery(words, FIRST_LETTERS);
  const isEnough = first !== tails && (await shareOf(tx, first, total)) < 2 * share;
  return find(tx, wanted, 'index', isEnough ? first : tails);
}

/** In how many of `total` messages the index has these tails, as the planner estimates it: 0 to 1. */
async function shareOf(tx: Transaction, tails: string, total: number): Promise<number> {
  const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    'EXPLAIN (FORMAT JSON) SELECT FROM chat_message m WHERE chat_tails(m.text) @@ $1::tsquery',
    [tails],
  );
  return total > 0 ? (row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0) / total : 0;
}

/** The heads of conversations say how many messages there are without counting them. */
async function prepare(tx: Transaction, search: Search): Promise<Prepared> {
  const words = search.q.trim().split(/\s+/u).slice(0, MOST_WORDS);
  const [row] = await tx.query<{ words: string[]; rooms: string[]; size: string; total: number }>(
    `SELECT ARRAY(SELECT chat_fold(w) FROM unnest($3::text[]) AS w) AS words,
       coalesce(array_agg(c.id), '{}') AS rooms, coalesce(sum(c.head), 0) AS size,
       (SELECT reltuples FROM pg_class WHERE oid = 'chat_message'::regclass) AS total
     FROM conversation c WHERE c.id IN (${MINE})`,
    [search.userId, search.conversationId ?? null, words],
  );
  if (!row) throw new Error('an aggregate always answers');
  return { ...row, size: Number(row.size) };
}

async function find(
  tx: Transaction,
  search: Search & Prepared,
  source: keyof typeof SOURCES,
  tails?: string,
): Promise<FoundRow[]> {
  const [at, id] = search.cursor?.split('_') ?? [null, null];
  return tx.query<FoundRow>(
    `WITH found AS MATERIALIZED (${SOURCES[source]}),
       newest AS (SELECT * FROM found ORDER BY created_at DESC, id DESC LIMIT $10)
     SELECT ${MESSAGE_COLUMNS}, ${PLACE_COLUMNS}, (extract(epoch FROM m.created_at) * 1000000)::bigint AS at
     FROM newest n JOIN chat_message m ON m.conversation_id = n.conversation_id AND m.seq = n.seq
     JOIN conversation c ON c.id = m.conversation_id
     LEFT JOIN employee author ON author.id = m.author_id
     ORDER BY m.created_at DESC, m.id DESC`,
    [
      search.userId,
      search.conversationId ?? null,
      search.words.map(containing),
      search.from ?? null,
      search.after ?? null,
      search.before ?? null,
      search.has === 'file',
      at,
      id,
      search.limit + 1,
      ...(source === 'walk' ? [] : [search.rooms]),
      ...(tails === undefined ? [] : [tails]),
    ],
  );
}

function pageOf(rows: FoundRow[], limit: number): ChatSearchResult {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      message: presentMessage(row),
      conversation: {
        ...{ id: row.conversationId, kind: row.kind, name: row.placeName },
        others: row.others ?? [],
        memberCount: Number(row.memberCount),
      },
    })),
    nextCursor: last && rows.length > limit ? `${last.at}_${last.id}` : null,
  };
}

/**
 * What the index is asked of a word that is longer than what it holds of a tail: its first letters and its last ones. A
 * word that many messages have is found by the first alone in two thirds of the time, and its text is compared anyway.
 */
const BOTH_ENDS = (letters: string[]) => [letters.slice(0, TAIL), letters.slice(-TAIL)];
const FIRST_LETTERS = (letters: string[]) => [letters.slice(0, TAIL)];

/** A word begins one of the tails. @param partsOf what is asked of a word that is too long */
function tailsQuery(words: string[], partsOf: (letters: string[]) => string[][]): string {
  const prefixes = words.flatMap((word) => word.split(/\s+/u)).filter((part) => part !== '');
  return prefixes
    .flatMap((part) => {
      const letters = [...part];
      return letters.length > TAIL ? partsOf(letters).map((some) => some.join('')) : [part];
    })
    .map((prefix) => `'${prefix.replace(/['\\]/g, '$&$&')}':*`)
    .join(' & ');
}

/** The conversations somebody is in now. */
const MINE = `SELECT i.conversation_id FROM conversation_member i
  WHERE i.user_id = $1 AND i.left_at IS NULL AND ($2::uuid IS NULL OR i.conversation_id = $2)`;

const IN_TIME = `($5::timestamptz IS NULL OR m.created_at >= $5) AND ($6::timestamptz IS NULL OR m.created_at < $6)
  AND ($8::bigint IS NULL OR (m.created_at, m.id) < ('epoch'::timestamptz + $8 * interval '1 microsecond', $9::uuid))`;

const FITS = `m.deleted_at IS NULL AND ($4::uuid IS NULL OR m.author_id = $4) AND ${IN_TIME}
  AND (NOT $7 OR EXISTS (SELECT 1 FROM chat_file f WHERE f.conversation_id = m.conversation_id AND f.seq = m.seq))`;

// Text costs the most to compare: it is looked at last, and only where the rest agrees.
const SAYS = `CASE WHEN m.conversation_id IN (${MINE}) THEN chat_fold(m.text) LIKE ALL ($3::text[]) ELSE false END`;

const KEYS = 'm.conversation_id, m.seq, m.created_at, m.id';

/**
 * Where candidates come from. Rooms are named to the planner besides: it can join their index with that of tails. What
 * the index finds is put in order by its keys alone, and read from the newest on until the page is full.
 */
const SOURCES = {
  rooms: `SELECT ${KEYS} FROM chat_message m WHERE m.conversation_id = ANY($11::uuid[]) AND ${FITS} AND ${SAYS}`,
  walk: `SELECT ${KEYS} FROM (SELECT * FROM chat_message m WHERE ${IN_TIME}
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${WALKED}) AS m WHERE ${FITS} AND ${SAYS}
    ORDER BY m.created_at DESC, m.id DESC LIMIT $10`,
  index: `SELECT k.* FROM (SELECT ${KEYS} FROM chat_message m WHERE m.conversation_id = ANY($11::uuid[])
      AND chat_tails(m.text) @@ $12::tsquery AND ${FITS} ORDER BY m.created_at DESC, m.id DESC OFFSET 0) AS k
    CROSS JOIN LATERAL (SELECT FROM chat_message m
      WHERE m.conversation_id = k.conversation_id AND m.seq = k.seq AND ${SAYS} OFFSET 0) AS said
    ORDER BY k.created_at DESC, k.id DESC LIMIT $10`,
};

const PLACE_COLUMNS = `c.kind, c.name AS "placeName",
  (SELECT count(*) FROM conversation_member o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "memberCount",
  CASE WHEN c.kind <> 'channel' THEN
    (SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id) FROM
      (SELECT e.id, e.name FROM conversation_member o JOIN employee e ON e.id = o.user_id
       WHERE o.conversation_id = c.id AND o.left_at IS NULL AND o.user_id <> $1
       ORDER BY e.name, e.id LIMIT ${OTHERS_NAMED}) AS o) END AS others`;
