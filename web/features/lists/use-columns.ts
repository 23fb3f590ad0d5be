import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { readColumns, type ColumnOf, type ListName } from '../../../domain/lists/columns';
import { useChangeSearch } from '../../lib/change-search';

/** The columns of a list, as its address has them. */
export interface ChosenColumns<List extends ListName> {
  list: List;
  /** What is shown: what was chosen, or the usual ones; null where the list usually has none, but cards. */
  shown: ColumnOf<List>[] | null;
  /** What is shown where nobody chooses; null for cards. */
  usual: ColumnOf<List>[] | null;
  /** As a file takes them: undefined for the usual ones. */
  cols: string | undefined;
  /** Null: as usual. */
  choose: (columns: ColumnOf<List>[] | null) => void;
}

/**
 * Which columns of a list are shown, by `?cols=`. A column that is none of the list's is passed over: an older link still
 * shows what there is.
 * @param usual null where the list is cards as long as nobody chooses columns
 */
export function useColumns<List extends ListName>(
  list: List,
  usual: ColumnOf<List>[] | null,
): ChosenColumns<List> {
  const [params] = useSearchParams();
  const { columns } = readColumns(list, params.get('cols') ?? '');
  const change = useChangeSearch();
  const choose = useCallback(
    (wanted: ColumnOf<List>[] | null) => change({ cols: wanted?.join(',') }),
    [change],
  );
  const chosen = columns.length > 0;
  return {
    list,
    shown: chosen ? columns : usual,
    usual,
    cols: chosen ? columns.join(',') : undefined,
    choose,
  };
}
