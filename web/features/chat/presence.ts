import { createContext, useContext, useSyncExternalStore } from 'react';
import { NETRA } from '../../../domain/chat/netra';
import type { Presence, PresenceEvent } from '../../../domain/wire/chat-presence';

/** Who of those I talk to is there, as the server last told it. */
interface PresenceStore {
  hear: (event: PresenceEvent) => void;
  /** Nothing is known while the connection is away. */
  forget: () => void;
  /** Undefined while nothing is known. */
  stateOf(userId: string): Presence | undefined;
  subscribe: (onChange: () => void) => () => void;
}

/** Knows nobody yet. */
export function createPresenceStore(): PresenceStore {
  let known: Map<string, Presence> | undefined;
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  return {
    hear({ whole, people }) {
      known = new Map(whole ? [] : known);
      for (const { userId, state } of people) known.set(userId, state);
      changed();
    },
    forget() {
      known = undefined;
      changed();
    },
    stateOf: (userId) => known && (known.get(userId) ?? 'offline'),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** Of the signed-in person's tab. */
export const PresenceContext = createContext<PresenceStore | null>(null);

/** Whether somebody is there; undefined while that is not known, and of NETRA, which is not there or away. */
export function usePresence(userId: string | undefined): Presence | undefined {
  const store = useContext(PresenceContext);
  if (!store) throw new Error('usePresence is used outside the signed-in part of the app');
  const isPerson = userId !== undefined && userId !== NETRA.id;
  return useSyncExternalStore(store.subscribe, () =>
    isPerson ? store.stateOf(userId) : undefined,
  );
}
