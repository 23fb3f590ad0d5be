import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type {
  AdjustLeave,
  LastDay,
  LastDayAnswer,
  LeaveLedgerRow,
} from '../../../domain/wire/leave-accounts';
import type { LeaveBalance } from '../../../domain/wire/records';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** Whose account, and the day at whose end it is shown; without one, now. */
export interface AccountOf {
  employeeId: string;
  asOf: string | undefined;
}

/** Types that have a balance, with their buckets. */
export function useAccount({ employeeId, asOf }: AccountOf) {
  return useQuery({
    queryKey: keys.leaveAccount(employeeId, asOf),
    queryFn: ({ signal }) =>
      api.get<Page<LeaveBalance>>('/leave-balances', { employeeId, asOf, limit: 1 }, signal),
    select: ({ items }) => items.filter(({ needsBalance }) => needsBalance),
  });
}

/** The movements behind an account, the newest first. */
export function useLedger({ employeeId, asOf, type }: AccountOf & { type: string | undefined }) {
  return usePages<LeaveLedgerRow>({
    key: keys.leaveLedger(employeeId, asOf, type),
    path: '/leave-ledger',
    query: { employeeId, asOf, type, limit: 30 },
  });
}

function useAccountChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: () => void refresh(client, { queryKey: keys.records }),
  });
}

/** Adds days to a balance or takes some off (`adjustments`), or pays some out (`encashments`). */
export const useBalanceChange = (how: 'adjustments' | 'encashments') =>
  useAccountChange((body: AdjustLeave) =>
    api.post<LeaveBalance>(`/leave-${how}`, body, { idempotencyKey: crypto.randomUUID() }),
  );

const lastDayPath = (employeeId: string) => `/leave-accounts/${employeeId}/last-day`;

/** Somebody's last day, and the approved leave that is given back by it, or by a day that is asked about; HR only. */
export function useLastDay(employeeId: string, asked?: string) {
  return useQuery<LastDayAnswer, ApiProblem>({
    queryKey: keys.lastDay(employeeId, asked),
    queryFn: ({ signal }) => api.get<LastDayAnswer>(lastDayPath(employeeId), { asked }, signal),
  });
}

/** Says which day is somebody's last one. */
export const useSetLastDay = (employeeId: string) =>
  useAccountChange((body: LastDay) => api.put<LastDayAnswer>(lastDayPath(employeeId), body));
