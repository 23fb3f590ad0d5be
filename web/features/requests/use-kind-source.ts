import { skipToken, useQuery } from '@tanstack/react-query';
import type { Kind } from './kinds';
import { loadForm } from './load-form';

/** The fields of a kind, in a chunk of their own. */
export function useKindSource(kind: Kind | undefined) {
  return useQuery({
    queryKey: ['form', kind?.id],
    queryFn: kind ? () => loadForm(kind) : skipToken,
    staleTime: Infinity,
    // A form holds components, which structural sharing must not copy.
    structuralSharing: false,
  });
}
