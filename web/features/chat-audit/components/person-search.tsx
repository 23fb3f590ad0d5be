import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../domain/wire/common';
import type { Person } from '../../../../domain/wire/people';
import { api } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';

const SETTLE_MS = 150;
const SHOWN = 50;

/** One person of all there are and were, found by name. */
export function PersonSearch(
  props: Pick<SelectProps, 'label' | 'w' | 'withAsterisk'> & {
    value: string | null;
    onChange: (id: string | null) => void;
  },
) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), SETTLE_MS);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  // The name of who is chosen stands in the field; it is nothing to look for.
  const q = settled === chosen?.label ? '' : settled;
  const people = useQuery({
    queryKey: keys.people({ choice: 'anybody', q }),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<Page<Person>>('/people', { q, limit: SHOWN }, signal),
  });
  const found = (people.data?.items ?? []).map(({ id, name, active }) => ({
    value: id,
    label: active ? name : `${name} (left)`,
  }));
  const data =
    chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      {...props}
      data={data}
      onChange={(id) => {
        setChosen(data.find(({ value }) => value === id) ?? null);
        props.onChange(id);
      }}
      placeholder="Anybody"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Anybody' }}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={people.isPending ? 'Loading …' : 'Nobody found'}
    />
  );
}
