import { staysOf, type Move } from '../../domain/chat/membership';
import type { AuditedMessage, Membership } from '../../domain/wire/chat-audit';
import type { PersonRef } from '../../domain/wire/common';
import type { Queryable } from '../../platform/database/database';
import { MESSAGE_COLUMNS, personColumns, presentMessage, type MessageRow } from './present-message';

/** SQL of the files beside a message `m`, as JSON. */
const FILES = `(SELECT coalesce(json_agg(json_build_object('name', f.name, 'sha256', f.sha256) ORDER BY f.position), '[]')
  FROM chat_file f WHERE f.conversation_id = m.conversation_id AND f.seq = m.seq)`;

/** Which messages auditors look for. Days are those of `zone`. */
interface MessageFilter {
  q?: string;
  from?: string;
  to?: string;
  edited?: 'true';
  deleted?: 'true';
  hasFile?: 'true';
}

/** How many parameters `isWanted` takes. */
const FILTER_SIZE = 7;

/** The parameters of `isWanted`. */
export function filterValues(filter: MessageFilter, zone: string): unknown[] {
  const { q, from, to, edited, deleted, hasFile } = filter;
  return [
    ...[q || null, from ?? null, to ?? null, zone],
    ...[edited === 'true', deleted === 'true', hasFile === 'true'],
  ];
}

/**
 * SQL condition that a message `m` is among those looked for. What it said before an edit or its deletion counts.
 * @param first number of the first of `filterValues`
 */
export function isWanted(first: number): string {
  const [q, from, to, zone, edited, deleted, hasFile] = Array.from(
    { length: FILTER_SIZE },
    (_, at) => `$${first + at}`,
  );
  return `(${q}::text IS NULL OR position(lower(${q}) IN lower(m.text)) > 0
      OR EXISTS (SELECT FROM chat_message_version old WHERE old.conversation_id = m.conversation_id
        AND old.seq = m.seq AND position(lower(${q}) IN lower(old.text)) > 0))
    AND (${from}::date IS NULL OR m.created_at >= ${from}::date::timestamp AT TIME ZONE ${zone}::text)
    AND (${to}::date IS NULL OR m.created_at < (${to}::date + 1)::timestamp AT TIME ZONE ${zone}::text)
    AND (NOT ${edited}::boolean OR m.edited_at IS NOT NULL)
    AND (NOT ${deleted}::boolean OR m.deleted_at IS NOT NULL)
    AND (NOT ${hasFile}::boolean OR json_array_length(${FILES}) > 0)`;
}

type Jsoned<Name extends keyof AuditedMessage> = Pick<AuditedMessage, Name>;
interface AuditedRow extends MessageRow, Jsoned<'versions'> {
  /** Also those of a deleted message. */
  everyFile: AuditedMessage['files'];
  reactors: AuditedMessage['reactions'];
}

/** SQL that spells an instant in JSON as the wire does. */
const wireInstant = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const AUDITED_COLUMNS = `${MESSAGE_COLUMNS}, ${FILES} AS "everyFile",
  coalesce((SELECT json_agg(json_build_object('version', v.version, 'text', v.text,
      'changedBy', json_build_object('id', e.id, 'name', e.name), 'changedAt', ${wireInstant('v.changed_at')}) ORDER BY v.version)
    FROM chat_message_version v JOIN employee e ON e.id = v.changed_by
    WHERE v.conversation_id = m.conversation_id AND v.seq = m.seq), '[]') AS versions,
  coalesce((SELECT json_agg(json_build_object('emoji', r.emoji,
      'by', json_build_object('id', e.id, 'name', e.name), 'at', ${wireInstant('r.created_at')}) ORDER BY r.created_at, e.id)
    FROM chat_reaction r JOIN employee e ON e.id = r.user_id
    WHERE r.conversation_id = m.conversation_id AND r.seq = m.seq), '[]') AS reactors`;

/**
 * Messages with everything they ever said: after a seq, oldest first, or the newest before one, newest first. For those
 * who may read what they are not in, which the caller has written down before.
 * @param input.person who wrote them
 * @param input.upTo the last seq there is, for whoever reads page after page of something that grows
 */
export async function listAuditedMessages(
  db: Queryable,
  input: {
    conversationId: string;
    filter: MessageFilter & { person?: string };
    zone: string;
    after?: number;
    before?: number;
    upTo?: number;
    limit: number;
  },
): Promise<AuditedMessage[]> {
  const { filter, after, before, upTo, limit } = input;
  const rows = await db.query<AuditedRow>(
    `SELECT ${AUDITED_COLUMNS} FROM chat_message m LEFT JOIN employee author ON author.id = m.author_id
     WHERE m.conversation_id = $1 AND ($2::uuid IS NULL OR m.author_id = $2)
       AND ($3::bigint IS NULL OR m.seq > $3) AND ($4::bigint IS NULL OR m.seq < $4)
       AND ($5::bigint IS NULL OR m.seq <= $5) AND ${isWanted(7)}
     ORDER BY m.seq ${after === undefined ? 'DESC' : 'ASC'} LIMIT $6`,
    [
      ...[input.conversationId, filter.person ?? null, after ?? null, before ?? null],
      ...[upTo ?? null, limit, ...filterValues(filter, input.zone)],
    ],
  );
  return rows.map(presentAudited);
}

/** How many messages of a conversation are among those looked for. */
export async function countAuditedMessages(
  db: Queryable,
  input: {
    conversationId: string;
    filter: MessageFilter & { person?: string };
    zone: string;
  },
): Promise<number> {
  const [row] = await db.query<{ hits: string }>(
    `SELECT count(*) AS hits FROM chat_message m
     WHERE m.conversation_id = $1 AND ($2::uuid IS NULL OR m.author_id = $2) AND ${isWanted(3)}`,
    [input.conversationId, input.filter.person ?? null, ...filterValues(input.filter, input.zone)],
  );
  return Number(row?.hits);
}

function presentAudited(row: AuditedRow): AuditedMessage {
  const { versions, everyFile: files, reactors } = row;
  return { ...presentMessage(row), versions, files, reactions: reactors };
}

interface MoveRow {
  kind: Move<PersonRef>['kind'];
  at: Date;
  byId: string;
  byName: string;
  whoId: string;
  whoName: string;
}

/** Who was in a conversation from when to when, as its log has it. */
export async function listMembership(db: Queryable, conversationId: string): Promise<Membership[]> {
  const rows = await db.query<MoveRow>(
    `SELECT ch.kind, ch.at, ${personColumns('ch.user_id', 'by')}, ${personColumns('ch.person_id', 'who')}
     FROM conversation_change ch LEFT JOIN employee "by" ON "by".id = ch.user_id
     LEFT JOIN employee who ON who.id = ch.person_id
     WHERE ch.conversation_id = $1 AND ch.kind IN ('joined', 'left') ORDER BY ch.change`,
    [conversationId],
  );
  return staysOf(
    rows.map(({ kind, at, byId, byName, whoId, whoName }) => ({
      kind,
      at: at.toISOString(),
      by: { id: byId, name: byName },
      person: { id: whoId, name: whoName },
    })),
  );
}
