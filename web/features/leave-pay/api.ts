import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeavePayableWire, PayLeave } from '../../../domain/wire/leave-pay';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** What is owed for leave that was paid out, as far as one may see it. */
export const useLeavePayables = (filters: Record<string, string | undefined>) =>
  usePages<LeavePayableWire>({
    key: keys.leavePayables(filters),
    path: '/leave-payables',
    query: { ...filters, limit: 50 },
  });

/** Says that some amounts were paid. */
export function usePayLeave() {
  const client = useQueryClient();
  return useMutation<{ paid: number }, ApiProblem, PayLeave>({
    mutationFn: (body) =>
      api.post<{ paid: number }>('/leave-payables/payments', body, {
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: () => void refresh(client, { queryKey: keys.leavePay }),
  });
}
