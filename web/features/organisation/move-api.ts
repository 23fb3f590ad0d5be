import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type { PlannedMove, PlanMove } from '../../../domain/wire/planned-moves';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** What is planned: of one person with what is over, or of everybody what is still to come. */
export function useMoves(personId: string | null) {
  return useQuery<PlannedMove[], ApiProblem>({
    queryKey: keys.moves(personId),
    queryFn: async ({ signal }) => {
      const path = personId === null ? '/planned-moves' : `/people/${personId}/moves`;
      return (await api.get<Page<PlannedMove>>(path, undefined, signal)).items;
    },
  });
}

function useMoveChange<Body>(change: (body: Body) => Promise<PlannedMove>) {
  const client = useQueryClient();
  return useMutation<PlannedMove, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.allPeople }),
  });
}

export const usePlanMove = (personId: string) =>
  useMoveChange((body: PlanMove) =>
    api.post<PlannedMove>(`/people/${personId}/moves`, body, {
      idempotencyKey: crypto.randomUUID(),
    }),
  );
export const useCancelMove = ({ id, person }: PlannedMove) =>
  useMoveChange(() => api.post<PlannedMove>(`/people/${person.id}/moves/${id}/cancel`));
