import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccessGrant, AccessGrantQuery, GiveAccess } from '../../../domain/wire/access-grants';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** What I may look into, or who may look into what is mine to give. */
export function useAccessGrants({ side, state }: AccessGrantQuery) {
  return useQuery<AccessGrant[], ApiProblem>({
    queryKey: keys.access(side, state),
    queryFn: async ({ signal }) =>
      (await api.get<Page<AccessGrant>>('/access-grants', { side, state }, signal)).items,
  });
}

/** Lets somebody look into a department. */
export function useGiveAccess() {
  const client = useQueryClient();
  return useMutation<AccessGrant, ApiProblem, GiveAccess>({
    mutationFn: (body) =>
      api.post<AccessGrant>('/access-grants', body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => refresh(client, { queryKey: keys.allAccess }),
  });
}

/** Ends a grant at once. What was seen by it is read again, and is gone. */
export function useRevokeAccess() {
  const client = useQueryClient();
  return useMutation<AccessGrant, ApiProblem, string>({
    mutationFn: (id) => api.post<AccessGrant>(`/access-grants/${id}/revoke`),
    onSettled: () =>
      Promise.all([
        refresh(client, { queryKey: keys.allAccess }),
        refresh(client, { queryKey: keys.records }),
        refresh(client, { queryKey: keys.allPeople }),
        refresh(client, { queryKey: keys.approvals }),
      ]),
  });
}
