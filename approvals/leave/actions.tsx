import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Approval } from '../../domain/wire/approvals';
import type { LeaveRequestRow } from '../../domain/wire/records';
import { LeaveChangeLinks } from '../../web/components/leave-change-links';
import { uploadAddress } from '../../web/components/upload-field';
import { api } from '../../web/lib/api';
import { keys } from '../../web/lib/query-keys';
import { useMe } from '../../web/lib/session';
import type { LeaveDetails } from './definition';
import { DOCUMENTS } from '../../web/components/leave-documents';

function Documents({ details }: { details: LeaveDetails }) {
  const { documentNames = [] } = details;
  if (documentNames.length === 0) return null;
  return (
    <Group component="section" gap="xs" aria-label="Documents">
      <Text size="sm" c="dimmed">
        Documents
      </Text>
      {documentNames.map(({ id, name }) => (
        <Anchor
          key={id}
          href={uploadAddress(DOCUMENTS, id)}
          target="_blank"
          size="sm"
          underline="always"
        >
          {name}
        </Anchor>
      ))}
    </Group>
  );
}

/** Its documents, to be looked at by whoever may see it; approved leave can be cancelled or shortened by who asked for it. */
export function Actions({ approval }: { approval: Approval }) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: keys.leaveRequest(approval.subjectId),
    queryFn: ({ signal }) =>
      api.get<LeaveRequestRow>(`/leave-requests/${approval.subjectId}`, undefined, signal),
    enabled: approval.status === 'approved' && approval.requester.id === me.id,
  });
  return (
    <>
      <Documents details={approval.data as LeaveDetails} />
      {data && <LeaveChangeLinks leave={data} />}
    </>
  );
}
