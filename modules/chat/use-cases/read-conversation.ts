import type {
  ConversationDetail,
  ConversationWire,
  MemberWire,
  MessageWire,
} from '../../../domain/wire/chat';
import type { Queryable } from '../../../platform/database/database';
import type { ChangeWire } from '../../../domain/wire/chat';
import { changesAfter, findConversation, listMembers, listMessages, readHeads } from '../queries';

interface Place {
  userId: string;
  conversationId: string;
}

/** Whether somebody in a conversation says what it is called and about: anybody in a group, the owners of a channel. */
export function mayDescribe(of: {
  kind: ConversationWire['kind'];
  role: MemberWire['role'];
}): boolean {
  return of.kind === 'group' || (of.kind === 'channel' && of.role === 'owner');
}

/** Whether somebody in a conversation pins what is in it: anybody, but in a channel its owners. */
export function mayPin(of: { kind: ConversationWire['kind']; role: MemberWire['role'] }): boolean {
  return of.kind !== 'channel' || of.role === 'owner';
}

/** A conversation with its members and what the reader may do. @throws DomainError not-found */
export async function readConversation(db: Queryable, input: Place): Promise<ConversationDetail> {
  const conversation = await findConversation(db, input);
  const members = await listMembers(db, input);
  const { kind } = conversation;
  const role = members.find(({ id }) => id === input.userId)?.role ?? 'member';
  const open = kind !== 'direct' && conversation.follows === null;
  return {
    ...conversation,
    members,
    may: {
      describe: mayDescribe({ kind, role }),
      pin: mayPin({ kind, role }),
      addMembers: open,
      leave: open,
    },
  };
}

/** A page of messages and the newest seq. @throws DomainError not-found */
export async function readMessages(
  db: Queryable,
  input: Place & { after?: number; before?: number; around?: number; limit: number },
): Promise<{ items: MessageWire[]; head: number }> {
  // The head first: what comes in between is in the page and above the head, never missing below it.
  const { head } = await readHeads(db, input);
  return { items: await listMessages(db, input), head };
}

/** What happened in a conversation after a change, and the newest change. @throws DomainError not-found */
export async function readChanges(
  db: Queryable,
  input: Place & { after: number; limit: number },
): Promise<{ items: ChangeWire[]; head: number }> {
  const { change } = await readHeads(db, input);
  const after = new Map([[input.conversationId, input.after]]);
  const found = await changesAfter(db, { after, limit: input.limit });
  return { items: found.get(input.conversationId) ?? [], head: change };
}
