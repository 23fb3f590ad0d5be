import { useQuery } from '@tanstack/react-query';
import { calendarOf } from '../../domain/calendars/of-wire';
import type { WorkingHours } from '../../domain/calendars/working-calendar';
import type { CalendarWire, DueOn } from '../../domain/wire/calendars';
import { api } from './api';
import { keys } from './query-keys';

const AN_HOUR = 3_600_000;

/** All working calendars: asked for once, since what is due by them is then counted here. */
export function useCalendars() {
  return useQuery({
    queryKey: keys.calendars,
    queryFn: ({ signal }) => api.get<{ items: CalendarWire[] }>('/calendars', undefined, signal),
    staleTime: AN_HOUR,
    select: readCalendars,
  });
}

// Outside of the hook, so that the same answer is worked out once.
function readCalendars({ items }: { items: CalendarWire[] }) {
  return items.map((calendar) => ({ ...calendar, working: calendarOf(calendar) }));
}

/** The working hours that a due time is counted in; null until they are known. */
export function useWorkingHours(on: DueOn | undefined): WorkingHours | null {
  const { data } = useCalendars();
  const found = on && data?.find(({ id }) => id === on.calendarId);
  return found ? { calendar: found.working, zone: on.zone } : null;
}
