import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AssistantAudit,
  AssistantSettings,
  AssistantUsage,
  AuditReading,
} from '../../../domain/wire/assistant-threads';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

const ROOT = '/admin/assistant';

/** What the assistant may do. */
export function useAssistantSettings() {
  return useQuery<AssistantSettings, ApiProblem>({
    queryKey: keys.assistantAdmin('settings'),
    queryFn: ({ signal }) => api.get(`${ROOT}/settings`, undefined, signal),
  });
}

/** Changes it, for everybody at once. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation<AssistantSettings, ApiProblem, Partial<AssistantSettings>>({
    mutationFn: (change) => api.patch(`${ROOT}/settings`, change),
    onSuccess: (settings) => {
      client.setQueryData(keys.assistantAdmin('settings'), settings);
      return refresh(client, { queryKey: keys.assistantState });
    },
  });
}

/** A period, both days in it. */
export type Period = Partial<Record<'from' | 'to', string>>;

/** What each person used on each day, the newest first. */
export function useUsage(period: Period) {
  return usePages<AssistantUsage>({
    ...{ key: keys.assistantAdmin('usage', period), path: `${ROOT}/usage`, query: period },
  });
}

/** By what the log is narrowed. */
export type AuditFilter = Period & Partial<Record<'personId' | 'q' | 'outcome', string>>;

/**
 * What was asked, the newest first. Each reading is an entry of its own log: nothing is read again but when somebody asks
 * for it.
 */
export const usePromptAudit = (filter: AuditFilter) => useLogged<AssistantAudit>('audit', filter);

/** Who read that, and who looked at this list, the newest first: each reading of it is an entry, too. */
export const useAuditReadings = (filter: Period & Partial<Record<'readerId', string>>) =>
  useLogged<AuditReading>('audit/readings', filter);

function useLogged<Entry>(list: string, filter: Partial<Record<string, string>>) {
  const result = useInfiniteQuery({
    queryKey: keys.assistantAdmin(list, filter),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Entry>>(`${ROOT}/${list}`, { ...filter, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    gcTime: 0,
  });
  return { ...result, items: result.data?.pages.flatMap(({ items }) => items) };
}
