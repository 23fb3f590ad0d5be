import { z } from 'zod';
import type { Principal } from '../../../domain/access/principal';
import type { ChatAudit, ChatAuditsQuery } from '../../../domain/wire/chat-audit';
import type { Page } from '../../../domain/wire/common';
import { decodeCursor, toPage } from '../../../platform/database/cursor';
import type { Database, Queryable } from '../../../platform/database/database';
import { CALLED } from '../audit-queries';
import { noteAccess } from '../note-access';

const PREFIX = 'chat-audit.';
const eventNumber = z.string().regex(/^\d{1,18}$/);

interface Row {
  id: string;
  at: Date;
  action: ChatAudit['action'];
  actorId: string | null;
  actorName: string | null;
  subjectType: string;
  subjectId: string;
  subjectName: string | null;
  details: Partial<Pick<ChatAudit, 'reason' | 'hits' | 'address' | 'filters'>>;
  hits: string;
}

/**
 * Who read, exported, held or removed what others wrote, and why. HR reads all of it; an admin what they did themselves
 * and what NETRA did, for those who audit do not oversee the auditing. Reading it is an entry of it, which the next reading shows.
 */
export async function readChatAudits(
  db: Database,
  reader: { principal: Principal; address: string },
  query: ChatAuditsQuery,
): Promise<Page<ChatAudit>> {
  const { principal, address } = reader;
  return db.transaction(async (tx) => {
    const of = principal.roles.includes('hr') ? undefined : principal.id;
    const rows = await find(tx, { query, of, zone: principal.zone });
    noteAccess(
      tx,
      { ...principal, address },
      { action: 'log-read', filters: { ...query }, hits: Number(rows[0]?.hits ?? 0) },
    );
    return toPage(rows, query.limit, {
      position: ({ id }) => ({ sortKey: id, id }),
      present,
    });
  });
}

function find(
  db: Queryable,
  input: { query: ChatAuditsQuery; of: string | undefined; zone: string },
): Promise<Row[]> {
  const { query, of, zone } = input;
  const after = decodeCursor(query.cursor, { sortKey: eventNumber, id: eventNumber });
  return db.query<Row>(
    `WITH found AS (
       SELECT a.* FROM audit_event a WHERE a.action LIKE '${PREFIX}%'
         AND ($1::uuid IS NULL OR a.actor_id IS NULL OR a.actor_id = $1) AND ($2::uuid IS NULL OR a.actor_id = $2)
         AND ($3::text IS NULL OR a.action = $3)
         AND ($4::text IS NULL OR (a.subject_type = 'conversation' AND a.subject_id = $4))
         AND ($5::date IS NULL OR a.at >= $5::date::timestamp AT TIME ZONE $7::text)
         AND ($6::date IS NULL OR a.at < ($6::date + 1)::timestamp AT TIME ZONE $7::text)
         AND ($8::text IS NULL OR position(lower($8) IN lower(a.details ->> 'reason')) > 0)
     )
     SELECT a.id::text AS id, a.at, substr(a.action, ${PREFIX.length + 1}) AS action, a.details,
       actor.id AS "actorId", actor.name AS "actorName", a.subject_type AS "subjectType", a.subject_id AS "subjectId",
       CASE a.subject_type WHEN 'person' THEN (SELECT e.name FROM employee e WHERE e.id = a.subject_id::uuid)
         WHEN 'conversation' THEN (SELECT ${CALLED} FROM conversation c WHERE c.id = a.subject_id::uuid) END AS "subjectName",
       (SELECT count(*) FROM found) AS hits
     FROM found a LEFT JOIN employee actor ON actor.id = a.actor_id
     WHERE $9::bigint IS NULL OR a.id < $9 ORDER BY a.id DESC LIMIT $10`,
    [
      ...[of ?? null, query.actor ?? null, query.action ? PREFIX + query.action : null],
      ...[query.conversationId ?? null, query.from ?? null, query.to ?? null, zone],
      ...[query.q || null, after?.id ?? null, query.limit + 1],
    ],
  );
}

function present(row: Row): ChatAudit {
  const { actorId, actorName, subjectType: type, subjectId, subjectName, details } = row;
  const isNamed = type === 'conversation' || type === 'person';
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    subject: isNamed ? { type, id: subjectId, name: subjectName ?? '' } : null,
    reason: details.reason ?? null,
    hits: details.hits ?? null,
    address: details.address ?? null,
    filters: details.filters ?? {},
  };
}
