import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ChangeList,
  ChannelWire,
  ChatPerson,
  ConversationDetail,
  ConversationWire,
  DescribeConversation,
  MessageList,
  MessageWire,
  StartConversation,
} from '../../../domain/wire/chat';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { useRestriction } from '../../lib/session';
import type { Written } from './outbox';
import { countedOf } from './conversation-sections';
import { PAGE, type ThreadSource } from './thread';

interface Items<Item> {
  items: Item[];
}

/** My conversations, the liveliest first. */
export function useConversations() {
  const isRestricted = useRestriction('chat') !== undefined;
  return useQuery<ConversationWire[], ApiProblem>({
    queryKey: keys.conversations,
    enabled: !isRestricted,
    queryFn: async ({ signal }) =>
      (await api.get<Items<ConversationWire>>('/conversations', {}, signal)).items,
  });
}

/** How many messages of others I have not read; of what is muted, those that name me. */
export function useUnreadMessages(): number {
  return (useConversations().data ?? []).reduce(
    (sum, conversation) => sum + countedOf(conversation),
    0,
  );
}

/** A conversation with its members. */
export function useConversation(id: string) {
  return useQuery<ConversationDetail, ApiProblem>({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => api.get<ConversationDetail>(`/conversations/${id}`, {}, signal),
  });
}

/** Public channels by name. */
export function useChannels(q: string) {
  return useQuery<ChannelWire[], ApiProblem>({
    queryKey: keys.channels(q),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<Items<ChannelWire>>('/channels', { q }, signal)).items,
  });
}

/** Whom I can write to, by name. */
export function useChatPeople(q: string) {
  return useQuery<ChatPerson[], ApiProblem>({
    queryKey: keys.chatPeople(q),
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await api.get<Items<ChatPerson>>('/chat-people', { q }, signal)).items,
  });
}

/** Where an open conversation reads from. */
export function threadSource(id: string): ThreadSource {
  return {
    conversation: () => api.get<ConversationDetail>(`/conversations/${id}`),
    messages: (page) =>
      api.get<MessageList>(`/conversations/${id}/messages`, { ...page, limit: PAGE }),
    changes: (after) => api.get<ChangeList>(`/conversations/${id}/changes`, { after, limit: 500 }),
  };
}

/** Sends a message; the same client id again is the same message. */
export function sendMessage({ conversationId, ...message }: Written) {
  const { clientId, text, threadOf, mentions, mentionsAll, files = [] } = message;
  const fileIds = files.length > 0 ? files.map(({ id }) => id) : undefined;
  return api.post<MessageWire>(`/conversations/${conversationId}/messages`, {
    ...{ clientId, text, threadOf, mentions, mentionsAll, fileIds },
    confirmMentionsAll: mentionsAll,
  });
}

/** Changes something of the chat, and reads again what may follow from it. */
export function useChatChange<Answer, Body>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.chat }),
  });
}

export const useStartConversation = () =>
  useChatChange((wanted: StartConversation) =>
    api.post<ConversationWire>('/conversations', wanted, { idempotencyKey: crypto.randomUUID() }),
  );
export const useJoinChannel = () =>
  useChatChange((id: string) => api.post<ConversationWire>(`/conversations/${id}/join`));
export const useAddMembers = (id: string) =>
  useChatChange((memberIds: string[]) =>
    api.post<ConversationWire>(`/conversations/${id}/members`, { memberIds }),
  );
export const useDescribeConversation = (id: string) =>
  useChatChange((wanted: DescribeConversation) =>
    api.patch<ConversationWire>(`/conversations/${id}`, wanted),
  );
export const useRemoveMember = (id: string) =>
  useChatChange((memberId: string) => api.delete(`/conversations/${id}/members/${memberId}`));
/** Where a message is. */
export const messagePath = ({ conversationId, id }: MessageWire) =>
  `/conversations/${conversationId}/messages/${id}`;

export const useEditMessage = () =>
  useMutation<MessageWire, ApiProblem, { message: MessageWire; text: string; mentions?: string[] }>(
    {
      mutationFn: ({ message, text, mentions }) =>
        api.patch<MessageWire>(messagePath(message), { text, mentions }),
    },
  );
export const useDeleteMessage = () =>
  useMutation<unknown, ApiProblem, MessageWire>({
    mutationFn: (message) => api.delete(messagePath(message)),
  });
export const useReact = () =>
  useMutation<unknown, ApiProblem, { message: MessageWire; emoji: string; given: boolean }>({
    mutationFn: ({ message, emoji, given }) => {
      const path = `${messagePath(message)}/reactions/${encodeURIComponent(emoji)}`;
      return given ? api.put(path, {}) : api.delete(path);
    },
  });
