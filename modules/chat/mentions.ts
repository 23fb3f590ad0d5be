import { DomainError, invalidInput } from '../../domain/errors';
import type { ConversationWire, MemberWire, MessageWire } from '../../domain/wire/chat';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { notifyPeople } from '../notifications/use-cases/notify-people';
import { settleRows } from '../notifications/use-cases/settle-rows';
import { mayChat } from './policy';

/** In larger conversations whoever names everybody has to say that they mean it. */
const MOST_NAMED_UNASKED = 20;
/** In larger channels only owners name everybody. */
const MOST_NAMED_BY_ANYBODY = 100;

/** What the row of a bell is known by that says who was named in a message. */
export const mentionKey = (conversationId: string, seq: string | number) =>
  `mention:${conversationId}:${seq}`;

/** Whom a message names. */
interface Mentioning {
  message: Pick<MessageWire, 'seq' | 'author'>;
  userIds: string[];
  /** Everybody in the conversation. */
  all: boolean;
}

/**
 * Lets nobody name a crowd by mistake.
 * @throws DomainError invalid-input with how many people it would be, forbidden (a large channel, and no owner of it)
 */
export async function guardMentionOfAll(
  db: Queryable,
  input: { userId: string; conversationId: string; confirmed: boolean },
): Promise<void> {
  const [of] = await db.query<{
    kind: ConversationWire['kind'];
    role: MemberWire['role'];
    people: string;
  }>(
    `SELECT c.kind, me.role, (SELECT count(*) FROM conversation_member o
       WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS people
     FROM conversation c JOIN conversation_member me ON me.conversation_id = c.id
     WHERE c.id = $1 AND me.user_id = $2 AND me.left_at IS NULL`,
    [input.conversationId, input.userId],
  );
  // Somebody who is not in it is refused by the write itself.
  if (!of) return;
  const people = Number(of.people);
  if (of.kind === 'channel' && of.role !== 'owner' && people > MOST_NAMED_BY_ANYBODY) {
    throw new DomainError('forbidden', 'Only an owner names everybody in a channel this large.');
  }
  if (people > MOST_NAMED_UNASKED && !input.confirmed) {
    const message = `This names ${people} people. Confirm that you mean all of them.`;
    throw invalidInput([{ path: 'confirmMentionsAll', message }]);
  }
}

/**
 * Writes down whom messages name and rings their bells, each once per message: of those in the conversation, the author
 * aside. Whoever may not chat now is named, and finds it in the chat once they may: no bell tells them before. The
 * conversation is locked by the caller.
 * @returns who has been added, by the message's seq
 */
export async function noteMentions(
  deps: { bus: Bus },
  tx: Transaction,
  input: { conversationId: string; mentioning: Mentioning[] },
): Promise<Map<number, string[]>> {
  const { conversationId, mentioning } = input;
  const added = new Map<number, string[]>();
  if (mentioning.length === 0) return added;
  const named = mentioning.map(({ message, userIds, all }) => ({
    ...{ seq: message.seq, author: message.author.id, people: userIds, everybody: all },
  }));
  const rows = await tx.query<{
    seq: string;
    userId: string;
    place: string | null;
    hears: boolean;
  }>(
    `WITH added AS (
       INSERT INTO chat_mention (conversation_id, seq, user_id)
       SELECT $1, d.seq, m.user_id
       FROM jsonb_to_recordset($2::jsonb) AS d (seq bigint, author uuid, people uuid[], everybody boolean)
       JOIN conversation_member m ON m.conversation_id = $1 AND m.left_at IS NULL AND m.user_id <> d.author
         AND (d.everybody OR m.user_id = ANY(d.people))
       ON CONFLICT DO NOTHING RETURNING seq, user_id
     ) SELECT a.seq, a.user_id AS "userId", c.name AS place, ${mayChat('a.user_id')} AS hears
     FROM added a, conversation c WHERE c.id = $1 ORDER BY a.seq, a.user_id`,
    [conversationId, JSON.stringify(named)],
  );
  const authors = new Map(mentioning.map(({ message: { seq, author } }) => [seq, author.name]));
  for (const row of rows) {
    const seq = Number(row.seq);
    added.set(seq, [...(added.get(seq) ?? []), row.userId]);
  }
  notifyPeople(
    deps,
    tx,
    rows
      .filter(({ hears }) => hears)
      .map(({ seq, userId, place }) => ({
        ...{ userId, type: 'mention', dedupeKey: mentionKey(conversationId, seq) },
        title: `${authors.get(Number(seq))} mentioned you${place ? ` in ${place}` : ''}`,
        link: `/chat/${conversationId}?message=${seq}`,
      })),
  );
  return added;
}

/** What somebody reads in a conversation waits in their bell no longer. */
export async function readMentions(
  deps: { bus: Bus },
  tx: Transaction,
  read: { userId: string; conversationId: string; after: number; upTo: number },
): Promise<void> {
  const { userId, conversationId, after, upTo } = read;
  const named = await tx.query<{ seq: string }>(
    'SELECT seq FROM chat_mention WHERE user_id = $1 AND conversation_id = $2 AND seq > $3 AND seq <= $4',
    [userId, conversationId, after, upTo],
  );
  const keys = named.map(({ seq }) => ({ userId, dedupeKey: mentionKey(conversationId, seq) }));
  await settleRows(deps, tx, { keys });
}

/** Forgets whom a message named, but for some; in the bells of the others it waits no longer. */
export async function forgetMentions(
  deps: { bus: Bus },
  tx: Transaction,
  of: { conversationId: string; seq: string; except: string[] },
): Promise<void> {
  const { conversationId, seq, except } = of;
  const named = await tx.query<{ userId: string }>(
    `DELETE FROM chat_mention WHERE conversation_id = $1 AND seq = $2 AND user_id <> ALL ($3::uuid[])
     RETURNING user_id AS "userId"`,
    [conversationId, seq, except],
  );
  const dedupeKey = mentionKey(conversationId, seq);
  const keys = named.map(({ userId }) => ({ userId, dedupeKey }));
  await settleRows(deps, tx, { keys, withdrawn: true });
}
