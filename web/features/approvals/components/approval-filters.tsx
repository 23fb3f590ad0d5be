import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { REQUEST_STATUSES } from '../../../../domain/approvals/vocabulary';
import { humanise } from '../../../lib/text';
import { kindLinks } from '../../requests/kinds';

type Name = 'kind' | 'status' | 'q';
const TYPING_MS = 300;

/** Kind, status and words, in the URL. */
export function ApprovalFilterBar(props: {
  filters: Record<Name, string | undefined>;
  onFilter: (name: Name, value: string | null) => void;
}) {
  const { filters, onFilter } = props;
  const [words, setWords] = useState(filters.q ?? '');
  const search = useDebouncedCallback((text: string) => onFilter('q', text || null), TYPING_MS);
  return (
    <Group mb="md" gap="sm" role="search" aria-label="Filter requests" align="flex-end">
      <TextInput
        label="Search"
        type="search"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <Select
        label="Kind"
        placeholder="All kinds"
        clearable
        clearButtonProps={{ 'aria-label': 'All kinds' }}
        data={kindLinks.map(({ id, label }) => ({ value: id, label }))}
        value={filters.kind ?? null}
        onChange={(value) => onFilter('kind', value)}
      />
      <Select
        label="Status"
        placeholder="Any status"
        clearable
        clearButtonProps={{ 'aria-label': 'Any status' }}
        data={REQUEST_STATUSES.map((value) => ({ value, label: humanise(value) }))}
        value={filters.status ?? null}
        onChange={(value) => onFilter('status', value)}
      />
    </Group>
  );
}
