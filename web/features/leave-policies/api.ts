import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type {
  LeavePolicyPreview,
  LeavePolicyWire,
  SetLeavePolicy,
} from '../../../domain/wire/leave-accounts';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Every version of every policy, the oldest first. */
export function useLeavePolicies() {
  return useQuery<LeavePolicyWire[], ApiProblem>({
    queryKey: keys.leavePolicies,
    queryFn: async ({ signal }) =>
      (await api.get<Page<LeavePolicyWire>>('/leave-policies', undefined, signal)).items,
  });
}

function usePolicyChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: () => void refresh(client, { queryKey: keys.leavePolicies }),
  });
}

/** Sets a version. */
export const useSetLeavePolicy = () =>
  usePolicyChange((body: SetLeavePolicy) =>
    api.post<LeavePolicyWire>('/leave-policies', body, { idempotencyKey: crypto.randomUUID() }),
  );

/** Takes back a version that has not begun. */
export const useWithdrawLeavePolicy = () =>
  usePolicyChange((id: string) => api.delete<{ withdrawn: string }>(`/leave-policies/${id}`));

/** What a version would give. */
export const usePolicyPreview = () =>
  useMutation<LeavePolicyPreview, ApiProblem, SetLeavePolicy>({
    mutationFn: (body) => api.post<LeavePolicyPreview>('/leave-policies/previews', body),
  });
