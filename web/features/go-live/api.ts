import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProjectWatchWire, WatchDraft } from '../../../domain/wire/go-live-watch';
import type {
  CheckStateChange,
  NewDrill,
  ReadinessPlan,
  ReadinessWire,
} from '../../../domain/wire/readiness';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** The readiness of a project. */
export const useReadiness = (projectId: string) =>
  useQuery<ReadinessWire, ApiProblem>({
    queryKey: keys.readiness(projectId),
    queryFn: ({ signal }) =>
      api.get<ReadinessWire>(`/projects/${projectId}/readiness`, undefined, signal),
  });

function useChange<Body>(projectId: string, change: (body: Body) => Promise<ReadinessWire>) {
  const client = useQueryClient();
  return useMutation<ReadinessWire, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: (readiness) => client.setQueryData(keys.readiness(projectId), readiness),
  });
}

/** Writes the whole plan. */
export const useSavePlan = (projectId: string) =>
  useChange(projectId, (plan: ReadinessPlan) =>
    api.put<ReadinessWire>(`/projects/${projectId}/readiness`, plan),
  );

/** Says what has become of a check. */
export const useSettleCheck = (projectId: string, checkId: string) =>
  useChange(projectId, (change: CheckStateChange) =>
    api.post<ReadinessWire>(`/projects/${projectId}/readiness/checks/${checkId}`, change),
  );

/** Records a drill of the way back. */
export const useRecordDrill = (projectId: string) =>
  useChange(projectId, (drill: NewDrill) =>
    api.post<ReadinessWire>(`/projects/${projectId}/readiness/drills`, drill, {
      idempotencyKey: crypto.randomUUID(),
    }),
  );

/** The watches of a project after its go-lives. */
export const useWatches = (projectId: string) =>
  useQuery<ProjectWatchWire, ApiProblem>({
    queryKey: keys.watches(projectId),
    queryFn: ({ signal }) =>
      api.get<ProjectWatchWire>(`/projects/${projectId}/watch`, undefined, signal),
  });

/** Says how a project does; going back makes it one that is not live, which its other pages show. */
export function useReport(projectId: string) {
  const client = useQueryClient();
  return useMutation<ProjectWatchWire, ApiProblem, WatchDraft>({
    mutationFn: (report) =>
      api.post<ProjectWatchWire>(`/projects/${projectId}/watch/reports`, report, {
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: async (watches) => {
      client.setQueryData(keys.watches(projectId), watches);
      await Promise.all([
        refresh(client, { queryKey: keys.readiness(projectId) }),
        refresh(client, { queryKey: keys.project(projectId) }),
      ]);
    },
  });
}
