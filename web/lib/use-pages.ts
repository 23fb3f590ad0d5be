import { hashKey, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import { api, type QueryParams } from './api';

/**
 * A cursor list: all pages so far as one array, with "load more". While it comes in another order, what was there stays,
 * and so does the focus on the head that was pressed.
 */
export function usePages<Item>(options: {
  key: QueryKey;
  path: string;
  query?: QueryParams;
  sort?: string;
  enabled?: boolean;
}) {
  const { key, sort } = options;
  const isSameList = (other: QueryKey | undefined) =>
    other !== undefined && hashKey(other.slice(0, key.length)) === hashKey(key);
  const result = useInfiniteQuery({
    queryKey: sort === undefined ? key : [...key, { sort }],
    enabled: options.enabled ?? true,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item>>(options.path, { ...options.query, sort, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (shown, query) => (isSameList(query?.queryKey) ? shown : undefined),
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) };
}
