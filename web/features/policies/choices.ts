import { useQuery } from '@tanstack/react-query';
import type { DepartmentWire, Page } from '../../../domain/wire/common';
import { api } from '../../lib/api';
import { keys } from '../../lib/query-keys';

/** Departments to choose from. */
export function useDepartmentChoice(): { value: string; label: string }[] {
  const departments = useQuery({
    queryKey: keys.departments,
    queryFn: ({ signal }) => api.get<Page<DepartmentWire>>('/departments', undefined, signal),
  });
  return (departments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
