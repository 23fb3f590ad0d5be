import { z } from 'zod';
import type { AuditedConversation, AuditListQuery } from '../../domain/wire/chat-audit';
import type { Page } from '../../domain/wire/common';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { filterValues, isWanted } from './audited-messages';
import { noSuchConversation } from './queries';

const PEOPLE_NAMED = 8;
/** Microseconds since 1970. */
const instantNumber = z.string().regex(/^\d{1,18}$/);

/** SQL of what a conversation `c` is called by those who are not in it. */
export const CALLED = `coalesce(c.name, (SELECT string_agg(who.name, ', ' ORDER BY who.name, who.id) FROM (
  SELECT e.name, e.id FROM conversation_member o JOIN employee e ON e.id = o.user_id
  WHERE o.conversation_id = c.id ORDER BY e.name, e.id LIMIT ${PEOPLE_NAMED}) AS who), '')`;

const COLUMNS = `c.id, c.kind, c.visibility, c.name, c.topic, c.head, c.created_at AS "createdAt",
  (SELECT l.created_at FROM chat_message l WHERE l.conversation_id = c.id ORDER BY l.seq DESC LIMIT 1) AS "lastAt",
  (SELECT count(*) FROM conversation_member o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "memberCount",
  coalesce((SELECT json_agg(json_build_object('id', who.id, 'name', who.name) ORDER BY who.name, who.id) FROM (
    SELECT e.id, e.name FROM conversation_member o JOIN employee e ON e.id = o.user_id
    WHERE o.conversation_id = c.id AND o.left_at IS NULL ORDER BY e.name, e.id LIMIT ${PEOPLE_NAMED}) AS who), '[]') AS people,
  chat_is_held(c.id) AS held`;

type Row = Omit<AuditedConversation, 'head' | 'memberCount' | 'createdAt' | 'lastAt'> & {
  head: string;
  memberCount: string;
  createdAt: Date;
  lastAt: Date | null;
};

function present(row: Row): AuditedConversation {
  const { id, kind, visibility, name, topic, people, held } = row;
  return {
    ...{ id, kind, visibility, name, topic, people, held },
    head: Number(row.head),
    memberCount: Number(row.memberCount),
    createdAt: row.createdAt.toISOString(),
    lastAt: row.lastAt?.toISOString() ?? null,
  };
}

const MICROSECONDS = `(extract(epoch FROM coalesce(last.created_at, c.created_at)) * 1000000)::bigint`;
const FIRST_FILTER = 7;

/**
 * Conversations of anybody, the liveliest first, and how many there are. For those who may read what they are not in,
 * which the caller has written down before.
 */
export async function listAuditedConversations(
  db: Queryable,
  query: AuditListQuery,
  zone: string,
): Promise<Page<AuditedConversation> & { hits: number }> {
  const cursor = decodeCursor(query.cursor, { sortKey: instantNumber });
  const rows = await db.query<Row & { place: string; hits: string }>(
    `WITH found AS (
       SELECT c.id, ${MICROSECONDS} AS place FROM conversation c
       LEFT JOIN LATERAL (SELECT l.created_at FROM chat_message l
         WHERE l.conversation_id = c.id ORDER BY l.seq DESC LIMIT 1) AS last ON true
       WHERE ($1::text IS NULL OR c.kind = $1)
         AND ($2::uuid IS NULL OR EXISTS (SELECT FROM conversation_member p
           WHERE p.conversation_id = c.id AND p.user_id = $2))
         AND (NOT $3::boolean OR position(lower($${FIRST_FILTER}::text) IN lower(c.name || ' ' || c.topic)) > 0
           OR EXISTS (SELECT FROM chat_message m WHERE m.conversation_id = c.id AND ${isWanted(FIRST_FILTER)}))
     )
     SELECT ${COLUMNS}, found.place, (SELECT count(*) FROM found) AS hits
     FROM found JOIN conversation c ON c.id = found.id
     WHERE $4::bigint IS NULL OR (found.place, found.id) < ($4, $5::uuid)
     ORDER BY found.place DESC, found.id DESC LIMIT $6`,
    [
      ...[query.kind ?? null, query.person ?? null, narrowsMessages(query)],
      ...[cursor?.sortKey ?? null, cursor?.id ?? null, query.limit + 1],
      ...filterValues(query, zone),
    ],
  );
  const position = ({ place, id }: (typeof rows)[number]) => ({ sortKey: place, id });
  return {
    ...toPage(rows, query.limit, { position, present }),
    hits: Number(rows[0]?.hits ?? 0),
  };
}

const narrowsMessages = ({ q, from, to, edited, deleted, hasFile }: AuditListQuery) =>
  [q, from, to, edited, deleted, hasFile].some(Boolean);

/** Any conversation. @throws DomainError not-found */
export async function findAuditedConversation(
  db: Queryable,
  conversationId: string,
): Promise<AuditedConversation> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM conversation c WHERE c.id = $1`, [
    conversationId,
  ]);
  if (!row) throw noSuchConversation();
  return present(row);
}

/** A conversation that is exported: up to which message, and how many those of the period are. */
export interface ExportedConversation extends AuditedConversation {
  messages: number;
}

/**
 * What an export is made of: one conversation, or all that a person is or was in and that have messages in the period.
 * @throws DomainError not-found, when one is named and there is none
 */
export async function listExported(
  db: Queryable,
  input: {
    conversationId?: string;
    personId?: string;
    from?: string;
    to?: string;
    zone: string;
  },
): Promise<ExportedConversation[]> {
  const rows = await db.query<Row & { messages: string }>(
    `SELECT * FROM (SELECT ${COLUMNS}, (SELECT count(*) FROM chat_message m
         WHERE m.conversation_id = c.id AND ${isWanted(3)}) AS messages
       FROM conversation c WHERE ($1::uuid IS NULL OR c.id = $1)
         AND ($2::uuid IS NULL OR EXISTS (SELECT FROM conversation_member p
           WHERE p.conversation_id = c.id AND p.user_id = $2))) AS c
     WHERE messages > 0 OR id = $1 ORDER BY "createdAt", id`,
    [input.conversationId ?? null, input.personId ?? null, ...filterValues(input, input.zone)],
  );
  if (input.conversationId && rows.length === 0) throw noSuchConversation();
  return rows.map((row) => ({ ...present(row), messages: Number(row.messages) }));
}
