import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  DrawLeaveYearRun,
  LeaveYearRowWire,
  LeaveYearRunWire,
  LeaveYearWire,
  SetLeaveYear,
} from '../../../domain/wire/leave-years';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

const PROGRESS_MS = 1_000;

/** Whether a run is at work. */
export const isAtWork = (run: LeaveYearRunWire | null | undefined) =>
  run?.status === 'running' || run?.status === 'stopping';

/** How a year ends and its run; asked again each second while that is at work. */
export function useLeaveYear(year: number) {
  return useQuery<LeaveYearWire, ApiProblem>({
    queryKey: keys.leaveYear(year),
    queryFn: ({ signal }) => api.get<LeaveYearWire>(`/leave-years/${year}`, undefined, signal),
    refetchInterval: ({ state }) => (isAtWork(state.data?.run) ? PROGRESS_MS : false),
  });
}

/** The people of a run; read anew when the run changes its status. */
export function useLeaveYearRows(
  { id, status }: LeaveYearRunWire,
  filters: Record<string, string | undefined>,
) {
  return usePages<LeaveYearRowWire>({
    key: keys.leaveYearRows({ ...filters, id, status }),
    path: '/leave-year-rows',
    query: { ...filters, runId: id, limit: 50 },
  });
}

function useYearChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: () => void refresh(client, { queryKey: keys.leaveYears }),
  });
}

/** Says how a year ends. */
export const useSetLeaveYear = (year: number) =>
  useYearChange((body: SetLeaveYear) => api.put<LeaveYearWire>(`/leave-years/${year}`, body));

/** Draws up what a run would do. */
export const useDrawLeaveYear = () =>
  useYearChange((body: DrawLeaveYearRun) =>
    api.post<LeaveYearRunWire>('/leave-year-runs', body, { idempotencyKey: crypto.randomUUID() }),
  );

/** Starts a run, or stops it after the batch at hand. */
export const useRunChange = (verb: 'start' | 'stop') =>
  useYearChange((id: string) => api.post<LeaveYearRunWire>(`/leave-year-runs/${id}/${verb}`));
