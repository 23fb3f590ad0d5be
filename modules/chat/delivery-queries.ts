import type { Queryable } from '../../platform/database/database';
import { mayChat } from './policy';

/** Where a conversation stands: its newest change, and the version of its members. */
export interface ConversationState {
  conversationId: string;
  change: number;
  membersVersion: number;
}

const STATE = `c.id AS "conversationId", c.change_head AS change, c.members_version AS "membersVersion"`;

type Raw<Row> = { [Key in keyof Row]: Row[Key] extends number ? string : Row[Key] };

const stateOf = (row: Raw<ConversationState>): ConversationState => ({
  conversationId: row.conversationId,
  change: Number(row.change),
  membersVersion: Number(row.membersVersion),
});

/** Where the conversations of each person stand; none, while they may not chat. */
export async function tracksOf(
  db: Queryable,
  userIds: string[],
): Promise<Map<string, ConversationState[]>> {
  const rows = await db.query<Raw<ConversationState> & { userId: string }>(
    `SELECT m.user_id AS "userId", ${STATE}
     FROM conversation_member m JOIN conversation c ON c.id = m.conversation_id
     WHERE m.user_id = ANY($1::uuid[]) AND m.left_at IS NULL AND ${mayChat('m.user_id')}`,
    [userIds],
  );
  const tracks = new Map<string, ConversationState[]>(userIds.map((id) => [id, []]));
  for (const row of rows) tracks.get(row.userId)?.push(stateOf(row));
  return tracks;
}

/** Where conversations stand. */
export async function conversationStates(
  db: Queryable,
  conversationIds: string[],
): Promise<ConversationState[]> {
  const rows = await db.query<Raw<ConversationState>>(
    `SELECT ${STATE} FROM conversation c WHERE c.id = ANY($1::uuid[])`,
    [conversationIds],
  );
  return rows.map(stateOf);
}

/** Who of some people is in each conversation and may chat, with the version that is true of. */
export async function membersAmong(
  db: Queryable,
  input: { conversationIds: string[]; userIds: string[] },
): Promise<{ conversationId: string; membersVersion: number; members: string[] }[]> {
  const rows = await db.query<Raw<ConversationState> & { members: string[] }>(
    `SELECT ${STATE}, ARRAY(SELECT m.user_id FROM conversation_member m
       WHERE m.conversation_id = c.id AND m.left_at IS NULL AND m.user_id = ANY($2::uuid[]) AND ${mayChat('m.user_id')}) AS members
     FROM conversation c WHERE c.id = ANY($1::uuid[])`,
    [input.conversationIds, input.userIds],
  );
  return rows.map((row) => ({ ...stateOf(row), members: row.members }));
}

/** Which conversations some people are in (of those named; who came within the last seconds), and the earliest change that let one of them in. */
export async function joinedSince(
  db: Queryable,
  input: { userIds: string[]; conversationIds?: string[]; seconds?: number },
): Promise<{ conversationId: string; joinedChange: number }[]> {
  const rows = await db.query<{ conversationId: string; joinedChange: string }>(
    `SELECT conversation_id AS "conversationId", min(joined_change) AS "joinedChange" FROM conversation_member
     WHERE user_id = ANY($1::uuid[]) AND left_at IS NULL
       AND ($2::uuid[] IS NULL OR conversation_id = ANY($2))
       AND ($3::float8 IS NULL OR joined_at > now() - make_interval(secs => $3)) GROUP BY conversation_id`,
    [input.userIds, input.conversationIds ?? null, input.seconds ?? null],
  );
  return rows.map((row) => ({ ...row, joinedChange: Number(row.joinedChange) }));
}
