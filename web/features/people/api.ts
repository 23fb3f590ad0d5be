import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page, PersonRef } from '../../../domain/wire/common';
import type { DepartmentNode } from '../../../domain/wire/organisation';
import type {
  Deactivated,
  EditPerson,
  HandOver,
  Person,
  WaitingOn,
} from '../../../domain/wire/people';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** What narrows the directory, as it stands in the address. */
export const PEOPLE_FILTERS = ['q', 'departmentId', 'locationId', 'role', 'active'] as const;
/** @see PEOPLE_FILTERS */
export type PeopleFilterName = (typeof PEOPLE_FILTERS)[number];

/** The people one may see, by name unless another order is asked for. */
export function usePeople(filters: Partial<Record<PeopleFilterName, string>>, sort?: string) {
  return usePages<Person>({ key: keys.people(filters), path: '/people', query: filters, sort });
}

/** One person. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: keys.person(id),
    queryFn: ({ signal }) => api.get<Person>(`/people/${id}`, undefined, signal),
  });
}

/** All departments. */
export function useDepartments() {
  return useQuery({
    queryKey: keys.departments,
    queryFn: ({ signal }) => api.get<Page<DepartmentNode>>('/departments', undefined, signal),
    select: ({ items }) => items,
  });
}

function usePersonChange<Change, Changed extends Person>(
  id: string,
  change: (body: Change) => Promise<Changed>,
) {
  const client = useQueryClient();
  return useMutation<Changed, ApiProblem, Change>({
    mutationFn: change,
    onSuccess: async (person) => {
      client.setQueryData(keys.person(id), person);
      await refresh(client, { queryKey: keys.allPeople });
    },
  });
}

export const useEditPerson = (id: string) =>
  usePersonChange(id, (body: EditPerson) => api.patch<Person>(`/people/${id}`, body));
export const useActivate = (id: string) =>
  usePersonChange(id, () => api.post<Person>(`/people/${id}/activate`));
export const useDeactivate = (id: string) =>
  usePersonChange(id, (handOver: HandOver) =>
    api.post<Deactivated>(`/people/${id}/deactivate`, { handOver }),
  );

/** What waits on somebody; read anew each time somebody asks. */
export function useWaitingOn(id: string) {
  return useQuery<WaitingOn, ApiProblem>({
    queryKey: keys.waitingOn(id),
    staleTime: 0,
    gcTime: 0,
    queryFn: ({ signal }) => api.get<WaitingOn>(`/people/${id}/hand-over`, undefined, signal),
  });
}

/** Who may own deals and customers, as options of a select. */
export function useSellers() {
  const people = useQuery({
    queryKey: keys.salesPeople('seller'),
    queryFn: async ({ signal }) =>
      (await api.get<Page<PersonRef>>('/sales-people', { part: 'seller' }, signal)).items,
  });
  return (people.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
