import type { Clock } from '../../../platform/clock/clock';
import type { Database } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { queueMail } from '../../mail/use-cases/queue-mail';
import { quietPeople } from '../../notifications/queries-of-preferences';
import { mailCandidates, unreadConversations, type MailCandidate } from '../queries-for-mail';

/** What mailing unread messages needs. */
export interface ChatMailDeps {
  db: Database;
  bus: Bus;
  clock: Clock;
}

/**
 * Queues one mail for everybody who has left messages unread for `minutes`, about all of their conversations, so that the
 * next one comes after as many minutes at the earliest. The mail and up to where it goes are written together: whoever
 * runs this how often, no message is mailed twice. Who is in their quiet hours is mailed after them.
 * @returns how many mails were queued
 */
export async function mailUnread(
  deps: ChatMailDeps,
  input: { minutes: number },
): Promise<{ queued: number }> {
  const candidates = await mailCandidates(deps.db, input);
  const quiet = await quietPeople(deps.db, {
    userIds: candidates.map(({ userId }) => userId),
    now: deps.clock.now().getTime(),
  });
  let queued = 0;
  for (const candidate of candidates) {
    if (!quiet.has(candidate.userId) && (await mailOne(deps, candidate, input))) queued++;
  }
  return { queued };
}

/** One person's mail, unless another process is at it or has done it. */
async function mailOne(
  deps: ChatMailDeps,
  { userId, address }: MailCandidate,
  { minutes }: { minutes: number },
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const [lock] = await tx.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('chat-mail ' || $1::text, 0)) AS taken`,
      [userId],
    );
    if (!lock?.taken || (await mailCandidates(tx, { minutes, userId })).length === 0) return false;
    const conversations = await unreadConversations(tx, { userId });
    const [first] = conversations;
    if (!first) return false;
    tx.send(
      `INSERT INTO chat_mail_cursor (user_id, conversation_id, mailed_seq)
       SELECT $1, w.id, w."upTo" FROM jsonb_to_recordset($2::jsonb) AS w (id uuid, "upTo" bigint)
       ON CONFLICT (user_id, conversation_id) DO UPDATE
         SET mailed_seq = EXCLUDED.mailed_seq, mailed_at = clock_timestamp()`,
      [userId, JSON.stringify(conversations)],
    );
    const stretches = conversations.map(({ id, after, upTo }) => ({ id, after, upTo }));
    queueMail(deps, tx, [
      {
        template: 'chat-unread',
        to: { userId, address },
        // The first conversation is never mailed up to the same message again.
        messageKey: `chat-unread.${userId}.${first.id}.${first.upTo}`,
        props: { userId, stretches },
      },
    ]);
    return true;
  });
}
