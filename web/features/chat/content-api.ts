import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  BookmarkWire,
  ConversationWire,
  MessageList,
  MessageWire,
  ThreadWire,
} from '../../../domain/wire/chat';
import type { ProjectWire } from '../../../domain/wire/records';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { messagePath } from './api';

const ANSWERS = 1000;

/** The thread of a message, or of the one it answers to: what it begins with and all its answers. */
export function useThreadOf(conversationId: string, messageId: string) {
  return useQuery<ThreadWire, ApiProblem>({
    queryKey: keys.chatThread(conversationId, messageId),
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const path = `/conversations/${conversationId}/messages/${messageId}/thread`;
      const read = (after: number) => api.get<ThreadWire>(path, { after, limit: ANSWERS }, signal);
      const thread = await read(0);
      for (let page = thread; page.items.length === ANSWERS;) {
        page = await read(page.items.at(-1)?.seq ?? 0);
        thread.items.push(...page.items);
      }
      return thread;
    },
  });
}

/** What is pinned in a conversation, the newest pin first. */
export function usePins(conversationId: string) {
  return useQuery<MessageWire[], ApiProblem>({
    queryKey: keys.chatPins(conversationId),
    staleTime: 0,
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: MessageWire[] }>(
          `/conversations/${conversationId}/pins`,
          undefined,
          signal,
        )
      ).items,
  });
}

/** What I keep for myself, the newest first. */
export function useBookmarks() {
  return useQuery<BookmarkWire[], ApiProblem>({
    queryKey: keys.chatBookmarks,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: BookmarkWire[] }>('/chat-bookmarks', undefined, signal)).items,
  });
}

/** Whether I keep a message for myself. */
export function useIsBookmarked(message: MessageWire): boolean {
  return (useBookmarks().data ?? []).some((kept) => kept.message.id === message.id);
}

/** Pins a message for everybody in the conversation, or lets it go. */
export const usePin = () =>
  useMutation<unknown, ApiProblem, { message: MessageWire; pinned: boolean }>({
    mutationFn: ({ message, pinned }) => {
      const path = `${messagePath(message)}/pin`;
      return pinned ? api.put(path, {}) : api.delete(path);
    },
  });

/** Keeps a message for myself, or lets it go. */
export function useBookmark() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { message: MessageWire; kept: boolean }>({
    mutationFn: ({ message, kept }) => {
      const path = `${messagePath(message)}/bookmark`;
      return kept ? api.put(path, {}) : api.delete(path);
    },
    onSettled: () => void refresh(client, { queryKey: keys.chatBookmarks }),
  });
}

/** A project, if I may see it. */
export function useLinkedProject(id: string) {
  return useQuery<ProjectWire, ApiProblem>({
    queryKey: keys.project(id),
    queryFn: ({ signal }) => api.get<ProjectWire>(`/projects/${id}`, undefined, signal),
  });
}

/** A message by its number, with its conversation, if I am in it; null where there is none. */
export function useLinkedMessage(id: string, seq: number) {
  return useQuery<{ message: MessageWire; conversation: ConversationWire } | null, ApiProblem>({
    queryKey: keys.chatMessage(id, seq),
    queryFn: async ({ signal }) => {
      const [{ items }, conversation] = await Promise.all([
        api.get<MessageList>(`/conversations/${id}/messages`, { after: seq - 1, limit: 1 }, signal),
        api.get<ConversationWire>(`/conversations/${id}`, undefined, signal),
      ]);
      const message = items.find((item) => item.seq === seq);
      return message ? { message, conversation } : null;
    },
  });
}
