import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ChangeWire, MessageWire } from '../../../domain/wire/chat';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { useSocketEvent } from '../../lib/socket';
import { threadSource } from './api';
import { createThread } from './thread';

/**
 * A conversation that is open, kept by the socket: each message once and in its place, whatever the network does.
 * @param linked the message an address leads to
 */
export function useThread(conversationId: string, linked: number | null) {
  const client = useQueryClient();
  const [thread] = useState(() => createThread(threadSource(conversationId), linked));
  const view = useSyncExternalStore(thread.subscribe, thread.view);
  const followed = useRef(linked);
  useEffect(() => {
    void thread.sync();
    return thread.stop;
  }, [thread]);
  useEffect(() => {
    if (linked !== null && linked !== followed.current) void thread.goTo(linked);
    followed.current = linked;
  }, [thread, linked]);
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
    goTo: (seq: number | null) => void thread.goTo(seq),
  };
}

/** A conversation that is open, as the page has it. */
export type OpenThread = ReturnType<typeof useThread>;
