import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type {
  NewBonus,
  NewMember,
  NewPlan,
  NewPlanVersion,
  PlanRowWire,
  PlanWire,
  SetQuota,
} from '../../../domain/wire/incentive-plans';
import type {
  IncentiveRunWire,
  MyIncentivesWire,
  StatementRowWire,
  StatementWire,
  WhatIfAnswer,
} from '../../../domain/wire/incentives';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** How often a run that its workflow is at is looked at again. */
const PROGRESS_MS = 1_000;

function useReading<Answer>(queryKey: QueryKey, path: string) {
  return useQuery<Answer, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => api.get<Answer>(path, undefined, signal),
  });
}

function useList<Item>(queryKey: QueryKey, path: string) {
  return useQuery<Item[], ApiProblem>({
    queryKey,
    queryFn: async ({ signal }) => (await api.get<Page<Item>>(path, undefined, signal)).items,
  });
}

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.incentives }),
  });
}

const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** How one's running period stands. */
export const useMyIncentives = () =>
  useReading<MyIncentivesWire>(keys.incentivePart('mine'), '/my-incentives');

/** What a deal would earn. */
export const useWhatIf = () =>
  useMutation<WhatIfAnswer, ApiProblem, object>({
    mutationFn: (deal) => api.post<WhatIfAnswer>('/incentive-what-ifs', deal),
  });

/** The statements one may see; those of a run where one is given. */
export const useStatements = (runId?: string) =>
  usePages<StatementRowWire>({
    key: keys.incentivePart('statements', runId),
    path: '/incentive-statements',
    query: { runId, limit: 50 },
  });

/** One statement. */
export const useStatement = (id: string) =>
  useReading<StatementWire>(keys.incentivePart('statement', id), `/incentive-statements/${id}`);

/** The runs one may see. */
export const useRuns = () =>
  useList<IncentiveRunWire>(keys.incentivePart('runs'), '/incentive-runs');

const isAtWork = (run: IncentiveRunWire | undefined) =>
  run?.status === 'pending' ||
  run?.status === 'approved' ||
  (run?.status === 'published' && run.postedAt === null);

/** One run; looked at again while it is signed, published and paid. */
export const useRun = (id: string) =>
  useQuery<IncentiveRunWire, ApiProblem>({
    queryKey: keys.incentivePart('run', id),
    queryFn: ({ signal }) => api.get<IncentiveRunWire>(`/incentive-runs/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (isAtWork(state.data) ? PROGRESS_MS : false),
  });

/** Draws up a period. */
export const useDrawRun = () =>
  useChange((body: { planId: string; on: string }) =>
    api.post<IncentiveRunWire>('/incentive-runs', body, once()),
  );

/** Gives a draft up. */
export const useDiscardRun = (id: string) =>
  useChange(() => api.post<IncentiveRunWire>(`/incentive-runs/${id}/discard`));

/** The plans one may see. */
export const usePlans = () => useList<PlanRowWire>(keys.incentivePart('plans'), '/incentive-plans');

/** One plan. */
export const usePlan = (id: string) =>
  useReading<PlanWire>(keys.incentivePart('plan', id), `/incentive-plans/${id}`);

/** Makes a plan. */
export const useMakePlan = () =>
  useChange((plan: NewPlan) => api.post<PlanWire>('/incentive-plans', plan, once()));

/** Says how a plan pays from a day on. */
export const useAddVersion = (planId: string) =>
  useChange((version: NewPlanVersion) =>
    api.post<PlanWire>(`/incentive-plans/${planId}/versions`, version, once()),
  );

/** Puts somebody on a plan. */
export const useSetMember = (planId: string) =>
  useChange((member: NewMember) =>
    api.post<PlanWire>(`/incentive-plans/${planId}/members`, member, once()),
  );

/** Sets what somebody is to reach. */
export const useSetQuota = (planId: string) =>
  useChange((quota: SetQuota) => api.put<PlanWire>(`/incentive-plans/${planId}/quotas`, quota));

/** Adds a bonus. */
export const useAddBonus = (planId: string) =>
  useChange((bonus: NewBonus) =>
    api.post<PlanWire>(`/incentive-plans/${planId}/bonuses`, bonus, once()),
  );
