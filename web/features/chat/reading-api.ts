import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChatSettings, ConversationWire, MemberSettings } from '../../../domain/wire/chat';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { useChatChange } from './api';

export const useMarkConversationRead = (id: string) =>
  useChatChange((upTo: number) =>
    api.post<ConversationWire>(`/conversations/${id}/read`, { upTo }),
  );
export const useMarkConversationUnread = (id: string) =>
  useChatChange((from: number) =>
    api.post<ConversationWire>(`/conversations/${id}/unread`, { from }),
  );
export const useChangeMemberSettings = (id: string) =>
  useChatChange((wanted: MemberSettings) =>
    api.patch<ConversationWire>(`/conversations/${id}/settings`, wanted),
  );

/** What others are told of me. */
export function useChatSettings() {
  return useQuery<ChatSettings, ApiProblem>({
    queryKey: keys.chatSettings,
    queryFn: ({ signal }) => api.get<ChatSettings>('/chat-settings', {}, signal),
  });
}

/** Changes what others are told of me; the switch moves when the server has agreed. */
export function useChangeChatSettings() {
  const client = useQueryClient();
  return useMutation<ChatSettings, ApiProblem, Partial<ChatSettings>>({
    mutationFn: (wanted) => api.patch<ChatSettings>('/chat-settings', wanted),
    onSuccess: (settings) => client.setQueryData(keys.chatSettings, settings),
  });
}
