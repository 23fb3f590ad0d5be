import { randomUUID } from 'node:crypto';
import type { ConversationWire, MessageWire } from '../../domain/wire/chat';
import type { Persona } from './company';
import type { TestApi, TestClient } from './api';

/** A reason as auditors give one. */
export const WHY = 'Complaint 17 of the Kaveri deal';
/** The same in an address. */
export const WHY_QUERY = `reason=${encodeURIComponent(WHY)}`;

/** Starts a conversation as the first of these people, with the others; two are a direct one. */
export async function startWith(
  api: TestApi,
  personas: Persona[],
  wanted: object = {},
): Promise<string> {
  const [first, ...others] = personas as [Persona, ...Persona[]];
  const memberIds = others.map((persona) => api.company.people[persona]);
  const kind = others.length === 1 ? 'direct' : 'group';
  const client = await api.as(first);
  const answer = await client.post('/conversations', { kind, memberIds, ...wanted });
  if (answer.status !== 201) throw new Error(`not started: ${JSON.stringify(answer.body)}`);
  return (answer.body as ConversationWire).id;
}

/** Says something. */
export async function say(client: TestClient, id: string, text: string): Promise<MessageWire> {
  const body = { clientId: randomUUID(), text };
  const answer = await client.post(`/conversations/${id}/messages`, body);
  if (answer.status !== 201) throw new Error(`not said: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Has messages of a conversation written some days earlier than they were, the first ones or all. */
export async function makeOld(
  api: Pick<TestApi, 'db'>,
  conversationId: string,
  { days, upTo = 1_000_000 }: { days: number; upTo?: number },
): Promise<void> {
  await api.db.query(
    `UPDATE chat_message SET created_at = created_at - make_interval(days => $2)
     WHERE conversation_id = $1 AND seq <= $3`,
    [conversationId, days, upTo],
  );
}
