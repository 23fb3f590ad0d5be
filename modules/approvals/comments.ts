import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../platform/database/database';

/** What a comment is for: an answer, for one, is the requester's to a question that stops the clock. */
export type CommentKind = 'comment' | 'information-request' | 'answer' | 'send-back' | 'revision';

/** Writes a line of the conversation about a request. Returns its id. */
export function addComment(
  tx: Transaction,
  input: { request: { id: string }; authorId: string; text: string; kind?: CommentKind },
): string {
  const id = randomUUID();
  tx.send(
    'INSERT INTO approval_comment (id, request_id, author_id, kind, body) VALUES ($1, $2, $3, $4, $5)',
    [id, input.request.id, input.authorId, input.kind ?? 'comment', input.text],
  );
  return id;
}
