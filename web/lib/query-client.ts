import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api';
import { keys } from './query-keys';

// 4xx will not get better by asking again; a lost connection or a 5xx may.
function retry(failures: number, error: Error): boolean {
  const final = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
  return !final && failures < 2;
}

/** The cache of what the server said. Sockets tell it what is stale; nothing polls. */
export function createQueryClient(): QueryClient {
  const endSession = (error: Error) => {
    if (error instanceof ApiProblem && error.code === 'unauthenticated') {
      client.setQueryData(keys.me, null);
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: endSession }),
    mutationCache: new MutationCache({ onError: endSession }),
    defaultOptions: {
      queries: { retry, staleTime: 30_000, refetchOnWindowFocus: false, refetchOnReconnect: false },
    },
  });
  return client;
}
