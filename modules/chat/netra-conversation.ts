import { createHash } from 'node:crypto';

/**
 * The conversation in which NETRA writes to a person and takes their commands: the same id that
 * `netra_conversation_id(person)` computes in the database, where a trigger opens it for everybody who is hired.
 */
export function netraConversationId(userId: string): string {
  const hex = createHash('sha256').update(`netra:${userId}`).digest('hex');
  return [
    ...[hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`],
    hex.slice(20, 32),
  ].join('-');
}
