import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import type { DepartmentNode } from '../../domain/wire/organisation';
import { api } from '../lib/api';
import { keys } from '../lib/query-keys';

/** One department of the company; `among` leaves only some of them. */
export function DepartmentPicker({
  among,
  ...props
}: Omit<SelectProps, 'data'> & { among?: (department: DepartmentNode) => boolean }) {
  const departments = useQuery({
    queryKey: keys.departments,
    queryFn: ({ signal }) => api.get<Page<DepartmentNode>>('/departments', undefined, signal),
    select: ({ items }) => items,
  });
  const shown = (departments.data ?? []).filter((one) => among?.(one) ?? true);
  return (
    <Select
      {...props}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      nothingFoundMessage={departments.isPending ? 'Loading…' : 'No such department'}
    />
  );
}
