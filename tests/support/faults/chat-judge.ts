import { until } from '../socket-client';
import type { ChatPlant } from './chat-plant';
import type { Acknowledged, Reader, Talk } from './chat-talk';

/** What was found of a talk that is over. */
export interface TalkVerdict {
  /** Whatever is wrong; nothing is the only good answer. */
  broken: string[];
  messages: number;
  /**
   * The longest time from the acknowledgement of a message, or from the end of an outage that came between, to the page
   * that showed it last; in milliseconds.
   */
  worstMs: number;
}

/** A time in which nothing could be read, in milliseconds since the epoch. */
export interface Outage {
  from: number;
  to: number;
}

const SETTLED_MS = 1_100;

/**
 * Compares what was acknowledged with what is written and with what each page shows: each message once, under its
 * number, in one order without a hole.
 * @param options.withinMs how long the pages may take to show the last one
 */
export async function judgeTalk(
  plant: ChatPlant,
  input: {
    talk: Talk;
    sent: Acknowledged[];
    readers: Reader[];
    outages?: Outage[];
    withinMs?: number;
  },
): Promise<TalkVerdict> {
  const { talk, sent, readers, outages = [], withinMs = 15_000 } = input;
  const count = sent.length;
  const broken: string[] = [];
  const expect = (what: string, holds: boolean) => void (holds || broken.push(what));
  await until(() => readers.every(({ shown }) => shown.length >= count), withinMs).catch(
    (error: Error) => broken.push(error.message),
  );
  // Whatever comes twice comes with the next sweep at the latest.
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  const rows = await plant.db.query<{ seq: string; clientId: string }>(
    `SELECT seq, client_id AS "clientId" FROM chat_message WHERE conversation_id = $1 ORDER BY seq`,
    [talk.conversationId],
  );
  expect(`${rows.length} rows of ${count} messages`, rows.length === count);
  expect(
    'numbers with a hole',
    rows.every(({ seq }, at) => Number(seq) === at + 1),
  );
  const seqOf = new Map(rows.map(({ clientId, seq }) => [clientId, Number(seq)]));
  expect('a client id twice', seqOf.size === count);
  for (const { message } of sent) {
    const name = `${message.clientId} was acknowledged as ${message.seq}`;
    expect(
      `${name}, not ${seqOf.get(message.clientId)}`,
      seqOf.get(message.clientId) === message.seq,
    );
  }
  const acknowledgedAt = new Map(sent.map(({ message, at }) => [message.clientId, at]));
  const waits: number[] = [];
  readers.forEach(({ shown }, reader) => {
    const order = shown.map(({ message }) => message.clientId).join();
    expect(`page ${reader} shows another order`, order === rows.map((row) => row.clientId).join());
    for (const { at, message } of shown) {
      const acknowledged = acknowledgedAt.get(message.clientId) ?? Number.NaN;
      const passed = outages
        .filter(({ from, to }) => from <= at && to >= acknowledged)
        .map(({ to }) => to);
      waits.push(at - Math.max(acknowledged, ...passed));
    }
  });
  return { broken, messages: rows.length, worstMs: Math.max(...waits) };
}
