import { useQuery } from '@tanstack/react-query';
import type { Approval } from '../../../../domain/wire/approvals';
import type { KindActionsModule } from '../../../lib/kind-form';

// Found by their place: a new kind's actions need no line here.
const modules = import.meta.glob<KindActionsModule>('../../../../approvals/*/actions.tsx');

/** What the request's own kind offers beside deciding; nothing for most. */
export function KindActions({ approval }: { approval: Approval }) {
  const load = modules[`../../../../approvals/${approval.kind}/actions.tsx`];
  const { data } = useQuery({
    queryKey: ['kind-actions', approval.kind],
    queryFn: () => load?.() ?? null,
    enabled: load !== undefined,
    staleTime: Infinity,
    // A module holds components, which structural sharing must not copy.
    structuralSharing: false,
  });
  return data ? <data.Actions approval={approval} /> : null;
}
