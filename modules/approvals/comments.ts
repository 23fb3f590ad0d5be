import type { Transaction } from '../../platform/database/database';

/** What a comment is for. */
export type CommentKind = 'comment' | 'information-request';

/** Writes a line of the conversation about a request. */
export async function addComment(
  tx: Transaction,
  input: { request: { id: string }; authorId: string; text: string; kind?: CommentKind },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'INSERT INTO approval_comment (request_id, author_id, kind, body) VALUES ($1, $2, $3, $4) RETURNING id',
    [input.request.id, input.authorId, input.kind ?? 'comment', input.text],
  );
  return (row as { id: string }).id;
}
