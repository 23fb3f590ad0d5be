import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Policy } from '../../../domain/approvals/policy';
import type { Page } from '../../../domain/wire/common';
import type {
  ApprovalGroupWire,
  CreateGroup,
  PolicyDifference,
  PolicyPage,
  PolicyRow,
  SimulatePolicy,
  Simulation,
} from '../../../domain/wire/policies';
import type { ProjectRow } from '../../../domain/wire/records';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

const pathOf = (kind: string) => `/approval-policies/${encodeURIComponent(kind)}`;

/** Every kind with the version in force. */
export function usePolicies() {
  return useQuery({
    queryKey: keys.policyList,
    queryFn: ({ signal }) => api.get<Page<PolicyRow>>('/approval-policies', undefined, signal),
    select: ({ items }) => items,
  });
}

/** One kind's policy with its versions and its draft. */
export function usePolicy(kind: string) {
  return useQuery({
    queryKey: keys.policy(kind),
    queryFn: ({ signal }) => api.get<PolicyPage>(pathOf(kind), undefined, signal),
    // An editor whose ground moves under it would lose what was typed.
    refetchOnWindowFocus: false,
  });
}

function usePolicyChange<Change>(kind: string, change: (body: Change) => Promise<PolicyPage>) {
  const client = useQueryClient();
  return useMutation<PolicyPage, ApiProblem, Change>({
    mutationFn: change,
    onSuccess: async (page) => {
      client.setQueryData(keys.policy(kind), page);
      await refresh(client, { queryKey: keys.policyList });
    },
  });
}

export const useSaveDraft = (kind: string) =>
  usePolicyChange(kind, (body: { policy: Policy; revision?: number }) =>
    api.put<PolicyPage>(`${pathOf(kind)}/draft`, body),
  );
export const useDiscardDraft = (kind: string) =>
  usePolicyChange<void>(kind, () => api.delete<PolicyPage>(`${pathOf(kind)}/draft`));
export const usePublish = (kind: string) =>
  usePolicyChange(kind, (body: { revision: number; note: string; effectiveFrom?: string }) =>
    api.post<PolicyPage>(`${pathOf(kind)}/publish`, body),
  );

/** What the saved draft would change. */
export function useDifference(kind: string, revision: number) {
  return useQuery({
    queryKey: keys.policyDifference(kind, revision),
    queryFn: () => api.post<PolicyDifference>(`${pathOf(kind)}/diff`, {}),
  });
}

/** Tries a policy on a request. */
export function useSimulation(kind: string) {
  return useMutation<Simulation, ApiProblem, SimulatePolicy>({
    mutationFn: (body) => api.post<Simulation>(`${pathOf(kind)}/simulations`, body),
  });
}

/** All groups with their members. */
export function useGroups() {
  return useQuery({
    queryKey: keys.approvalGroups,
    queryFn: ({ signal }) =>
      api.get<Page<ApprovalGroupWire>>('/approval-groups', undefined, signal),
    select: ({ items }) => items,
  });
}

/** Makes a group, or changes the one of this id. */
export function useSaveGroup(id?: string) {
  const client = useQueryClient();
  return useMutation<ApprovalGroupWire, ApiProblem, CreateGroup>({
    mutationFn: (body) =>
      id === undefined
        ? api.post<ApprovalGroupWire>('/approval-groups', body)
        : api.patch<ApprovalGroupWire>(`/approval-groups/${id}`, body),
    onSuccess: () => refresh(client, { queryKey: keys.policies }),
  });
}

/** Projects to choose from. */
export function useProjectChoice() {
  return useQuery({
    queryKey: keys.projects({ choice: 'all' }),
    queryFn: ({ signal }) => api.get<Page<ProjectRow>>('/projects', { limit: 200 }, signal),
    select: ({ items }) => items,
  });
}
