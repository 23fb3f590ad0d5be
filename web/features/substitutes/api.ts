import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CandidateWire } from '../../../domain/wire/approvals';
import type { AddDelegation, DelegationWire } from '../../../domain/wire/delegations';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Who acts for a person (`from`), or for whom they act (`to`). */
export function useDelegations(personId: string, side: 'from' | 'to') {
  return useQuery({
    queryKey: keys.delegations(personId, side),
    queryFn: ({ signal }) =>
      api.get<{ items: DelegationWire[] }>('/delegations', { personId, side }, signal),
    select: ({ items }) => items,
  });
}

/** Whom one can name. */
export function useSubstituteCandidates() {
  return useQuery({
    queryKey: keys.delegationCandidates,
    queryFn: ({ signal }) =>
      api.get<{ items: CandidateWire[] }>('/delegation-candidates', undefined, signal),
    select: ({ items }) => items,
  });
}

function useDelegationChange<Variables>(change: (of: Variables) => Promise<DelegationWire>) {
  const client = useQueryClient();
  return useMutation<DelegationWire, ApiProblem, Variables>({
    mutationFn: change,
    onSettled: () => refresh(client, { queryKey: keys.allDelegations }),
  });
}

export const useAddDelegation = () =>
  useDelegationChange((body: AddDelegation) => api.post<DelegationWire>('/delegations', body));
export const useRevokeDelegation = () =>
  useDelegationChange((id: string) => api.post<DelegationWire>(`/delegations/${id}/revoke`));
