import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Rhythm } from '../../../domain/assistant/rhythm';
import type { AssistantAnswer } from '../../../domain/wire/assistant';
import type { AssistantReport } from '../../../domain/wire/assistant-threads';
import type { Page } from '../../../domain/wire/common';
import { api, withQuery, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import type { AnswerPlace } from './api';

const ROOT = '/assistant/reports';

/** A report with its rows, read for whoever opens it. */
export interface OpenedReport {
  report: AssistantReport;
  answer: AssistantAnswer;
}

/** The reports I have saved. */
export function useReports() {
  return useQuery<AssistantReport[], ApiProblem>({
    queryKey: keys.assistantReports,
    queryFn: async ({ signal }) =>
      (await api.get<Page<AssistantReport>>(ROOT, undefined, signal)).items,
  });
}

/** A report, run now as me. */
export function useReport(id: string) {
  return useQuery<OpenedReport, ApiProblem>({
    queryKey: keys.assistantReport(id),
    queryFn: ({ signal }) => api.get(`${ROOT}/${id}`, undefined, signal),
    staleTime: 0,
  });
}

function useChange<Answer, Body>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => refresh(client, { queryKey: keys.assistantReports, exact: true }),
  });
}

/** Saves the lookups of an answer as a report. */
export const useSaveReport = () =>
  useChange(
    ({ messageId, title, movesAlong }: AnswerPlace & { title: string; movesAlong: boolean }) =>
      api.post<AssistantReport>(
        ROOT,
        { messageId, title, movesAlong },
        { idempotencyKey: crypto.randomUUID() },
      ),
  );

/** Gives a report another name. */
export const useRenameReport = () =>
  useChange(({ id, title }: { id: string; title: string }) =>
    api.patch<AssistantReport>(`${ROOT}/${id}`, { title }),
  );

/** Has the periods of a report move along, or stay. */
export const useMoveReport = () =>
  useChange(({ id, movesAlong }: { id: string; movesAlong: boolean }) =>
    api.patch<AssistantReport>(`${ROOT}/${id}`, { movesAlong }),
  );

/** Has a report mailed to me, or changes when. */
export const useScheduleReport = () =>
  useChange(({ id, rhythm }: { id: string; rhythm: Rhythm }) =>
    api.put<AssistantReport>(`${ROOT}/${id}/schedule`, rhythm),
  );

/** Has a report mailed no more. */
export const useStopReport = () =>
  useChange((id: string) => api.delete<void>(`${ROOT}/${id}/schedule`));

/** Takes a report away. */
export const useDeleteReport = () => useChange((id: string) => api.delete<void>(`${ROOT}/${id}`));

/** Where a table of a report is taken along from. */
export function reportFile(id: string, of: { tableId: string; format: 'csv' | 'xlsx' }): string {
  const path = `/api/v1${ROOT}/${id}/tables/${encodeURIComponent(of.tableId)}`;
  return withQuery(path, { format: of.format });
}
