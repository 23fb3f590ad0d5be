import { hashKey, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { useSocketEvent } from '../../lib/socket';
import { answerSource } from './api';
import { createRuns, type Runs } from './runs';

// One for each cache: an answer goes on being heard while another page of the tab is looked at.
const kept = new WeakMap<QueryClient, Runs>();

function runsOf(client: QueryClient): Runs {
  const known = kept.get(client);
  if (known) return known;
  const runs = createRuns({
    source: answerSource,
    onEnd: (threadId) => {
      void refresh(client, { queryKey: keys.assistantThread(threadId) });
      void refresh(client, { queryKey: keys.assistantThreads });
      void refresh(client, { queryKey: keys.assistantState });
    },
  });
  // Nobody hears on for whoever has signed out.
  client.getQueryCache().subscribe(({ type, query }) => {
    const isMe = query.queryHash === hashKey(keys.me);
    if (type === 'updated' && isMe && query.state.data === null) runs.clear();
  });
  kept.set(client, runs);
  return runs;
}

/** The answers on their way, in this tab. */
export function useRuns(): Runs {
  const runs = runsOf(useQueryClient());
  useSocketEvent('connect', runs.wake);
  useEffect(() => {
    window.addEventListener('online', runs.wake);
    return () => window.removeEventListener('online', runs.wake);
  }, [runs]);
  return runs;
}

/** The answer of a conversation that is on its way, or has just come. */
export function useRun(runs: Runs, threadId: string) {
  return useSyncExternalStore(runs.subscribe, () => runs.view(threadId));
}
