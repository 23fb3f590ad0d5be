import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CalendarHolidayWire,
  CalendarWire,
  EditCalendar,
  EditLocation,
  LocationWire,
  NewCalendar,
  NewLocation,
} from '../../../domain/wire/calendars';
import type { PersonRef } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** All locations, the default one first. */
export function useLocations() {
  return useQuery({
    queryKey: keys.locations,
    queryFn: ({ signal }) => api.get<{ items: LocationWire[] }>('/locations', undefined, signal),
    select: ({ items }) => items,
  });
}

/** Who works at a location; for admins. */
export function useLocationPeople(id: string) {
  return useQuery({
    queryKey: keys.locationPeople(id),
    queryFn: ({ signal }) =>
      api.get<{ items: PersonRef[] }>(`/locations/${id}/people`, undefined, signal),
    select: ({ items }) => items,
  });
}

function useChange<Change, Answer>(
  key: readonly string[],
  change: (body: Change) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Change>({
    mutationFn: change,
    onSuccess: () => refresh(client, { queryKey: key }),
  });
}

export const useAddCalendar = () =>
  useChange(keys.calendars, (body: NewCalendar) => api.post<CalendarWire>('/calendars', body));
export const useEditCalendar = (id: string) =>
  useChange(keys.calendars, (body: EditCalendar) =>
    api.patch<CalendarWire>(`/calendars/${id}`, body),
  );
export const useSetHoliday = (id: string) =>
  useChange(keys.calendars, (body: CalendarHolidayWire) =>
    api.post<CalendarWire>(`/calendars/${id}/holidays`, body),
  );
export const useRemoveHoliday = (id: string) =>
  useChange(keys.calendars, (date: string) =>
    api.delete<CalendarWire>(`/calendars/${id}/holidays/${date}`),
  );
export const useAddLocation = () =>
  useChange(keys.locations, (body: NewLocation) => api.post<LocationWire>('/locations', body));
export const useEditLocation = (id: string) =>
  useChange(keys.locations, (body: EditLocation) =>
    api.patch<LocationWire>(`/locations/${id}`, body),
  );
export const useAssign = (id: string) =>
  useChange(keys.locations, (person: string) =>
    api.post(`/locations/${id}/people`, { people: [person] }),
  );
