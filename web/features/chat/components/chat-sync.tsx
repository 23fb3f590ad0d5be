import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { ChangeWire } from '../../../../domain/wire/chat';
import type { PresenceEvent } from '../../../../domain/wire/chat-presence';
import { keys } from '../../../lib/query-keys';
import { refresh } from '../../../lib/refresh';
import { useMe } from '../../../lib/session';
import { useSocket, useSocketEvent } from '../../../lib/socket';
import { useRestrictionSync } from '../../restrictions/use-restriction-sync';
import { sendMessage } from '../api';
import { createOutbox } from '../outbox';
import { createPresenceStore, PresenceContext } from '../presence';
import { usePageState } from '../use-page-state';
import { OutboxContext, outboxStorage } from '../use-outbox';

const GATHER_MS = 150;

/** Keeps the list of conversations and the unsent messages, on whatever page one is. */
export function ChatSync({ children }: { children: ReactNode }) {
  const me = useMe();
  const client = useQueryClient();
  const refreshList = useDebouncedCallback(
    () => void refresh(client, { queryKey: keys.conversations }),
    GATHER_MS,
  );
  const [outbox] = useState(() =>
    createOutbox({ store: outboxStorage(me.id), send: sendMessage, onSent: refreshList }),
  );
  useRestrictionSync();
  const socket = useSocket();
  const [presence] = useState(createPresenceStore);
  usePageState();
  useSocketEvent<PresenceEvent>('presence', presence.hear);
  useSocketEvent('disconnect', presence.forget);
  // Somebody new to talk to is somebody new to know of.
  useSocketEvent<ChangeWire>('conversation', ({ kind }) => {
    if (kind === 'joined') socket.emit('presence-ask');
  });
  // Whoever may chat again learns who is there.
  useSocketEvent('restriction', () => socket.emit('presence-ask'));
  useSocketEvent('message', refreshList);
  useSocketEvent('conversation', refreshList);
  useSocketEvent('conversation-read', refreshList);
  useSocketEvent('connect', () => outbox.flush());
  useEffect(() => outbox.flush(), [outbox]);
  return (
    <OutboxContext value={outbox}>
      <PresenceContext value={presence}>{children}</PresenceContext>
    </OutboxContext>
  );
}
