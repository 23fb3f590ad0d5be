import { useQuery } from '@tanstack/react-query';
import type { ProjectAccountWire } from '../../../domain/wire/project-accounts';
import { api, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';

/** What a project earned and cost in a stretch of time. */
export const useAccount = (projectId: string, query: QueryParams) =>
  useQuery<ProjectAccountWire, ApiProblem>({
    queryKey: keys.projectAccount(projectId, query),
    queryFn: ({ signal }) =>
      api.get<ProjectAccountWire>(`/projects/${projectId}/pnl`, query, signal),
  });
