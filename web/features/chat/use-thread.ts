import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ChangeWire, MessageWire } from '../../../domain/wire/chat';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { useSocketEvent } from '../../lib/socket';
import { threadSource } from './api';
import { createThread } from './thread';

/**
 * A conversation that is open, kept by the socket: each message once and in its place, whatever the network does.
 * @param at seq of the message to open around; the end without it
 */
export function useThread(conversationId: string, at?: number) {
  const client = useQueryClient();
  const [thread] = useState(() => createThread(threadSource(conversationId), at));
  const view = useSyncExternalStore(thread.subscribe, thread.view);
  useEffect(() => void thread.sync(), [thread]);
  useSocketEvent('connect', () => void thread.sync());
  useSocketEvent<MessageWire>('message', (message) => {
    if (message.conversationId === conversationId) {
      thread.hear({ change: message.change, message });
    }
  });
  useSocketEvent<ChangeWire>('conversation', (change) => {
    if (change.conversationId !== conversationId) return;
    thread.hear(change);
    void refresh(client, { queryKey: keys.conversation(conversationId) });
  });
  return {
    ...view,
    retry: () => void thread.sync(),
    older: () => void thread.older(),
    newer: () => void thread.newer(),
  };
}
