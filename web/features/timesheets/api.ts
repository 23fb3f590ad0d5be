import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type {
  NewWorkRate,
  ProjectMembersWire,
  TimesheetLineWire,
  TimesheetWeek,
  WeekDraft,
  WorkRateWire,
} from '../../../domain/wire/timesheets';
import type { ProjectRole } from '../../../domain/timesheets/rates';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh, refreshRequests } from '../../lib/refresh';

const pathOf = (monday: string) => `/timesheet-weeks/${monday}`;
const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** One's own week. */
export const useWeek = (monday: string) =>
  useQuery<TimesheetWeek, ApiProblem>({
    queryKey: keys.timesheetWeek(monday),
    queryFn: ({ signal }) => api.get<TimesheetWeek>(pathOf(monday), undefined, signal),
  });

/** Another week, once it is asked for. */
export function useReadWeek() {
  return useMutation<TimesheetWeek, ApiProblem, string>({
    mutationFn: (monday) => api.get<TimesheetWeek>(pathOf(monday)),
  });
}

/** Saves the drafts of a week, one version after the other: each is made from the one that was saved before it. */
export function useSaveWeek({ startsOn, revision }: TimesheetWeek) {
  const client = useQueryClient();
  const revisionRef = useRef(revision);
  const queryKey = keys.timesheetWeek(startsOn);
  const save = useMutation<TimesheetWeek, ApiProblem, WeekDraft['rows']>({
    scope: { id: `timesheet ${startsOn}` },
    mutationFn: (rows) =>
      api.put<TimesheetWeek>(pathOf(startsOn), { revision: revisionRef.current, rows }),
    onSuccess: (week) => {
      revisionRef.current = week.revision;
      client.setQueryData(queryKey, week);
    },
    onError: () => void refresh(client, { queryKey }),
  });
  return { save, revisionRef };
}

/** Hands in what the week holds of a project. */
export function useHandIn(monday: string) {
  const client = useQueryClient();
  return useMutation<{ approvalId: string }, ApiProblem, string>({
    mutationFn: (projectId) =>
      api.post<{ approvalId: string }>('/timesheets', { projectId, weekStartsOn: monday }, once()),
    onSettled: () => void refreshRequests(client),
  });
}

/** Drafts the line that takes approved time back. */
export function useTakeBack() {
  const client = useQueryClient();
  return useMutation<TimesheetLineWire, ApiProblem, string>({
    mutationFn: (id) =>
      api.post<TimesheetLineWire>(`/timesheet-lines/${id}/reversals`, undefined, once()),
    onSettled: () => void refresh(client, { queryKey: keys.timesheets }),
  });
}

/** Drops such a draft. */
export function useKeepLine() {
  const client = useQueryClient();
  return useMutation<void, ApiProblem, string>({
    mutationFn: (id) => api.delete(`/timesheet-lines/${id}`),
    onSettled: () => void refresh(client, { queryKey: keys.timesheets }),
  });
}

/** Sets what an hour is worth. */
export function useSetWorkRate() {
  const client = useQueryClient();
  return useMutation<WorkRateWire, ApiProblem, NewWorkRate>({
    mutationFn: (rate) => api.post<WorkRateWire>('/work-rates', rate, once()),
    onSettled: () => void refresh(client, { queryKey: keys.workRates }),
  });
}

/** Who is on a project, and as what. */
export const useMembers = (projectId: string) =>
  useQuery<ProjectMembersWire, ApiProblem>({
    queryKey: keys.projectMembers(projectId),
    queryFn: ({ signal }) =>
      api.get<ProjectMembersWire>(`/projects/${projectId}/members`, undefined, signal),
  });

/** Puts somebody on a project with a role, or takes them off it: no role. */
export function useChangeMember(projectId: string) {
  const client = useQueryClient();
  return useMutation<
    ProjectMembersWire,
    ApiProblem,
    { employeeId: string; role: ProjectRole | null }
  >({
    mutationFn: ({ employeeId, role }) => {
      const path = `/projects/${projectId}/members/${employeeId}`;
      return role === null
        ? api.delete<ProjectMembersWire>(path)
        : api.put<ProjectMembersWire>(path, { role });
    },
    onSuccess: (members) => client.setQueryData(keys.projectMembers(projectId), members),
  });
}
