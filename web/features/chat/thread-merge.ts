import type { MessageWire, ThreadWire } from '../../../domain/wire/chat';

/**
 * A thread as it stands: what was read of it, and what the log has told since. Of two states of a message the later
 * change counts.
 * @param live messages of the open conversation, in any order
 */
export function mergeThread(
  read: ThreadWire,
  live: MessageWire[],
): { root: MessageWire; answers: MessageWire[] } {
  const bySeq = new Map(read.items.map((answer) => [answer.seq, answer]));
  let { root } = read;
  for (const message of live) {
    if (message.seq === root.seq && message.change >= root.change) root = message;
    if (message.threadOf !== root.seq) continue;
    const known = bySeq.get(message.seq);
    if (!known || message.change >= known.change) bySeq.set(message.seq, message);
  }
  return { root, answers: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
}
