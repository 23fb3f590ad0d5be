import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Names of the address's search with their new values; null or '' takes a name out. */
type Changes = Readonly<Record<string, string | null | undefined>>;

/**
 * Changes what the address searches for, in place of the present entry of the history. Goes out from the address itself:
 * what a component was last drawn with may lack a change made a moment ago.
 */
export function useChangeSearch(): (changes: Changes) => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (changes) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      setParams(next, { replace: true });
    },
    [setParams],
  );
}
