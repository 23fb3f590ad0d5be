import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  BellFilter,
  BellState,
  DeliveryList,
  NotificationGroup,
  NotificationList,
} from '../../../domain/wire/notifications';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';
import { markRead, openBell, tell, type Bell } from './bell';

const FIRST_PAGE = 30;
const CATCH_UP_PAGE = 200;
const IN_PANEL = 12;
const MOST_OF_A_GROUP = 200;

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

/** All notifications of a filter by what they are about, newest first. */
export function useGroupPages(filter: BellFilter) {
  return usePages<NotificationGroup>({
    key: keys.notificationGroups(filter),
    path: '/notification-groups',
    query: { filter },
  });
}

/** The first few of them. */
export function useNewestGroups() {
  return useQuery({
    queryKey: keys.newestGroups,
    queryFn: ({ signal }) =>
      api.get<Page<NotificationGroup>>('/notification-groups', { limit: IN_PANEL }, signal),
  });
}

/** The rows of a group, newest first. */
export function useGroupRows(group: string, filter: BellFilter, enabled: boolean) {
  return useQuery({
    queryKey: keys.notificationGroup(group, filter),
    enabled,
    queryFn: ({ signal }) => readGroup(group, filter, signal),
  });
}

function readGroup(group: string, filter: BellFilter, signal?: AbortSignal) {
  const query = { group, filter, limit: MOST_OF_A_GROUP };
  return api.get<NotificationList>('/notifications', query, signal);
}

/** How one reached its person. */
export function useDeliveries(id: string) {
  return useQuery({
    queryKey: keys.deliveries(id),
    // Each look is a new one: steps are added as they happen.
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<DeliveryList>(`/notifications/${id}/deliveries`, undefined, signal),
  });
}

/** Tells the server what has been before the person's eyes, as long as this is on screen. */
export function useSeen() {
  const head = useBell().data?.head ?? 0;
  useEffect(() => {
    // Nobody waits for it, and a later look says it again.
    if (head > 0) api.post('/notifications/seen', { upTo: head }).catch(() => undefined);
  }, [head]);
}

/** Marks as read, at once here; the server tells the other tabs. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { ids: string[] } | { upTo: number }) =>
      api.post<BellState>('/notifications/read', what),
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
    onSuccess: (state) => believe(client, state),
    onError: () => void refresh(client, { queryKey: keys.bell }),
    onSettled: () => void refresh(client, { queryKey: keys.notifications }),
  });
}

/** What can be done to the rows of a group. */
export type RowAction = 'read' | 'unread' | 'archive' | 'unarchive' | 'snooze';

interface RowChange {
  action: RowAction;
  ids: string[];
  /** When snoozing: until when, null for not at all. */
  until?: string | null;
}

/** Changes rows and shows what the server then counts. */
export function useChangeRows() {
  const client = useQueryClient();
  return useMutation<BellState, ApiProblem, RowChange>({
    mutationFn: ({ action, ...body }) => api.post<BellState>(`/notifications/${action}`, body),
    onSuccess: (state) => believe(client, state),
    onSettled: () => refresh(client, { queryKey: keys.notifications }),
  });
}

/** The ids of a group's rows: what is undone is what was done, and not what comes meanwhile. */
export async function idsOf(group: NotificationGroup, filter: BellFilter): Promise<string[]> {
  if (group.count === 1) return [group.newest.id];
  return (await readGroup(group.group, filter)).items.map(({ id }) => id);
}

function believe(client: QueryClient, state: BellState): void {
  client.setQueryData<Bell>(keys.bell, (bell) => bell && tell(bell, state));
}
