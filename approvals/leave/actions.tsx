import { useQuery } from '@tanstack/react-query';
import type { Approval } from '../../domain/wire/approvals';
import type { LeaveRequestRow } from '../../domain/wire/records';
import { LeaveChangeLinks } from '../../web/components/leave-change-links';
import { api } from '../../web/lib/api';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';

/** Approved leave can be cancelled or shortened by whoever asked for it. */
export function Actions({ approval }: { approval: Approval }) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: keys.leaveRequest(approval.subjectId),
    queryFn: ({ signal }) =>
      api.get<LeaveRequestRow>(`/leave-requests/${approval.subjectId}`, undefined, signal),
    enabled: approval.status === 'approved' && approval.requester.id === me.id,
  });
  return data ? <LeaveChangeLinks leave={data} /> : null;
}
