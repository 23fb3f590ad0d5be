import type { ReactNode } from 'react';
import { ErrorState, isWithheld } from './error-state';
import { LoadingState } from './loading-state';

interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  refetch: () => unknown;
}

/**
 * A query's three faces: on its way, failed (with retry), there. Data already shown stays shown, unless the reader may
 * not see it any more.
 */
export function QueryView<Data>(props: {
  query: QueryLike<Data>;
  loading?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined && !isWithheld(query.error)) return props.children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return props.loading ?? <LoadingState />;
}
