import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type { Restrict, RestrictionWire } from '../../../domain/wire/restrictions';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

const pathOf = (personId: string) => `/admin/users/${personId}/restrictions`;

/** Restrictions, the newest first: those of one person, in force or over, or those of everybody that are in force. */
export function useRestrictions(personId: string | null) {
  return useQuery<RestrictionWire[], ApiProblem>({
    queryKey: keys.restrictions(personId),
    queryFn: async ({ signal }) => {
      const path = personId === null ? '/admin/restrictions' : pathOf(personId);
      return (await api.get<Page<RestrictionWire>>(path, undefined, signal)).items;
    },
  });
}

function useRestrictionChange<Body>(change: (body: Body) => Promise<RestrictionWire>) {
  const client = useQueryClient();
  return useMutation<RestrictionWire, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.allRestrictions }),
  });
}

/** Restricts a person. */
export const useRestrict = () =>
  useRestrictionChange(({ personId, ...wanted }: Restrict & { personId: string }) =>
    api.post<RestrictionWire>(pathOf(personId), wanted, { idempotencyKey: crypto.randomUUID() }),
  );

/** Lifts a restriction before its time. */
export const useLift = ({ id, person }: RestrictionWire) =>
  useRestrictionChange((reason: string) =>
    api.post<RestrictionWire>(`${pathOf(person.id)}/${id}/lift`, { reason }),
  );
