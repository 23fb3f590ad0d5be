import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationList } from '../../../domain/wire/notifications';
import { api } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';
import type { NotificationWire } from '../../../domain/wire/notifications';
import { markRead, openBell, type Bell } from './bell';

const FIRST_PAGE = 30;
const CATCH_UP_PAGE = 200;

/** The newest notifications. */
export async function readBell(): Promise<Bell> {
  return openBell(await api.get<NotificationList>('/notifications', { limit: FIRST_PAGE }));
}

/** What came after `seq`, oldest first. */
export function readAfter(seq: number): Promise<NotificationList> {
  return api.get<NotificationList>('/notifications', { after: seq, limit: CATCH_UP_PAGE });
}

/** The bell; filled once, then kept by the socket. */
export function useBell() {
  return useQuery({
    queryKey: keys.bell,
    queryFn: readBell,
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** All notifications, newest first. */
export function useNotificationPages() {
  return usePages<NotificationWire>({ key: keys.notifications, path: '/notifications' });
}

/** Marks as read, at once here; the server tells the other tabs. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { ids: string[] } | { upTo: number }) =>
      api.post('/notifications/read', what),
    onMutate: (what) => {
      client.setQueryData<Bell>(keys.bell, (bell) => {
        if (!bell) return bell;
        const fresh =
          'ids' in what
            ? bell.items.filter((row) => !row.readAt && what.ids.includes(row.id)).length
            : bell.unread;
        const unread = Math.max(0, bell.unread - fresh);
        return markRead(bell, { ...what, unread }, new Date().toISOString());
      });
    },
    onError: () => void refresh(client, { queryKey: keys.bell }),
    onSettled: () => void refresh(client, { queryKey: keys.notifications }),
  });
}
