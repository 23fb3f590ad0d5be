import type { MessageWire } from '../../../domain/wire/chat';

/**
 * Each answer tells how its thread stands: its beginning is shown so from then on. What is told in the log's order ends
 * at what is true, whichever rows were read a little earlier or later.
 * @param messages without holes, changed in place
 */
export function noteAnswers(messages: MessageWire[], row: MessageWire): void {
  if (row.threadOf === null) return;
  const at = row.threadOf - (messages[0]?.seq ?? 0);
  const root = messages[at];
  if (root) messages[at] = { ...root, thread: row.thread };
}
