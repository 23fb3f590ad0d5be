import { DomainError } from '../../../domain/errors';
import type { ChangeKind, MessageWire } from '../../../domain/wire/chat';
import type { Transaction } from '../../../platform/database/database';
import type { ChatDeps } from '../deps';
import { lockAsMember } from '../lock-conversation';
import { noteChanges } from '../note-change';
import { forgetMentions, noteMentions } from '../mentions';
import { MESSAGE_COLUMNS, presentMessage, type MessageRow } from '../present-message';

interface Target {
  userId: string;
  conversationId: string;
  messageId: string;
}

/**
 * Changes the text of one's own message; what it said before stays as a version. The same text again changes nothing.
 * @throws DomainError not-found, forbidden (somebody else's), conflict (deleted)
 */
export async function editMessage(
  deps: ChatDeps,
  input: Target & { text: string; mentions?: string[] },
): Promise<MessageWire> {
  return deps.db.transaction(async (tx) => {
    const message = await ownMessage(tx, input);
    if (message.deletedAt) throw new DomainError('conflict', 'This message has been deleted.');
    if (message.text === input.text) return presentMessage(message);
    if (input.mentions) await nameOthers(deps, tx, { ...input, message });
    return replaceText(deps, tx, { ...input, message, kind: 'edited' });
  });
}

/**
 * Deletes one's own message: its text goes from everybody's sight and stays as a version; so do the emoji others gave
 * it, which auditors still read. Again changes nothing.
 * @throws DomainError not-found, forbidden (somebody else's)
 */
export async function deleteMessage(deps: ChatDeps, input: Target): Promise<MessageWire> {
  return deps.db.transaction(async (tx) => {
    const message = await ownMessage(tx, input);
    if (message.deletedAt) return presentMessage(message);
    const { conversationId } = input;
    await forgetMentions(deps, tx, { conversationId, seq: message.seq, except: [] });
    for (const table of ['chat_pin', 'chat_bookmark']) {
      tx.send(`DELETE FROM ${table} WHERE conversation_id = $1 AND seq = $2`, [
        conversationId,
        message.seq,
      ]);
    }
    return replaceText(deps, tx, { ...input, message, text: '', kind: 'deleted' });
  });
}

/** Gives one's emoji to a message, or takes it back. @throws DomainError not-found, conflict (deleted) */
export async function reactToMessage(
  deps: ChatDeps,
  input: Target & { emoji: string; given: boolean },
): Promise<MessageWire> {
  return deps.db.transaction(async (tx) => {
    const { message } = await lockMessage(tx, input);
    if (message.deletedAt) throw new DomainError('conflict', 'This message has been deleted.');
    const key = [input.conversationId, message.seq, input.userId, input.emoji];
    const changed = await tx.query(
      input.given
        ? `INSERT INTO chat_reaction (conversation_id, seq, user_id, emoji) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING RETURNING 1`
        : `DELETE FROM chat_reaction WHERE conversation_id = $1 AND seq = $2 AND user_id = $3 AND emoji = $4 RETURNING 1`,
      key,
    );
    if (changed.length === 0) return presentMessage(message);
    return touch(deps, tx, { ...input, seq: message.seq, kind: 'reacted' });
  });
}

/** Those it names no longer are forgotten, those it names now for the first time are told. */
async function nameOthers(
  deps: ChatDeps,
  tx: Transaction,
  input: Target & { mentions?: string[]; message: MessageRow },
): Promise<void> {
  const { conversationId, message, mentions = [] } = input;
  await forgetMentions(deps, tx, { conversationId, seq: message.seq, except: mentions });
  const named = { message: presentMessage(message), userIds: mentions, all: false };
  await noteMentions(deps, tx, { conversationId, mentioning: [named] });
}

async function replaceText(
  deps: ChatDeps,
  tx: Transaction,
  input: Target & { text: string; message: MessageRow; kind: 'edited' | 'deleted' },
): Promise<MessageWire> {
  const { conversationId, message, kind } = input;
  tx.send(
    `INSERT INTO chat_message_version (conversation_id, seq, version, text, changed_by)
     SELECT $1, $2, count(*) + 1, $3, $4 FROM chat_message_version WHERE conversation_id = $1 AND seq = $2`,
    [conversationId, message.seq, message.text, input.userId],
  );
  const at = kind === 'edited' ? 'edited_at' : 'deleted_at';
  tx.send(
    `UPDATE chat_message SET text = $3, ${at} = clock_timestamp() WHERE conversation_id = $1 AND seq = $2`,
    [conversationId, message.seq, input.text],
  );
  return touch(deps, tx, { ...input, seq: message.seq, kind });
}

/** Writes a change of a message into the log and shows the message as it stands then. */
export async function touch(
  deps: ChatDeps,
  tx: Transaction,
  input: Target & { seq: string; kind: ChangeKind },
): Promise<MessageWire> {
  const { conversationId, userId, seq, kind } = input;
  const changes = [{ kind, by: userId, seq: Number(seq) }];
  const change = await noteChanges(deps, tx, { conversationId, changes });
  tx.send('UPDATE chat_message SET change = $3 WHERE conversation_id = $1 AND seq = $2', [
    conversationId,
    seq,
    change,
  ]);
  return presentMessage(await readMessage(tx, input));
}

async function ownMessage(tx: Transaction, input: Target): Promise<MessageRow> {
  const { message } = await lockMessage(tx, input);
  if (message.authorId !== input.userId) {
    throw new DomainError('forbidden', 'Only whoever wrote a message changes it.');
  }
  return message;
}

/** A message and its conversation, locked, for somebody in it. @throws DomainError not-found */
export async function lockMessage(
  tx: Transaction,
  input: Target,
): Promise<{ message: MessageRow; conversation: Awaited<ReturnType<typeof lockAsMember>> }> {
  const conversation = await lockAsMember(tx, input);
  return { conversation, message: await readMessage(tx, input) };
}

async function readMessage(tx: Transaction, input: Target): Promise<MessageRow> {
  const [message] = await tx.query<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM chat_message m LEFT JOIN employee author ON author.id = m.author_id
     WHERE m.conversation_id = $1 AND m.id = $2`,
    [input.conversationId, input.messageId],
  );
  if (!message) throw new DomainError('not-found', 'There is no such message.');
  return message;
}
