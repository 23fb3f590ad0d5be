import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useChangeSearch } from './change-search';

/** Filters of a list, kept in the URL so that a link, a reload and "back" find the same list. */
export function useSearchFilters<Name extends string>(names: readonly Name[]) {
  const [params] = useSearchParams();
  const filters = Object.fromEntries(
    names.map((name) => [name, params.get(name) ?? undefined]),
  ) as Record<Name, string | undefined>;
  const change = useChangeSearch();
  const setFilter = useCallback(
    (name: Name, value: string | null) => change({ [name]: value }),
    [change],
  );
  return { filters, setFilter };
}
