import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type { DailyRateWire, SetDailyRate } from '../../../domain/wire/leave-pay';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** The rates of a person, the newest first; empty where one may see none. */
export function useDailyRates(employeeId: string) {
  return useQuery<DailyRateWire[], ApiProblem>({
    queryKey: keys.dailyRates(employeeId),
    queryFn: async ({ signal }) =>
      (await api.get<Page<DailyRateWire>>('/daily-rates', { employeeId, limit: 200 }, signal))
        .items,
  });
}

/** Enters a rate. */
export function useSetDailyRate() {
  const client = useQueryClient();
  return useMutation<DailyRateWire, ApiProblem, SetDailyRate>({
    mutationFn: (body) => api.put<DailyRateWire>('/daily-rates', body),
    onSuccess: () => void refresh(client, { queryKey: keys.leavePay }),
  });
}
