import type { ChatFileWire } from '../../domain/wire/chat-files';
import type { MessageWire } from '../../domain/wire/chat';
import type { Transaction } from '../../platform/database/database';
import { FILE_JSON } from './present-message';

interface Draft {
  authorId: string;
  clientId: string;
  fileIds?: string[];
}

/**
 * Leaves out drafts whose files are not their author's to send: uploaded here, by them, and not sent yet, each with one
 * message. One that is written already stays: it is answered as it was. The conversation is locked by the caller.
 */
export async function refuseFiles<Some extends Draft>(
  tx: Transaction,
  { conversationId, drafts }: { conversationId: string; drafts: Some[] },
): Promise<Some[]> {
  const withFiles = drafts.filter(({ fileIds }) => fileIds?.length);
  if (withFiles.length === 0) return drafts;
  const unsent = await tx.query<{ id: string; uploadedBy: string }>(
    `SELECT id, uploaded_by AS "uploadedBy" FROM chat_file
     WHERE conversation_id = $1 AND id = ANY($2::uuid[]) AND seq IS NULL FOR UPDATE`,
    [conversationId, withFiles.flatMap(({ fileIds = [] }) => fileIds)],
  );
  const known = await tx.query<Draft>(
    `SELECT author_id AS "authorId", client_id AS "clientId" FROM chat_message m
     JOIN unnest($2::uuid[], $3::text[]) AS d (author, client) ON m.author_id = d.author AND m.client_id = d.client
     WHERE m.conversation_id = $1`,
    [
      conversationId,
      withFiles.map(({ authorId }) => authorId),
      withFiles.map(({ clientId }) => clientId),
    ],
  );
  const owners = new Map(unsent.map(({ id, uploadedBy }) => [id, uploadedBy]));
  const accepted = new Set(known.map(keyOf));
  return drafts.filter((draft) => {
    if (!draft.fileIds?.length || accepted.has(keyOf(draft))) return true;
    if (!draft.fileIds.every((id) => owners.get(id) === draft.authorId)) return false;
    for (const id of draft.fileIds) owners.delete(id);
    accepted.add(keyOf(draft));
    return true;
  });
}

/** Sends files along with new messages, in the order they are named, and shows them there. */
export async function attachFiles(
  tx: Transaction,
  input: { conversationId: string; sending: { message: MessageWire; fileIds: string[] }[] },
): Promise<void> {
  if (input.sending.length === 0) return;
  const places = input.sending.flatMap(({ message, fileIds }) =>
    [...new Set(fileIds)].map((id, position) => ({ id, seq: message.seq, position })),
  );
  const rows = await tx.query<{ id: string; file: ChatFileWire }>(
    `UPDATE chat_file f SET seq = p.seq, position = p.position
     FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, seq bigint, position integer)
     WHERE f.id = p.id AND f.conversation_id = $1 AND f.seq IS NULL RETURNING f.id, ${FILE_JSON} AS file`,
    [input.conversationId, JSON.stringify(places)],
  );
  const files = new Map(rows.map(({ id, file }) => [id, file]));
  for (const { message, fileIds } of input.sending) {
    message.files = [...new Set(fileIds)].flatMap((id) => files.get(id) ?? []);
  }
}

const keyOf = ({ authorId, clientId }: Draft) => `${authorId} ${clientId}`;
