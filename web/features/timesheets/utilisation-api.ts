import { useQuery } from '@tanstack/react-query';
import type { DepartmentUtilisation, PersonUtilisation } from '../../../domain/wire/utilisation';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';

/** A month of everybody one may see, by department. */
export const useDepartmentUtilisation = (month: string) =>
  useQuery<DepartmentUtilisation, ApiProblem>({
    queryKey: keys.utilisation('departments', month),
    queryFn: ({ signal }) =>
      api.get<DepartmentUtilisation>('/utilisation/departments', { month }, signal),
  });

/** The days and the lines behind a person's month. */
export const usePersonUtilisation = (id: string, month: string) =>
  useQuery<PersonUtilisation, ApiProblem>({
    queryKey: keys.utilisation('person', id, month),
    queryFn: ({ signal }) =>
      api.get<PersonUtilisation>(`/utilisation/people/${id}`, { month }, signal),
  });
