import { Box, Checkbox, Group, Stack } from '@mantine/core';
import type { ApprovalRow } from '../../../../domain/wire/approvals';
import type { BulkControls } from '../use-bulk';
import { ApprovalCard } from './approval-card';
import { useT } from '../../../lib/i18n/language';

/** What waits on me, as links with a box to choose each; the selected one is marked. */
export function InboxList({
  rows,
  selected,
  bulk,
}: {
  rows: ApprovalRow[];
  selected: string | undefined;
  bulk: BulkControls;
}) {
  const t = useT();
  const withBoxes = rows.length > 1;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Group key={row.id} component="li" wrap="nowrap" gap="xs">
          {withBoxes && (
            <Checkbox
              pl={8}
              aria-label={t('Choose {{title}} of {{name}}', {
                title: row.title,
                name: row.requester.name,
              })}
              checked={bulk.isChosen(row.id)}
              disabled={!bulk.shown.includes(row)}
              onChange={() => bulk.toggle(row.id)}
            />
          )}
          <Box flex={1} miw={0}>
            <ApprovalCard
              row={row}
              to={`/inbox/${row.id}`}
              showRequester
              current={row.id === selected}
            />
          </Box>
        </Group>
      ))}
    </Stack>
  );
}
