import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { createSocket, SocketContext } from '../../../lib/socket';
import { createAnnouncer } from '../announcing';
import { renewPush } from '../push';
import { OfflineBanner } from './offline-banner';
import { bindRealtime } from '../realtime';

/** Keeps the tab's socket while somebody is signed in, and says so when it is down. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [socket] = useState(createSocket);
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const { announce, stop } = createAnnouncer();
    const unbind = bindRealtime(socket, { client, announce, onStatus: setConnected });
    return () => {
      stop();
      unbind();
    };
  }, [client, socket]);
  useEffect(() => void renewPush(), []);
  return (
    <SocketContext value={socket}>
      <OfflineBanner offline={!connected} />
      {children}
    </SocketContext>
  );
}
