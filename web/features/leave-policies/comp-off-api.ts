import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CompOffRuleWire, SetCompOffRule } from '../../../domain/wire/comp-off';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** How overtime becomes leave, the newest rule first. */
export function useCompOffRules() {
  return useQuery<CompOffRuleWire[], ApiProblem>({
    queryKey: keys.compOffRules,
    queryFn: async ({ signal }) =>
      (await api.get<Page<CompOffRuleWire>>('/comp-off-rules', undefined, signal)).items,
  });
}

/** Sets a rule. */
export function useSetCompOffRule() {
  const client = useQueryClient();
  return useMutation<CompOffRuleWire, ApiProblem, SetCompOffRule>({
    mutationFn: (body) => api.put<CompOffRuleWire>('/comp-off-rules', body),
    onSuccess: () => void refresh(client, { queryKey: keys.compOffRules }),
  });
}
