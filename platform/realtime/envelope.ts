import type { BusMessage } from './bus';

/** What travels: who sent it, so that a process does not hear itself twice, and the messages. */
interface Envelope {
  from: string;
  messages: BusMessage[];
}

/** PostgreSQL drops a notification of 8,000 bytes; half of that leaves room for any encoding. */
const MAX_PAYLOAD_BYTES = 4000;
/** An id in JSON takes 39 bytes: this many leave room for the rest of the message. */
const IDS_PER_MESSAGE = 80;

/** Packs messages into as few payloads as possible, each below 4 kB: repeats are dropped, long id lists are split. */
export function packMessages(from: string, messages: BusMessage[]): string[] {
  const payloads: string[] = [];
  const overhead = JSON.stringify({ from, messages: [] }).length;
  let batch: string[] = [];
  let size = overhead;
  const flush = () => {
    if (batch.length > 0) payloads.push(`{"from":"${from}","messages":[${batch.join(',')}]}`);
    batch = [];
    size = overhead;
  };
  for (const text of new Set(
    coalesce(messages)
      .flatMap(split)
      .map((m) => JSON.stringify(m)),
  )) {
    const length = Buffer.byteLength(text) + 1;
    if (size + length > MAX_PAYLOAD_BYTES) flush();
    batch.push(text);
    size += length;
  }
  flush();
  return payloads;
}

/** The messages of another process's payload; none of one's own, and none of what does not parse. */
export function unpackMessages(self: string, payload: string): BusMessage[] {
  try {
    const { from, messages } = JSON.parse(payload) as Partial<Envelope>;
    return from === self || !Array.isArray(messages) ? [] : messages;
  } catch {
    return [];
  }
}

/** Joins the user lists of each topic that has one into a single message. */
function coalesce(messages: BusMessage[]): BusMessage[] {
  const users = { notifications: new Set<string>(), sessions: new Set<string>() };
  const others: BusMessage[] = [];
  for (const message of messages) {
    if (message.topic === 'notifications' || message.topic === 'sessions') {
      for (const userId of message.userIds) users[message.topic].add(userId);
    } else {
      others.push(message);
    }
  }
  const joined = (['sessions', 'notifications'] as const)
    .filter((topic) => users[topic].size > 0)
    .map((topic) => ({ topic, userIds: [...users[topic]] }));
  return [...joined, ...others];
}

function split(message: BusMessage): BusMessage[] {
  if ('userIds' in message) {
    return chunks(message.userIds).map((userIds) => ({ ...message, userIds }));
  }
  if (message.topic === 'notifications-read' && message.ids) {
    return chunks(message.ids).map((ids) => ({ ...message, ids }));
  }
  return [message];
}

function chunks(ids: string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_MESSAGE) {
    parts.push(ids.slice(start, start + IDS_PER_MESSAGE));
  }
  return parts;
}
