import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { NotificationWire } from '../../../../domain/wire/notifications';
import { createSocket, SocketContext } from '../../../lib/socket';
import { OfflineBanner } from './offline-banner';
import { bindRealtime } from '../realtime';

function announce(row: NotificationWire): void {
  notifications.show({ id: row.id, title: row.title, message: row.body, autoClose: 8000 });
}

/** Keeps the tab's socket while somebody is signed in, and says so when it is down. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [socket] = useState(createSocket);
  const [connected, setConnected] = useState(true);
  useEffect(
    () => bindRealtime(socket, { client, announce, onStatus: setConnected }),
    [client, socket],
  );
  return (
    <SocketContext value={socket}>
      <OfflineBanner offline={!connected} />
      {children}
    </SocketContext>
  );
}
