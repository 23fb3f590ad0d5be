import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';
import { keys } from './query-keys';

const readAgain = new WeakMap<Query, Promise<void>>();

// Not cancelled, as the library does once there is an answer: under a burst of pushes none would ever arrive.
function readOnceMore(client: QueryClient, query: Query): Promise<void> {
  const waiting = readAgain.get(query);
  if (waiting) return waiting;
  const again = () => {
    readAgain.delete(query);
    return client.invalidateQueries(
      { queryKey: query.queryKey, exact: true },
      { cancelRefetch: false },
    );
  };
  const reading = Promise.resolve(query.promise).then(again, again);
  readAgain.set(query, reading);
  return reading;
}

/**
 * Says that something changed: what the filters match is stale, and what is on screen is read again. What is being read
 * at this moment may have been answered before the change, so it is read once more when it arrives; left to itself the
 * library takes a first answer that was under way for a fresh one. Done when what is on screen shows the change.
 */
export async function refresh(client: QueryClient, filters: InvalidateQueryFilters): Promise<void> {
  const underWay = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  const reads = underWay.map((query) => readOnceMore(client, query));
  await Promise.all([client.invalidateQueries(filters, { cancelRefetch: false }), ...reads]);
}

/** Says that an approval, or what it is about, changed. */
export async function refreshRequests(client: QueryClient): Promise<void> {
  await Promise.all([
    refresh(client, { queryKey: keys.approvals }),
    refresh(client, { queryKey: keys.records }),
  ]);
}
