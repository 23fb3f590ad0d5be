import { DomainError } from '../../domain/errors';
import type { ChatFileList, ChatFileWire } from '../../domain/wire/chat-files';
import type { Queryable } from '../../platform/database/database';
import { isMember } from './policy';
import { FILE_JSON, personColumns } from './present-message';

interface Place {
  userId: string;
  conversationId: string;
}

/** Whether a person may have a file at this moment: sent in a conversation they are in and not deleted, or their own unsent one. */
const MAY_HAVE = `f.conversation_id = $1 AND ${isMember('$1', '$2')} AND (
  (f.seq IS NULL AND f.uploaded_by = $2) OR EXISTS (SELECT 1 FROM chat_message m
    WHERE m.conversation_id = f.conversation_id AND m.seq = f.seq AND m.deleted_at IS NULL))`;

/** @throws DomainError not-found: no such file, not in the conversation (any more), or its message is deleted */
export async function findChatFile(
  db: Queryable,
  input: Place & { fileId: string },
): Promise<ChatFileWire> {
  const [row] = await db.query<{ file: ChatFileWire }>(
    `SELECT ${FILE_JSON} AS file FROM chat_file f WHERE f.id = $3 AND ${MAY_HAVE}`,
    [input.conversationId, input.userId, input.fileId],
  );
  if (!row) throw new DomainError('not-found', 'There is no such file.');
  return row.file;
}

/** The files that were sent in a conversation, the newest first. Only for those in it: nothing for others. */
export async function listChatFiles(
  db: Queryable,
  input: Place & { limit: number; cursor?: string },
): Promise<ChatFileList> {
  const [seq, position] = input.cursor?.split('.') ?? [null, null];
  const rows = await db.query<{
    file: ChatFileWire;
    seq: string;
    position: number;
    byId: string;
    byName: string;
    at: Date;
  }>(
    `SELECT ${FILE_JSON} AS file, f.seq, f.position, m.created_at AS at, ${personColumns('f.uploaded_by', 'by')}
     FROM chat_file f JOIN chat_message m ON m.conversation_id = f.conversation_id AND m.seq = f.seq
     LEFT JOIN employee "by" ON "by".id = f.uploaded_by
     WHERE f.conversation_id = $1 AND ${isMember('$1', '$2')} AND m.deleted_at IS NULL
       AND ($3::bigint IS NULL OR (f.seq, f.position) < ($3, $4::integer))
     ORDER BY f.seq DESC, f.position DESC LIMIT $5`,
    [input.conversationId, input.userId, seq, position, input.limit + 1],
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ file, seq: of, byId, byName, at }) => ({
      ...file,
      seq: Number(of),
      by: { id: byId, name: byName },
      at: at.toISOString(),
    })),
    nextCursor: last && rows.length > input.limit ? `${last.seq}.${last.position}` : null,
  };
}
