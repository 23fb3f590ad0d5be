import { Anchor, Group, Paper, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { LEDGER_WORDS } from '../../../../domain/leave/ledger';
import type { LeaveLedgerRow } from '../../../../domain/wire/leave-accounts';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { useBalanceTypeOptions, useLeaveTypeName } from '../../../lib/use-leave-types';
import { useLedger, type AccountOf } from '../account-api';

function About({ row }: { row: LeaveLedgerRow }) {
  const { leave, about, by } = row;
  if (leave) {
    const text = `Leave ${formatDateRange(leave.from, leave.to)}`;
    if (!leave.approvalId) return <>{text}</>;
    return (
      <Anchor component={Link} to={`/approvals/${leave.approvalId}`} size="sm" underline="always">
        {text}
      </Anchor>
    );
  }
  return <>{[about, by && `by ${by.name}`].filter(Boolean).join(', ')}</>;
}

function Row({ row }: { row: LeaveLedgerRow }) {
  const days = Number(row.days);
  const nameOf = useLeaveTypeName();
  return (
    <Paper withBorder p="sm" component="li" style={{ listStyle: 'none' }}>
      <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
        <Stack gap={2} miw={0}>
          <Text size="sm" fw={600}>
            {LEDGER_WORDS[row.entry]}: {nameOf(row.type).toLowerCase()}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }} component="div">
            <About row={row} />
          </Text>
          <Text size="xs" c="dimmed">
            {formatDate(row.on)}, {row.bucket.toLowerCase()}
          </Text>
        </Stack>
        <Text fw={700} style={{ whiteSpace: 'nowrap' }}>
          {days > 0 ? `+${days}` : `−${Math.abs(days)}`} {Math.abs(days) === 1 ? 'day' : 'days'}
        </Text>
      </Group>
    </Paper>
  );
}

/** What has moved an account, the newest first, of one type or all. */
export function LedgerList(props: AccountOf) {
  const [type, setType] = useState<string | null>(null);
  const types = useBalanceTypeOptions();
  const pages = useLedger({ ...props, type: type ?? undefined });
  return (
    <Stack gap="sm">
      <Select
        label="Type"
        placeholder="All types"
        clearable
        clearButtonProps={{ 'aria-label': 'All types' }}
        data={types}
        value={type}
        onChange={setType}
        maw={260}
      />
      <PageList pages={pages} empty={<EmptyState title="Nothing has moved yet" />}>
        {(rows) => (
          <Stack gap="xs" component="ul" p={0} m={0}>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </Stack>
        )}
      </PageList>
    </Stack>
  );
}
