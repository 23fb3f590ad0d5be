import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  AuditedConversation,
  AuditedMessageList,
  ChatAudit,
} from '../../../domain/wire/chat-audit';
import type {
  Hold,
  PreviewRetention,
  Retention,
  RetentionPreview,
  SetHold,
  SetRetention,
} from '../../../domain/wire/chat-retention';
import type { Page } from '../../../domain/wire/common';
import { api, withQuery, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

// Each reading is an entry of the log: nothing is read again but when somebody asks for it.
const READ_ONCE = { staleTime: Infinity };

function useLoggedPages<Item>(path: string, query: QueryParams, options: { gcTime?: number } = {}) {
  const result = useInfiniteQuery({
    ...{ ...READ_ONCE, ...options },
    queryKey: keys.chatAudit(path, query),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item> & { hits?: number }>(path, { ...query, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  return {
    ...result,
    items: result.data?.pages.flatMap((page) => page.items),
    hits: result.data?.pages[0]?.hits,
  };
}

/** Conversations of anybody. */
export const useAuditedConversations = (query: QueryParams) =>
  useLoggedPages<AuditedConversation>('/admin/conversations', query);

/** The auditors' log; read anew at each visit. */
export const useChatAudits = (query: QueryParams) =>
  useLoggedPages<ChatAudit>('/chat-audits', query, { gcTime: 0 });

const PAGE = 50;

/** Messages of any conversation, the newest first, page after page of earlier ones. */
export function useAuditedMessages(id: string, query: QueryParams) {
  const path = `/admin/conversations/${id}/messages`;
  return useInfiniteQuery({
    ...READ_ONCE,
    queryKey: keys.chatAudit(path, query),
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditedMessageList>(path, { ...query, before: pageParam, limit: PAGE }, signal),
    getNextPageParam: ({ items }) => (items.length < PAGE ? undefined : items.at(-1)?.seq),
  });
}

/** The address of an export. */
export function exportFile(query: QueryParams): string {
  return withQuery('/api/v1/admin/chat-exports', query);
}

/** Legal holds, of everything or of one conversation. */
export function useHolds(of: { conversationId?: string } = {}) {
  return useQuery<Hold[], ApiProblem>({
    queryKey: keys.chatHolds(of.conversationId),
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Hold[] }>('/admin/chat-holds', of, signal)).items,
  });
}

/** The rules by which messages go. */
export function useRetention() {
  return useQuery<Retention, ApiProblem>({
    queryKey: keys.chatRetention,
    queryFn: ({ signal }) => api.get<Retention>('/admin/chat-retention', {}, signal),
  });
}

function useKeeping<Answer, Body>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.chatKeeping }),
  });
}

export const useSetHold = () =>
  useKeeping((wanted: SetHold) =>
    api.post<Hold>('/admin/chat-holds', wanted, { idempotencyKey: crypto.randomUUID() }),
  );
export const useLiftHold = () =>
  useKeeping(({ id, reason }: { id: string; reason: string }) =>
    api.post<Hold>(`/admin/chat-holds/${id}/lift`, { reason }),
  );
export const useSetRetention = () =>
  useKeeping((wanted: SetRetention) => api.put<Retention>('/admin/chat-retention', wanted));
export const usePreviewRetention = () =>
  useMutation<RetentionPreview, ApiProblem, PreviewRetention>({
    mutationFn: (rules) => api.post<RetentionPreview>('/admin/chat-retention/previews', rules),
  });
