import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import type { Person } from '../../domain/wire/people';
import { api } from '../lib/api';
import { keys } from '../lib/query-keys';

const MOST_PEOPLE = 200;

interface PersonChoice {
  value: string;
  label: string;
}

const choose = ({ items }: Page<Person>): PersonChoice[] =>
  items
    .filter(({ active }) => active)
    .map(({ id, name, department }) => ({
      value: id,
      label: department ? `${name}, ${department.name}` : name,
    }));

function useActivePeople() {
  return useQuery({
    queryKey: keys.people({ choice: 'all' }),
    queryFn: ({ signal }) => api.get<Page<Person>>('/people', { limit: MOST_PEOPLE }, signal),
    select: choose,
  });
}

/** Active people among those the signed-in one may see, as options of a select. */
export function usePeopleChoice(): PersonChoice[] {
  return useActivePeople().data ?? [];
}

/** One active person among those the signed-in one may see. */
export function PersonPicker(
  props: Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
    value: string | null;
    onChange: (id: string | null) => void;
    except?: string[];
  },
) {
  const { except = [], ...rest } = props;
  const people = useActivePeople();
  return (
    <Select
      {...rest}
      data={(people.data ?? []).filter(({ value }) => !except.includes(value))}
      searchable
      nothingFoundMessage={people.isPending ? 'Loading…' : 'Nobody found'}
    />
  );
}
