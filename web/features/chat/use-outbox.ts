import { createContext, useContext, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { keepDraft, readDraft } from '../../lib/drafts';
import type { Outbox, OutboxStore, Unsent } from './outbox';

const NAME = 'chat-outbox';
const keptSchema = z.object({
  entries: z.array(
    z.object({
      conversationId: z.string(),
      clientId: z.string(),
      text: z.string(),
      threadOf: z.number().optional(),
      mentions: z.array(z.string()).optional(),
      mentionsAll: z.boolean().optional(),
      files: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
      refusal: z.string().nullable(),
    }),
  ),
});

/** A person's unsent messages in this browser. */
export function outboxStorage(personId: string): OutboxStore {
  return {
    read: () => keptSchema.safeParse(readDraft(personId, NAME)).data?.entries ?? [],
    keep: (entries) => keepDraft(personId, NAME, { entries }),
  };
}

/** The signed-in person's unsent messages. */
export const OutboxContext = createContext<Outbox | null>(null);

/** What of a conversation, or of one thread of it, is in no log yet, and what can be done about it. */
export function useOutbox(
  conversationId: string,
  threadOf?: number,
): { outbox: Outbox; unsent: Unsent[] } {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('useOutbox is used outside the signed-in part of the app');
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const landing = useSyncExternalStore(outbox.subscribe, outbox.landing);
  const unsent = [...landing, ...entries].filter(
    (entry) => entry.conversationId === conversationId && entry.threadOf === threadOf,
  );
  return { outbox, unsent };
}
