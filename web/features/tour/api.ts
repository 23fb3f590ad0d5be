import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TourId, TourState } from '../../../domain/tours/tours';
import type { TourProgressWire } from '../../../domain/wire/tours';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';

const pathOf = (id: TourId) => `/tours/${id}/progress`;

/** How far I have come in a tour. Read once: only this page changes it while it is open. */
export const useProgress = (id: TourId) =>
  useQuery<TourProgressWire, ApiProblem>({
    queryKey: keys.tour(id),
    queryFn: ({ signal }) => api.get(pathOf(id), undefined, signal),
    staleTime: Infinity,
  });

/** Keeps how far I have come, in the order in which it is called. What does not arrive costs a step, not the tour. */
export function useKeepProgress(id: TourId): (step: number, state: TourState) => void {
  const client = useQueryClient();
  return (step, state) => {
    const known = client.getQueryData<TourProgressWire>(keys.tour(id));
    if (!known) return;
    const { version } = known;
    client.setQueryData(keys.tour(id), { version, step, state, startsByItself: false });
    last = last.then(() => api.put(pathOf(id), { version, step, state })).catch(() => undefined);
  };
}

let last: Promise<unknown> = Promise.resolve();
