import { useDebouncedCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { keys } from '../../../lib/query-keys';
import { refresh } from '../../../lib/refresh';
import { useMe } from '../../../lib/session';
import { useSocketEvent } from '../../../lib/socket';
import { useRestrictionSync } from '../../restrictions/use-restriction-sync';
import { sendMessage } from '../api';
import { createOutbox } from '../outbox';
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
  useSocketEvent('message', refreshList);
  useSocketEvent('conversation', refreshList);
  useSocketEvent('conversation-read', refreshList);
  useSocketEvent('connect', () => outbox.flush());
  useEffect(() => outbox.flush(), [outbox]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}
