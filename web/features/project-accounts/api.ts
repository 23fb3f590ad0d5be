import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MoneyWire } from '../../../domain/wire/common';
import type { ProjectAccountWire } from '../../../domain/wire/project-accounts';
import type { ProjectStandingWire, ProjectTerms } from '../../../domain/wire/project-terms';
import { api, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** What a project earned and cost in a stretch of time. */
export const useAccount = (projectId: string, query: QueryParams) =>
  useQuery<ProjectAccountWire, ApiProblem>({
    queryKey: keys.projectAccount(projectId, query),
    queryFn: ({ signal }) =>
      api.get<ProjectAccountWire>(`/projects/${projectId}/pnl`, query, signal),
  });

/** How a project earns, and where it stands. */
export const useStanding = (projectId: string) =>
  useQuery<ProjectStandingWire, ApiProblem>({
    queryKey: keys.projectTerms(projectId),
    queryFn: ({ signal }) =>
      api.get<ProjectStandingWire>(`/projects/${projectId}/terms`, undefined, signal),
  });

/** Sets how a project earns. */
export function useSetTerms(projectId: string) {
  const client = useQueryClient();
  return useMutation<ProjectStandingWire, ApiProblem, ProjectTerms>({
    mutationFn: (terms) => api.put<ProjectStandingWire>(`/projects/${projectId}/terms`, terms),
    onSuccess: (standing) => client.setQueryData(keys.projectTerms(projectId), standing),
  });
}

/** Posts what is earned by a day and not in the books. */
export function useRecognise(projectId: string) {
  const client = useQueryClient();
  return useMutation<{ entryId: string; amount: MoneyWire }, ApiProblem, string>({
    mutationFn: (on) =>
      api.post<{ entryId: string; amount: MoneyWire }>(
        `/projects/${projectId}/recognitions`,
        { on },
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSettled: () => void refresh(client, { queryKey: keys.records }),
  });
}
