import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useChatPeople } from '../api';

const SETTLE_MS = 150;

/** People to write to, found by name as one types. */
export function PeopleSelect(props: {
  label: string;
  value: string[];
  onChange: (ids: string[]) => void;
  except?: string[];
  error?: ReactNode;
}) {
  const { except = [], value, onChange, ...rest } = props;
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), SETTLE_MS);
  const people = useChatPeople(settled);
  // Those chosen keep their names while something else is looked for.
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const found = (people.data ?? [])
    .filter(({ id }) => !except.includes(id))
    .map(({ id, name, department }) => ({
      value: id,
      label: department ? `${name}, ${department}` : name,
    }));
  const chosen = value.map((id) => ({ value: id, label: known.get(id) ?? id }));
  const others = found.filter((choice) => !value.includes(choice.value));
  return (
    <MultiSelect
      {...rest}
      data-autofocus
      data={[...chosen, ...others]}
      value={value}
      onChange={(ids) => {
        const labels = new Map([...known, ...found.map((one) => [one.value, one.label] as const)]);
        setKnown(labels);
        onChange(ids);
      }}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      hidePickedOptions
      maxDropdownHeight={220}
      nothingFoundMessage={people.isPending ? 'Loading …' : 'Nobody found'}
    />
  );
}
