import type { MessageWire } from '../../../domain/wire/chat';
import type { Unsent } from './outbox';

/**
 * What is not sent and not shown either: the push of a message may be here before the answer to its sending, and it is
 * one message all the same.
 */
export function unshown(input: { unsent: Unsent[]; shown: MessageWire[]; myId: string }): Unsent[] {
  if (input.unsent.length === 0) return input.unsent;
  const mine = input.shown.filter(({ author }) => author.id === input.myId);
  const arrived = new Set(mine.map(({ clientId }) => clientId));
  return input.unsent.filter(({ clientId }) => !arrived.has(clientId));
}
