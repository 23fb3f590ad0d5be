import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  assistantEventSchema,
  type AssistantMessage,
  type AssistantState,
  type AssistantThread,
} from '../../../domain/wire/assistant-threads';
import type { Page } from '../../../domain/wire/common';
import { api, withQuery, type ApiProblem } from '../../lib/api';
import type { StreamEvent } from '../../lib/event-stream';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';
import type { AnswerSource } from './runs';

const ROOT = '/assistant/threads';
const messagePath = (threadId: string, messageId: string) =>
  `${ROOT}/${threadId}/messages/${messageId}`;

/** Who answers now, and how much I may ask. */
export function useAssistantState() {
  return useQuery<AssistantState, ApiProblem>({
    queryKey: keys.assistantState,
    queryFn: ({ signal }) => api.get('/assistant', undefined, signal),
  });
}

/** My conversations with the assistant, the latest first. */
export function useThreads(q: string | undefined) {
  return usePages<AssistantThread>({
    key: keys.assistantThreadList(q ?? ''),
    path: ROOT,
    query: { q },
  });
}

/** Begins a conversation. */
export function useStartThread() {
  const client = useQueryClient();
  return useMutation<AssistantThread, ApiProblem, void>({
    mutationFn: () => api.post(ROOT, {}, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => void refresh(client, { queryKey: keys.assistantThreads }),
  });
}

/** Gives a conversation another name. */
export function useRenameThread() {
  const client = useQueryClient();
  return useMutation<AssistantThread, ApiProblem, { id: string; title: string }>({
    mutationFn: ({ id, title }) => api.patch(`${ROOT}/${id}`, { title }),
    onSettled: () => refresh(client, { queryKey: keys.assistant }),
  });
}

/** Takes a conversation away. */
export function deleteThread(id: string): Promise<void> {
  return api.delete(`${ROOT}/${id}`);
}

/** A conversation: its questions and answers, oldest first. */
export function useThread(id: string) {
  return useQuery<AssistantMessage[], ApiProblem>({
    queryKey: keys.assistantThread(id),
    queryFn: async ({ signal }) =>
      (await api.get<Page<AssistantMessage>>(`${ROOT}/${id}/messages`, undefined, signal)).items,
    // What is on its way is told by its stream.
    staleTime: Infinity,
    refetchOnMount: 'always',
  });
}

const heard = (hear: Parameters<AnswerSource['ask']>[0]['hear']) => (event: StreamEvent) => {
  const told = assistantEventSchema.safeParse(JSON.parse(event.data));
  // An event of a later version says nothing to this one.
  if (told.success) hear(told.data);
};

/** Answers, as the API streams them. */
export const answerSource: AnswerSource = {
  ask: ({ threadId, text, hear, signal }) =>
    api.stream(`${ROOT}/${threadId}/messages`, {
      ...{ method: 'POST', body: { text }, signal, hear: heard(hear) },
    }),
  follow: ({ threadId, messageId, after, hear, signal }) =>
    api.stream(`${messagePath(threadId, messageId)}/stream`, {
      ...{ method: 'GET', query: { after }, signal, hear: heard(hear) },
    }),
  stop: ({ threadId, messageId }) => api.post(`${messagePath(threadId, messageId)}/stop`),
};

/** An answer of a conversation. */
export interface AnswerPlace {
  threadId: string;
  messageId: string;
}

/** Where a table of an answer is taken along from; its rows are read again for who takes them. */
export function tableFile(
  { threadId, messageId }: AnswerPlace,
  of: { tableId: string; format: 'csv' | 'xlsx' },
): string {
  const path = `/api/v1${messagePath(threadId, messageId)}/tables/${encodeURIComponent(of.tableId)}`;
  return withQuery(path, { format: of.format });
}

/** Says what I think of an answer. */
export function useFeedback({ threadId, messageId }: AnswerPlace) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { verdict: 'up' | 'down'; reason?: string }>({
    mutationFn: (feedback) => api.put(`${messagePath(threadId, messageId)}/feedback`, feedback),
    onSettled: () => refresh(client, { queryKey: keys.assistantThread(threadId) }),
  });
}
