import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ApprovalRow } from '../../../../domain/wire/approvals';
import { DueTime } from '../../../components/due-time';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import type { Cells } from '../../lists/components/column-table';
import { translateIfKnown } from '../../../lib/i18n/language';

/** Requests as the columns of a table show them. */
export const REQUEST_CELLS: Cells<'approvals', ApprovalRow> = {
  title: ({ id, title }) => (
    <Anchor component={Link} to={`/approvals/${id}`} size="sm" fw={600}>
      {title}
    </Anchor>
  ),
  kind: ({ kindLabel }) => translateIfKnown(kindLabel),
  requester: ({ requester }) => requester.name,
  status: ({ status }) => <StatusBadge status={status} />,
  waiting: ({ waitingOn }) => waitingOn.map(({ name }) => name).join(', ') || null,
  due: ({ dueAt, dueOn }) => dueAt && <DueTime at={dueAt} on={dueOn} />,
  asked: ({ submittedAt }) => <RelativeTime at={submittedAt} />,
  closed: ({ closedAt }) => closedAt && <RelativeTime at={closedAt} />,
};
