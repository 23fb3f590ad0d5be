import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Preview } from '../../../domain/wire/approvals';
import { api, type ApiProblem } from '../../lib/api';
import type { FormValues } from '../../lib/kind-form';
import { keys } from '../../lib/query-keys';
import { refreshRequests } from '../../lib/refresh';
import type { Kind } from './kinds';

/** What a submit answers, whatever the kind. */
interface Submitted {
  id: string;
  approvalId: string;
  status: string;
}

// ":names" of the path are members of the request; what is left is the body.
function address(path: string, request: FormValues): { path: string; body: FormValues } {
  const body = { ...request };
  const filled = path.replace(/:(\w+)/g, (_match, name: string) => {
    const value = body[name];
    delete body[name];
    return encodeURIComponent(typeof value === 'string' ? value : '');
  });
  return { path: filled, body };
}

/** Sends a request. The same key twice is one request, however often the button is pressed. */
export function useSubmitRequest(kind: Kind, idempotencyKey: string) {
  const client = useQueryClient();
  return useMutation<Submitted, ApiProblem, FormValues>({
    mutationFn: (request) => {
      const { path, body } = address(kind.path, request);
      return api.post<Submitted>(path, body, { idempotencyKey });
    },
    onSuccess: () => {
      void refreshRequests(client);
    },
  });
}

/** Changes a request, or sends one again that was sent back. */
export function useRevise(approvalId: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { data: FormValues; note?: string }>({
    mutationFn: (revision) => api.post(`/approvals/${approvalId}/revisions`, revision),
    onSuccess: () => {
      void refreshRequests(client);
    },
  });
}

/** What {@link useRevise} gives. */
export type Revising = ReturnType<typeof useRevise>;

/** What would happen if `request` were sent now; null while it is not complete. */
export function usePreview(kind: Kind, request: FormValues | null) {
  return useQuery<Preview, ApiProblem>({
    queryKey: keys.preview(kind.id, request),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: ({ signal }) =>
      api.post<Preview>('/approval-previews', { kind: kind.id, data: request }, { signal }),
  });
}
