import type {
  Hold,
  PreviewRetention,
  Retention,
  RetentionPreview,
} from '../../domain/wire/chat-retention';
import type { Queryable } from '../../platform/database/database';
import { CALLED } from './audit-queries';

const MOST_HOLDS = 500;

/** The rules that apply. A kind without one keeps its messages for ever. */
export async function readRetention(db: Queryable): Promise<Retention> {
  const rows = await db.query<{
    kind: 'direct' | 'group' | 'channel' | null;
    days: number | null;
    id: string | null;
    name: string | null;
  }>(
    `SELECT r.kind, r.days, c.id, CASE WHEN c.id IS NOT NULL THEN ${CALLED} END AS name
     FROM chat_retention_rule r LEFT JOIN conversation c ON c.id = r.conversation_id ORDER BY name, c.id`,
  );
  const daysOf = (kind: string) => rows.find((row) => row.kind === kind)?.days ?? null;
  return {
    direct: daysOf('direct'),
    group: daysOf('group'),
    channel: daysOf('channel'),
    conversations: rows.flatMap(({ id, name, days }) =>
      id === null ? [] : [{ conversation: { id, name: name ?? '' }, days }],
    ),
  };
}

/** Rules as rows: of a kind, or of one conversation. */
export function ruleRows(rules: PreviewRetention) {
  const { direct, group, channel, conversations } = rules;
  return [
    ...Object.entries({ direct, group, channel }).flatMap(([kind, days]) =>
      days === null ? [] : [{ kind, conversation_id: null, days }],
    ),
    ...conversations.map(({ conversationId, days }) => ({
      ...{ kind: null, conversation_id: conversationId, days },
    })),
  ];
}

/** What rules would remove the next time they are applied, and what of it a hold keeps. */
export async function previewRetention(
  db: Queryable,
  rules: PreviewRetention,
): Promise<RetentionPreview> {
  const [row] = await db.query<Record<keyof RetentionPreview, string>>(
    `WITH rule AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (kind text, conversation_id uuid, days integer)
     ), expired AS (
       SELECT c.id, chat_is_held(c.id) AS held, (SELECT count(*) FROM chat_message m WHERE m.conversation_id = c.id
         AND m.removed_at IS NULL AND m.created_at < now() - make_interval(days => chosen.days)) AS messages
       FROM conversation c CROSS JOIN LATERAL (SELECT r.days FROM rule r
         WHERE r.conversation_id = c.id OR r.kind = c.kind ORDER BY r.conversation_id IS NULL LIMIT 1) AS chosen
     )
     SELECT coalesce(sum(messages) FILTER (WHERE NOT held), 0) AS messages,
       count(*) FILTER (WHERE NOT held AND messages > 0) AS conversations,
       coalesce(sum(messages) FILTER (WHERE held), 0) AS "heldMessages" FROM expired`,
    [JSON.stringify(ruleRows(rules))],
  );
  return {
    messages: Number(row?.messages),
    conversations: Number(row?.conversations),
    heldMessages: Number(row?.heldMessages),
  };
}

interface HoldRow extends Pick<Hold, 'id' | 'reason'> {
  personId: string | null;
  personName: string;
  conversationId: string | null;
  conversationName: string;
  setById: string;
  setByName: string;
  setAt: Date;
  liftedById: string;
  liftedByName: string;
  liftedAt: Date | null;
  liftReason: string;
}

/** Holds, those that apply first, the newest first. @param of one of them, or those about one conversation or person */
export async function listHolds(
  db: Queryable,
  of: { id?: string; conversationId?: string; personId?: string } = {},
): Promise<Hold[]> {
  const rows = await db.query<HoldRow>(
    `SELECT h.id, h.reason, h.set_at AS "setAt", h.lifted_at AS "liftedAt", h.lift_reason AS "liftReason",
       h.person_id AS "personId", p.name AS "personName", c.id AS "conversationId",
       CASE WHEN c.id IS NOT NULL THEN ${CALLED} END AS "conversationName",
       h.set_by AS "setById", s.name AS "setByName", h.lifted_by AS "liftedById", l.name AS "liftedByName"
     FROM chat_hold h JOIN employee s ON s.id = h.set_by LEFT JOIN employee l ON l.id = h.lifted_by
     LEFT JOIN employee p ON p.id = h.person_id LEFT JOIN conversation c ON c.id = h.conversation_id
     WHERE ($1::uuid IS NULL OR h.id = $1) AND ($2::uuid IS NULL OR h.conversation_id = $2)
       AND ($3::uuid IS NULL OR h.person_id = $3)
     ORDER BY h.lifted_at IS NOT NULL, h.set_at DESC, h.id LIMIT ${MOST_HOLDS}`,
    [of.id ?? null, of.conversationId ?? null, of.personId ?? null],
  );
  return rows.map(presentHold);
}

function presentHold(row: HoldRow): Hold {
  const { id, reason, personId, conversationId } = row;
  return {
    ...{ id, reason, setAt: row.setAt.toISOString() },
    person: personId === null ? null : { id: personId, name: row.personName },
    conversation:
      conversationId === null ? null : { id: conversationId, name: row.conversationName },
    setBy: { id: row.setById, name: row.setByName },
    lifted: row.liftedAt && {
      by: { id: row.liftedById, name: row.liftedByName },
      at: row.liftedAt.toISOString(),
      reason: row.liftReason,
    },
  };
}
