import { DomainError } from '../../../domain/errors';
import { CHAT_QUOTA_BYTES } from '../../../domain/files/file-types';
import type { ChatFileWire } from '../../../domain/wire/chat-files';
import type { Database, Transaction } from '../../../platform/database/database';
import type { FileStore } from '../../../platform/files/file-store';
import { receiveUpload, type GoodFile, type Upload } from '../../../platform/files/receive-upload';
import { readStored } from '../../../platform/files/stored-content';
import { findChatFile } from '../file-queries';
import { isMember } from '../policy';
import { noSuchConversation, readHeads } from '../queries';

interface FileDeps {
  db: Database;
  files: FileStore;
}

interface Place {
  userId: string;
  conversationId: string;
}

/** Unsent files at a time: more than any message takes, fewer than a store of one's own. */
const MOST_UNSENT = 50;
const SWEPT_AT_ONCE = 200;
const MB = 1024 * 1024;

/**
 * Takes in files for a message that is still to be sent: all of them, or none and nothing left behind.
 * @throws DomainError not-found (not in the conversation), invalid-input (what a file is, or is called; the quota),
 * too-large, conflict (too many that are not sent)
 */
export async function uploadChatFiles(
  deps: FileDeps,
  input: Place & { upload: Upload },
): Promise<ChatFileWire[]> {
  await readHeads(deps.db, input);
  return receiveUpload(deps.files, input.upload, (files) =>
    deps.db.transaction((tx) => writeFiles(deps, tx, { ...input, files })),
  );
}

async function writeFiles(
  deps: FileDeps,
  tx: Transaction,
  input: Place & { files: GoodFile[] },
): Promise<ChatFileWire[]> {
  const { conversationId, userId, files } = input;
  await refuseBeyondQuota(tx, input);
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO chat_file (id, conversation_id, uploaded_by, name, media_type, size, sha256)
     SELECT f.id, $1, $2, f.name, f."mediaType", f.size, f.sha256
     FROM jsonb_to_recordset($3::jsonb) AS f (id uuid, name text, "mediaType" text, size integer, sha256 text)
     WHERE ${isMember('$1', '$2')} RETURNING id`,
    [conversationId, userId, JSON.stringify(files)],
  );
  if (rows.length === 0) throw noSuchConversation();
  // Before the commit: a row never names content that is not there. Should the commit fail, it is removed again.
  for (const { id } of files) await deps.files.keep(id);
  return files.map(({ id, name, size, mediaType, sha256 }) => ({
    ...{ id, name, size, type: mediaType, sha256 },
  }));
}

/** One upload of a person at a time, or two together would pass a limit that each of them keeps. */
async function refuseBeyondQuota(tx: Transaction, input: Place & { files: GoodFile[] }) {
  tx.send('SELECT pg_advisory_xact_lock(hashtext($1), 7)', [input.userId]);
  const [used] = await tx.query<{ bytes: string; unsent: string }>(
    `SELECT coalesce(sum(size), 0) AS bytes, count(*) FILTER (WHERE seq IS NULL) AS unsent
     FROM chat_file WHERE uploaded_by = $1`,
    [input.userId],
  );
  const adding = input.files.reduce((sum, { size }) => sum + size, 0);
  if (Number(used?.bytes) + adding > CHAT_QUOTA_BYTES) {
    const message = `Your files in conversations take ${CHAT_QUOTA_BYTES / MB} MB at most, and these would be more.`;
    throw new DomainError('too-large', message);
  }
  if (Number(used?.unsent) + input.files.length > MOST_UNSENT) {
    throw new DomainError('conflict', 'Send what you have uploaded first.');
  }
}

/**
 * A file with its content, for somebody who may have it now.
 * @throws DomainError not-found, conflict (`damage`: the content in the store is another, or gone)
 */
export async function readChatFile(
  deps: FileDeps,
  input: Place & { fileId: string },
): Promise<{ file: ChatFileWire; content: Buffer }> {
  const file = await findChatFile(deps.db, input);
  return { file, content: await readStored(deps.files, file) };
}

/** Takes back a file of one's own that is not sent yet. @throws DomainError not-found, also once it is sent */
export async function discardChatFile(
  deps: FileDeps,
  input: Place & { fileId: string },
): Promise<void> {
  const gone = await deps.db.query<{ id: string }>(
    `DELETE FROM chat_file f WHERE f.id = $3 AND f.conversation_id = $1 AND f.uploaded_by = $2 AND f.seq IS NULL
       AND ${isMember('$1', '$2')} RETURNING f.id`,
    [input.conversationId, input.userId, input.fileId],
  );
  if (gone.length === 0) throw new DomainError('not-found', 'There is no such file.');
  await deps.files.remove(gone.map(({ id }) => id));
}

/**
 * Forgets what was uploaded over a day ago and never sent, and what went out with a message that is kept no longer. The
 * row first: a crash in between leaves content without a
 * row, never a row without content.
 * @returns how many
 */
export async function sweepChatFiles(deps: FileDeps): Promise<number> {
  let swept = 0;
  for (;;) {
    const gone = await deps.db.query<{ id: string }>(
      `DELETE FROM chat_file WHERE id IN (SELECT f.id FROM chat_file f
         WHERE (f.seq IS NULL AND f.created_at < now() - interval '1 day') OR EXISTS (SELECT FROM chat_message m
           WHERE m.conversation_id = f.conversation_id AND m.seq = f.seq AND m.removed_at IS NOT NULL) LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING id`,
    );
    await deps.files.remove(gone.map(({ id }) => id));
    swept += gone.length;
    if (gone.length < SWEPT_AT_ONCE) return swept;
  }
}
