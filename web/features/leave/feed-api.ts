import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CalendarFeed, CalendarFeedState } from '../../../domain/wire/calendar-feed';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Since when I have a calendar address. */
export function useCalendarFeed() {
  return useQuery({
    queryKey: keys.calendarFeed,
    queryFn: ({ signal }) => api.get<CalendarFeedState>('/calendar-feed', {}, signal),
  });
}

function useFeedChange<Answer>(change: () => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, void>({
    mutationFn: change,
    onSuccess: () => refresh(client, { queryKey: keys.calendarFeed }),
  });
}

export const useOpenCalendarFeed = () =>
  useFeedChange(() => api.post<CalendarFeed>('/calendar-feed'));
export const useCloseCalendarFeed = () => useFeedChange(() => api.delete('/calendar-feed'));
