import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LeaveBlockWire, SetLeaveBlock } from '../../../domain/wire/leave-blocks';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** The block dates one may see that are not over, the soonest first. */
export function useLeaveBlocks() {
  return useQuery({
    queryKey: keys.leaveBlocks(),
    queryFn: ({ signal }) =>
      api.get<{ items: LeaveBlockWire[] }>('/leave-blocks', undefined, signal),
    select: ({ items }) => items,
  });
}

function useBlockChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: () => refresh(client, { queryKey: keys.leaveBlocks() }),
  });
}

/** Names block dates, or with an id changes what they say. */
export const useSetLeaveBlock = (id: string | undefined) =>
  useBlockChange((body: SetLeaveBlock) =>
    id === undefined
      ? api.post<LeaveBlockWire>('/leave-blocks', body, { idempotencyKey: crypto.randomUUID() })
      : api.put<LeaveBlockWire>(`/leave-blocks/${id}`, body),
  );

/** Takes block dates away. */
export const useRemoveLeaveBlock = (id: string) =>
  useBlockChange((_: void) => api.delete<{ removed: string }>(`/leave-blocks/${id}`));

const exceptionPath = (id: string, employeeId: string) =>
  `/leave-blocks/${id}/exceptions/${employeeId}`;

/** Lets somebody off. */
export const useLetOff = (id: string) =>
  useBlockChange(({ employeeId, reason }: { employeeId: string; reason: string }) =>
    api.put<LeaveBlockWire>(exceptionPath(id, employeeId), { reason }),
  );

/** Takes that back. */
export const useTakeBack = (id: string) =>
  useBlockChange((employeeId: string) => api.delete<LeaveBlockWire>(exceptionPath(id, employeeId)));
