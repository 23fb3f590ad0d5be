import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../../domain/wire/common';
import { api, type QueryParams } from './api';

/** A cursor list: all pages so far as one array, with "load more". */
export function usePages<Item>(options: {
  key: QueryKey;
  path: string;
  query?: QueryParams;
  enabled?: boolean;
}) {
  const result = useInfiniteQuery({
    queryKey: options.key,
    enabled: options.enabled ?? true,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item>>(options.path, { ...options.query, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) };
}
