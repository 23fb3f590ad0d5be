import type { ChangeKind } from '../../domain/wire/chat';
import type { Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';

/** One change to be written into a conversation's log. */
interface NewChange {
  kind: ChangeKind;
  /** Who does it. */
  by: string;
  /** Who comes or goes. */
  person?: string;
  /** The message it is about, or the last one that was read. */
  seq?: number;
}

/**
 * Takes the next number of a conversation's log for each change and writes them. The conversation stays locked until the
 * transaction ends: no change becomes visible before a lower one, and a rollback leaves no hole.
 * @returns the number of the last one
 */
export async function noteChanges(
  deps: { bus: Bus },
  tx: Transaction,
  input: { conversationId: string; changes: NewChange[] },
): Promise<number> {
  const { conversationId, changes } = input;
  const moves = changes.some(({ kind }) => kind === 'joined' || kind === 'left');
  const [row] = await tx.query<{ last: string }>(
    `WITH taken AS (
       UPDATE conversation SET change_head = change_head + cardinality($2::text[]), members_version = members_version + $6::int
       WHERE id = $1 RETURNING change_head
     ), written AS (
       INSERT INTO conversation_change (conversation_id, change, kind, user_id, person_id, seq)
       SELECT $1, taken.change_head - cardinality($2::text[]) + c.n, c.kind, c.by, c.person, c.seq
       FROM taken, unnest($2::text[], $3::uuid[], $4::uuid[], $5::bigint[]) WITH ORDINALITY AS c (kind, by, person, seq, n)
     ) SELECT change_head AS last FROM taken`,
    [
      conversationId,
      changes.map(({ kind }) => kind),
      changes.map(({ by }) => by),
      changes.map(({ person }) => person ?? null),
      changes.map(({ seq }) => seq ?? null),
      moves ? 1 : 0,
    ],
  );
  tx.afterCommit(() => deps.bus.publish({ topic: 'chat', conversationIds: [conversationId] }));
  return Number(row?.last);
}
