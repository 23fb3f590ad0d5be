import { Stack } from '@mantine/core';
import type { ApprovalRow } from '../../../../domain/wire/approvals';
import { ApprovalCard } from './approval-card';

/** What waits on me, as links; the selected one is marked. */
export function InboxList({
  rows,
  selected,
}: {
  rows: ApprovalRow[];
  selected: string | undefined;
}) {
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <li key={row.id}>
          <ApprovalCard
            row={row}
            to={`/inbox/${row.id}`}
            showRequester
            current={row.id === selected}
          />
        </li>
      ))}
    </Stack>
  );
}
