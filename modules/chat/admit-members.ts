import { invalidInput } from '../../domain/errors';
import type { MemberWire } from '../../domain/wire/chat';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { ChatDeps } from './deps';
import { noteChanges } from './note-change';

/** @throws DomainError invalid-input naming the first id that is no active person */
export async function requireActivePeople(db: Queryable, ids: string[]): Promise<void> {
  const known = await db.query<{ id: string }>(
    'SELECT id FROM employee WHERE id = ANY($1::uuid[]) AND active',
    [ids],
  );
  const found = new Set(known.map(({ id }) => id));
  const problems = ids.flatMap((id, at) =>
    found.has(id) ? [] : { path: `memberIds.${at}`, message: 'There is no such active person.' },
  );
  if (problems.length > 0) throw invalidInput(problems);
}

/**
 * Lets people into a conversation whose lock is held. Who is in it already is passed over; who was in it before goes on
 * reading where they stopped.
 */
export async function admitMembers(
  deps: ChatDeps,
  tx: Transaction,
  input: {
    conversationId: string;
    by: string;
    people: { id: string; role: MemberWire['role'] }[];
  },
): Promise<void> {
  const { conversationId, by } = input;
  const inside = await tx.query<{ id: string }>(
    `SELECT user_id AS id FROM conversation_member
     WHERE conversation_id = $1 AND user_id = ANY($2::uuid[]) AND left_at IS NULL`,
    [conversationId, input.people.map(({ id }) => id)],
  );
  const insideIds = new Set(inside.map(({ id }) => id));
  const people = input.people.filter(
    ({ id }, at) => !insideIds.has(id) && input.people.findIndex((other) => other.id === id) === at,
  );
  if (people.length === 0) return;
  const last = await noteChanges(deps, tx, {
    conversationId,
    changes: people.map(({ id }) => ({ kind: 'joined', by, person: id })),
  });
  tx.send(
    `INSERT INTO conversation_member (conversation_id, user_id, role, joined_change)
     SELECT $1, p.id, p.role, $4 FROM unnest($2::uuid[], $3::text[]) AS p (id, role)
     ON CONFLICT (conversation_id, user_id) DO UPDATE
       SET left_at = NULL, joined_at = clock_timestamp(), role = excluded.role, joined_change = excluded.joined_change`,
    [
      conversationId,
      people.map(({ id }) => id),
      people.map(({ role }) => role),
      last - people.length + 1,
    ],
  );
}
