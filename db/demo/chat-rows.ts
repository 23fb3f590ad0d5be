import type { History } from './history';
import type { Colleague } from './people-rows';
import type { Random } from './random';
import { isoInstant } from './rows';

/** A conversation of the past, before its changes have their numbers. */
export interface PastConversation {
  kind: 'direct' | 'group' | 'channel';
  name?: string;
  topic?: string;
  visibility?: 'public' | 'private';
  follows?: { department_id: string | null; project_id: string | null };
  openedAt: number;
  people: Colleague[];
  /** Who owns it, of a channel. */
  owner?: Colleague;
  messages: PastMessage[];
}

/** Something that was said. */
export interface PastMessage {
  at: number;
  by: Colleague;
  text: string;
  /** The message it answers to in a thread. */
  thread?: PastMessage;
  /** What it said before it was changed, a minute later. */
  before?: string;
  reactions?: { by: Colleague; emoji: string }[];
}

interface Numbered {
  at: number;
  kind: 'joined' | 'message' | 'edited' | 'reacted';
  by: Colleague | undefined;
  person?: Colleague;
  message?: PastMessage;
  emoji?: string;
}

const MINUTE = 60_000;

/**
 * Writes a conversation: every change numbered in the order things happened, every message in the order they were sent.
 * Everybody has read everything but the last `unread` of others.
 */
export function writeConversation(
  history: History,
  random: Random,
  past: PastConversation,
  unread: number,
): void {
  const id = random.uuid();
  const messages = [...past.messages].sort((a, b) => a.at - b.at);
  const seqs = new Map(messages.map((message, at) => [message, at + 1]));
  const changes = eventsOf(past, messages);
  const touched = new Map<PastMessage, number>();
  changes.forEach(({ message }, at) => message && touched.set(message, at + 1));
  writePlace(history, past, { id, head: messages.length, change_head: changes.length });
  for (const [at, change] of changes.entries()) {
    const seq = change.message ? (seqs.get(change.message) ?? null) : null;
    writeChange(history, change, { conversation_id: id, change: at + 1, seq });
  }
  for (const message of messages) {
    const place = { conversation_id: id, seq: seqs.get(message) };
    writeMessage(history, random, {
      ...{ message, place, change: touched.get(message)! },
      threadOf: message.thread ? seqs.get(message.thread) : null,
    });
  }
  for (const person of past.people) {
    history.rows.add('conversation_member', {
      conversation_id: id,
      user_id: person.id,
      role: person === past.owner ? 'owner' : 'member',
      joined_at: isoInstant(past.openedAt),
      joined_change: 1,
      left_at: null,
      ...seenUpTo(readBy(person, messages, unread)),
    });
  }
}

/** Who is named as having opened it: nobody where it follows the organisation. */
function openerOf({ follows, owner, people }: PastConversation): Colleague | undefined {
  return follows ? undefined : (owner ?? people[0]);
}

function writePlace(
  { rows }: History,
  past: PastConversation,
  numbers: { id: string; head: number; change_head: number },
): void {
  const { kind, visibility = 'private', name = null, topic = '', follows } = past;
  rows.add('conversation', {
    ...{ ...numbers, kind, visibility, name, topic },
    direct_key: kind === 'direct' ? keyOf(past.people) : null,
    members_version: 1,
    created_by: openerOf(past)?.id ?? null,
    created_at: isoInstant(past.openedAt),
  });
  if (!follows) return;
  rows.add('organisation_channel', { conversation_id: numbers.id, ...follows, named_after: name });
}

function writeChange(
  { rows }: History,
  { kind, by, person, emoji, at }: Numbered,
  place: { conversation_id: string; change: number; seq: number | null },
): void {
  const user_id = by?.id ?? null;
  rows.add('conversation_change', {
    ...{ ...place, kind, user_id, person_id: person?.id ?? null, at: isoInstant(at) },
  });
  if (kind !== 'reacted') return;
  const { conversation_id, seq } = place;
  rows.add('chat_reaction', {
    ...{ conversation_id, seq, user_id, emoji, created_at: isoInstant(at) },
  });
}

/** Two people's conversation is found by both, whoever writes first. */
const keyOf = (people: Colleague[]) =>
  people
    .map(({ id }) => id)
    .sort()
    .join(':');

/** What somebody has read, and is known by the others to have read. */
const seenUpTo = (seq: number) => ({ read_seq: seq, seen_seq: seq });

/** What one has written is read, and so is what came before it. */
function readBy(person: Colleague, messages: PastMessage[], unread: number): number {
  const last = messages.findLastIndex(({ by }) => by === person) + 1;
  return Math.max(last, messages.length - unread);
}

function eventsOf(past: PastConversation, messages: PastMessage[]): Numbered[] {
  const by = openerOf(past);
  const later = messages.flatMap((message): Numbered[] => [
    { at: message.at, kind: 'message', by: message.by, message },
    ...(message.before === undefined
      ? []
      : [{ at: message.at + MINUTE, kind: 'edited' as const, by: message.by, message }]),
    ...(message.reactions ?? []).map((reaction, at) => ({
      ...{ at: message.at + (3 + 2 * at) * MINUTE, kind: 'reacted' as const, message },
      ...reaction,
    })),
  ]);
  return [
    ...past.people.map((person): Numbered => ({ at: past.openedAt, kind: 'joined', by, person })),
    ...later.sort((a, b) => a.at - b.at),
  ];
}

function writeMessage(
  { rows }: History,
  random: Random,
  said: {
    message: PastMessage;
    place: { conversation_id: string; seq: number | undefined };
    change: number;
    threadOf: number | null | undefined;
  },
): void {
  const { message, place, change, threadOf } = said;
  const editedAt = message.before === undefined ? null : isoInstant(message.at + MINUTE);
  rows.add('chat_message', {
    ...place,
    id: random.uuid(),
    author_id: message.by.id,
    client_id: random.uuid(),
    text: message.text,
    thread_of: threadOf ?? null,
    card: null,
    change,
    created_at: isoInstant(message.at),
    edited_at: editedAt,
    deleted_at: null,
  });
  if (message.before === undefined) return;
  rows.add('chat_message_version', {
    ...place,
    version: 1,
    text: message.before,
    changed_by: message.by.id,
    changed_at: editedAt,
  });
}
