import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { readSort, sortSchema, sortColumns, LIST_SORTS } from '../../../domain/lists/sorting';
import type { Sort, SortColumn, SortedList, SortOf } from '../../../domain/lists/sorting';

/** How a list is sorted, and by what it could be. */
export interface ChosenSort<Column extends string = string> {
  columns: readonly Column[];
  column: Column;
  descending: boolean;
  /** As the API takes it: undefined for the usual order. */
  asked: Sort<Column> | undefined;
  /** By this column from its beginning; by the one it is sorted by already, the other way round. */
  sortBy: (column: Column) => void;
}

/** The order of a list, by `?sort=`. An order that it does not have is passed over, as an older link may name one. */
export function useSort<List extends SortedList>(list: List): ChosenSort<SortColumn<List>> {
  const [params, setParams] = useSearchParams();
  const usual: SortOf<List> = LIST_SORTS[list].usual;
  const wanted = sortSchema(list).safeParse(params.get('sort') ?? undefined).data;
  const asked = wanted === usual ? undefined : wanted;
  const { column, descending } = readSort<SortColumn<List>>(asked ?? usual);
  const sortBy = useCallback(
    (by: SortColumn<List>) => {
      const next: SortOf<List> = by === column && !descending ? `-${by}` : by;
      setParams(
        (current) => {
          const changed = new URLSearchParams(current);
          if (next === usual) changed.delete('sort');
          else changed.set('sort', next);
          return changed;
        },
        { replace: true },
      );
    },
    [setParams, usual, column, descending],
  );
  return { columns: sortColumns(list), column, descending, asked, sortBy };
}
