import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EditLeaveType, LeaveTypeWire, NewLeaveType } from '../../../domain/wire/leave-types';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

function useTypeChange<Body>(change: (body: Body) => Promise<LeaveTypeWire>) {
  const client = useQueryClient();
  return useMutation<LeaveTypeWire, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: async () => {
      void refresh(client, { queryKey: keys.records });
      await refresh(client, { queryKey: keys.leaveTypes });
    },
  });
}

/** Adds a type of leave. */
export const useAddLeaveType = () =>
  useTypeChange((body: NewLeaveType) =>
    api.post<LeaveTypeWire>('/leave-types', body, { idempotencyKey: crypto.randomUUID() }),
  );

/** Changes a type, retires it or brings it back. */
export const useEditLeaveType = (code: string) =>
  useTypeChange((body: EditLeaveType) => api.patch<LeaveTypeWire>(`/leave-types/${code}`, body));
