import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import type {
  Approval,
  ApprovalRow,
  BulkDecided,
  CandidateWire,
  DecisionWire,
} from '../../../domain/wire/approvals';
import type { FileWire } from '../../../domain/wire/approval-files';
import type { MoneyWire, Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh, refreshRequests } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** What a list of approvals is narrowed by. */
type ApprovalFilters = Partial<Record<'box' | 'kind' | 'status' | 'q', string>>;

/** Approvals of a box, page by page, in the order that is asked for. */
export function useApprovals(filters: ApprovalFilters, sort?: string) {
  return usePages<ApprovalRow>({
    key: keys.approvalList(filters),
    path: '/approvals',
    query: filters,
    sort,
  });
}

const COUNTED = 100;

/** How many wait on me; 100 stands for "many". */
export function useInboxSize(): number | undefined {
  const query = useQuery({
    queryKey: ['approvals', 'inbox-size'],
    queryFn: ({ signal }) =>
      api.get<Page<ApprovalRow>>('/approvals', { box: 'inbox', limit: COUNTED }, signal),
    select: (page) => page.items.length,
  });
  return query.data;
}

/** One approval, whole. */
export function useApproval(id: string) {
  return useQuery<Approval, ApiProblem>({
    queryKey: keys.approval(id),
    queryFn: ({ signal }) => api.get<Approval>(`/approvals/${id}`, undefined, signal),
  });
}

/** Whom an open task can be handed to. */
export function useCandidates(id: string) {
  return useQuery({
    queryKey: keys.candidates(id),
    queryFn: ({ signal }) =>
      api.get<{ items: CandidateWire[] }>(`/approvals/${id}/candidates`, undefined, signal),
    select: ({ items }) => items,
    // Who may be asked changes with every signature.
    gcTime: 0,
  });
}

function useAction<Body>(id: string, action: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, Body>({
    mutationFn: (body) => api.post(`/approvals/${id}/${action}`, body),
    onSettled: () => {
      void refreshRequests(client);
    },
  });
}

/** Uploads files to a request; answers their ids. */
async function upload(id: string, files: File[] = []): Promise<{ files?: string[] }> {
  if (files.length === 0) return {};
  const form = new FormData();
  for (const file of files) form.append('file', file);
  const { items } = await api.upload<{ items: FileWire[] }>(`/approvals/${id}/files`, form);
  return { files: items.map((file) => file.id) };
}

/** A decision as the dialogs make it; its files are uploaded with it. */
export interface Decision {
  verdict: Verdict;
  comment?: string;
  lines?: { key: string; amount: MoneyWire }[];
  files?: File[];
}

/** Says yes or no. A 409 means somebody was first. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation<{ decision: DecisionWire }, ApiProblem, Decision & { id: string }>({
    mutationFn: async ({ id, files, ...decision }) =>
      api.post(`/approvals/${id}/decisions`, { ...decision, ...(await upload(id, files)) }),
    onSettled: () => {
      void refreshRequests(client);
    },
  });
}

/** Decides many at once; each is answered for itself. */
export function useDecideInBulk() {
  const client = useQueryClient();
  return useMutation<
    BulkDecided,
    ApiProblem,
    { ids: string[]; verdict: Verdict; comment?: string; idempotencyKey: string }
  >({
    mutationFn: ({ ids, idempotencyKey, ...decision }) =>
      api.post(
        '/approvals/decisions',
        { items: ids.map((id) => ({ id, ...decision })) },
        { idempotencyKey },
      ),
    onSettled: () => {
      void refreshRequests(client);
    },
  });
}

/** Words, with files that are uploaded with them; or files alone. */
function useTalk(id: string, action: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, { text: string; files?: File[] }>({
    mutationFn: async ({ text, files }) => {
      const uploaded = await upload(id, files);
      if (text) await api.post(`/approvals/${id}/${action}`, { text, ...uploaded });
    },
    onSettled: () => refresh(client, { queryKey: keys.approvals }),
  });
}

export const useWithdraw = (id: string) => useAction<{ reason?: string }>(id, 'withdraw');
export const useReassign = (id: string) =>
  useAction<{ to: string; from?: string; reason?: string }>(id, 'reassign');
export const useSendBack = (id: string) => useAction<{ text: string }>(id, 'send-back');
export const useAddApprover = (id: string) =>
  useAction<{ to: string; step?: string; reason?: string }>(id, 'approvers');
export const useOverride = (id: string) =>
  useAction<{ verdict: Verdict; reason: string }>(id, 'override');
export const useComment = (id: string) => useTalk(id, 'comments');
export const useAskForInformation = (id: string) => useTalk(id, 'information-requests');
