import { useSyncExternalStore } from 'react';
import { useMe } from '../../lib/session';

// For the person who gave it, in this tab, until the page is loaded anew: not in an address, not in storage.
let given: { personId: string; reason: string } | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The reason for which the signed-in person reads conversations now, null before they have given one. */
export function useReason() {
  const me = useMe();
  const current = useSyncExternalStore(subscribe, () => given);
  return {
    reason: current?.personId === me.id ? current.reason : null,
    setReason: (next: string | null) => {
      given = next === null ? null : { personId: me.id, reason: next };
      for (const listener of listeners) listener();
    },
  };
}
