import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../domain/wire/common';
import type { CustomerRow } from '../../../../domain/wire/customers';
import { api } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';

const TYPING_MS = 300;

/** One customer in use, found by what is typed. `chosen` is named until its list is there. */
export function CustomerPicker(
  props: Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
    value: string | null;
    onChange: (id: string | null) => void;
    chosen?: { id: string; name: string };
  },
) {
  const { chosen, ...rest } = props;
  const [words, setWords] = useState('');
  const [q] = useDebouncedValue(words, TYPING_MS);
  const found = useQuery({
    queryKey: keys.customers({ choice: q }),
    queryFn: ({ signal }) => api.get<Page<CustomerRow>>('/customers', { q, limit: 50 }, signal),
    placeholderData: (before) => before,
  });
  const known = new Map(chosen ? [[chosen.id, chosen.name]] : []);
  for (const { id, name } of found.data?.items ?? []) known.set(id, name);
  return (
    <Select
      {...rest}
      data={[...known].map(([value, label]) => ({ value, label }))}
      searchable
      onSearchChange={setWords}
      // The API has searched already, also by city and industry.
      filter={({ options }) => options}
      nothingFoundMessage={found.isPending ? 'Loading…' : 'No such customer'}
    />
  );
}
