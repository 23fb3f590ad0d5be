import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type {
  ChartPerson,
  DepartmentNode,
  EditDepartment,
} from '../../../domain/wire/organisation';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Adds a department, or changes the one given. */
export function useSaveDepartment(id?: string) {
  const client = useQueryClient();
  return useMutation<DepartmentNode, ApiProblem, EditDepartment>({
    mutationFn: (body) =>
      id === undefined
        ? api.post<DepartmentNode>('/departments', body, { idempotencyKey: crypto.randomUUID() })
        : api.patch<DepartmentNode>(`/departments/${id}`, body),
    onSuccess: async () => {
      await Promise.all([
        refresh(client, { queryKey: keys.departments }),
        refresh(client, { queryKey: keys.allPeople }),
      ]);
    },
  });
}

/** One level of the chart: who reports to somebody; null is the top of what one may see. */
export function useChartLevel(managerId: string | null, enabled = true) {
  return useQuery<ChartPerson[], ApiProblem>({
    queryKey: keys.chartLevel(managerId),
    enabled,
    queryFn: async ({ signal }) => {
      const path = managerId === null ? '/org-chart' : `/org-chart/${managerId}/reports`;
      return (await api.get<Page<ChartPerson>>(path, undefined, signal)).items;
    },
  });
}

/** The ids down to somebody in the chart, the top first. */
export function useChartPath(personId: string | undefined) {
  return useQuery<string[], ApiProblem>({
    queryKey: keys.chartPath(personId ?? ''),
    enabled: personId !== undefined,
    queryFn: async ({ signal }) =>
      (await api.get<Page<string>>(`/org-chart/${personId}/path`, undefined, signal)).items,
  });
}
