import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type { Absence, LeaveBalance, LeaveRequestRow } from '../../../domain/wire/records';
import { api } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { useMe } from '../../lib/session';
import { usePages } from '../../lib/use-pages';

/** What is left of each type of leave, one's own only. */
export function useMyBalances() {
  const me = useMe();
  return useQuery({
    queryKey: keys.leaveBalances,
    queryFn: ({ signal }) => api.get<Page<LeaveBalance>>('/leave-balances', {}, signal),
    select: ({ items }) => items.filter(({ employee }) => employee.id === me.id),
  });
}

/** Who is away between two dates. */
export function useAbsences(from: string, to: string) {
  return useQuery({
    queryKey: keys.absences(from, to),
    queryFn: ({ signal }) => api.get<Page<Absence>>('/who-is-out', { from, to }, signal),
    select: ({ items }) => items,
  });
}

/** Leave requests: one person's, or all one may see. */
export function useLeaveRequests(
  { employeeId, status }: { employeeId?: string; status?: string },
  sort?: string,
) {
  return usePages<LeaveRequestRow>({
    key: keys.leaveRequests(`${employeeId ?? 'all'}/${status ?? 'any'}`),
    path: '/leave-requests',
    query: { employeeId, status, limit: 20 },
    sort,
  });
}
