import type { ChatDeps } from '../deps';

/** Messages that go in one transaction, which holds up a conversation for some tens of milliseconds. */
const BATCH = 500;
/** Batches of one call: it stays far below the time an activity has. */
const BATCHES = 40;

/**
 * Removes messages that no rule keeps, a batch at a time: what they say and ever said goes, their rows and numbers stay.
 * The database judges each batch by the rules and holds of that moment and writes it into the auditors' log. Safe to run
 * twice, and at once: what has gone is past.
 * @returns how many have gone, and whether there may be more
 */
export async function applyRetention(deps: ChatDeps): Promise<{ removed: number; more: boolean }> {
  let removed = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const [next] = await deps.db.query<{ id: string }>(NEXT);
    if (!next) return { removed, more: false };
    removed += await removeBatch(deps, next.id);
  }
  return { removed, more: true };
}

function removeBatch(deps: ChatDeps, conversationId: string): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const [row] = await tx.query<{ removed: number }>(
      'SELECT remove_expired_messages($1, $2) AS removed',
      [conversationId, BATCH],
    );
    tx.afterCommit(() => deps.bus.publish({ topic: 'chat', conversationIds: [conversationId] }));
    return row?.removed ?? 0;
  });
}

// The oldest message that is left tells whether something goes.
const NEXT = `
  SELECT c.id FROM conversation c CROSS JOIN LATERAL (SELECT chat_kept_since(c.id) AS since OFFSET 0) AS kept
  WHERE (SELECT m.created_at FROM chat_message m WHERE m.conversation_id = c.id AND m.seq > c.removed_to
    ORDER BY m.seq LIMIT 1) < kept.since LIMIT 1`;
