import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import type { Person } from '../../domain/wire/people';
import { api } from '../lib/api';
import { keys } from '../lib/query-keys';

const MOST_PEOPLE = 200;

/** One active person among those the signed-in one may see. */
export function PersonPicker(
  props: Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
    value: string | null;
    onChange: (id: string | null) => void;
    except?: string[];
  },
) {
  const { except = [], ...rest } = props;
  const people = useQuery({
    queryKey: keys.people({ choice: 'all' }),
    queryFn: ({ signal }) => api.get<Page<Person>>('/people', { limit: MOST_PEOPLE }, signal),
  });
  const data = (people.data?.items ?? [])
    .filter(({ id, active }) => active && !except.includes(id))
    .map(({ id, name, department }) => ({
      value: id,
      label: department ? `${name}, ${department.name}` : name,
    }));
  return (
    <Select
      {...rest}
      data={data}
      searchable
      nothingFoundMessage={people.isPending ? 'Loading…' : 'Nobody found'}
    />
  );
}
