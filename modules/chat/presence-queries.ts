import type { Queryable } from '../../platform/database/database';

/**
 * Whoever is in a direct conversation or a group with somebody may know whether they are there. Channels do not count: in a
 * channel of everybody, everybody coming to work would be told to everybody.
 */
const SHARED = `conversation_member p
  JOIN conversation c ON c.id = p.conversation_id AND c.kind <> 'channel'
  JOIN conversation_member v ON v.conversation_id = c.id AND v.left_at IS NULL AND v.user_id <> p.user_id
  WHERE p.left_at IS NULL`;

const TELLS = `NOT EXISTS (SELECT 1 FROM chat_setting told WHERE told.user_id = p.user_id AND NOT told.tells_presence)`;

/**
 * Who of the viewers may know of each of some people, with whether those tell it now. Viewers are picked here: SQL would
 * compare each member with every one of thousands.
 */
export async function presenceAudience(
  db: Queryable,
  input: { people: string[]; viewers: Set<string> },
): Promise<{ person: string; viewer: string; tells: boolean }[]> {
  if (input.people.length === 0 || input.viewers.size === 0) return [];
  const rows = await db.query<{ person: string; viewers: string[]; tells: boolean }>(
    `SELECT p.user_id AS person, array_agg(DISTINCT v.user_id) AS viewers, ${TELLS} AS tells FROM ${SHARED}
       AND p.user_id = ANY($1::uuid[]) GROUP BY p.user_id`,
    [input.people],
  );
  return rows.flatMap(({ person, viewers, tells }) =>
    viewers.filter((id) => input.viewers.has(id)).map((viewer) => ({ person, viewer, tells })),
  );
}

/** Of whom among some people each viewer may know, and who tell it. People are picked here, as above. */
export async function presencesFor(
  db: Queryable,
  input: { viewers: string[]; people: Set<string> },
): Promise<Map<string, string[]>> {
  if (input.people.size === 0) return new Map();
  const rows = await db.query<{ viewer: string; people: string[] }>(
    `SELECT v.user_id AS viewer, array_agg(DISTINCT p.user_id) AS people FROM ${SHARED}
       AND v.user_id = ANY($1::uuid[]) AND ${TELLS} GROUP BY v.user_id`,
    [input.viewers],
  );
  return new Map(
    rows.map(({ viewer, people }) => [viewer, people.filter((id) => input.people.has(id))]),
  );
}
