import { Select } from '@mantine/core';
import { useSalesPeople } from '../api';
import { useSells } from './sales-page';

/** Whose deals are shown; everybody's that one may see unless somebody is chosen. */
export function OwnerFilter(props: {
  value: string | undefined;
  onChange: (id: string | null) => void;
}) {
  const sells = useSells();
  const people = useSalesPeople('seller', sells);
  if (!sells) return null;
  return (
    <Select
      label="Owner"
      placeholder="Everybody"
      clearable
      clearButtonProps={{ 'aria-label': 'Everybody’s' }}
      searchable
      maw={240}
      data={people}
      value={props.value ?? null}
      onChange={props.onChange}
    />
  );
}
