import { Button, Center, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state';
import { LoadingState } from './loading-state';
import { useT } from '../lib/i18n/language';

/** What `usePages` gives. */
interface Pages<Item> {
  items: Item[] | undefined;
  error: unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** A cursor list with loading, error and empty faces and "Load more" at its end. */
export function PageList<Item>(props: {
  pages: Pages<Item>;
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}) {
  const t = useT();
  const { pages } = props;
  if (!pages.items) {
    if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
    return <LoadingState />;
  }
  if (pages.items.length === 0) return props.empty;
  return (
    <Stack gap="md">
      {props.children(pages.items)}
      {pages.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('Load more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
