import { ChoiceFilter } from '../../../components/choice-filter';
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
    <ChoiceFilter
      label="Owner"
      all="Everybody"
      clearLabel="Everybody’s"
      searchable
      maw={240}
      data={people}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
