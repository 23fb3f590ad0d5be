import { Anchor, Box, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { SortColumn } from '../../../../domain/lists/sorting';
import type { LeaveRequestRow } from '../../../../domain/wire/records';
import { EmptyState } from '../../../components/empty-state';
import { LeaveChangeLinks } from '../../../components/leave-change-links';
import { LeaveTypeName } from '../../../components/leave-type-name';
import { PageList } from '../../../components/page-list';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { sayDate, sayDateRange } from '../../../lib/dates';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import type { ChosenColumns } from '../../lists/use-columns';
import type { ChosenSort } from '../../lists/use-sort';
import { useLeaveRequests } from '../api';
import { translate, useT } from '../../../lib/i18n/language';

function LeaveRow({ row, showPerson }: { row: LeaveRequestRow; showPerson: boolean }) {
  const t = useT();
  const content = (
    <Group justify="space-between" wrap="nowrap" gap="sm" p="sm">
      <Stack gap={2} miw={0}>
        <Text size="sm" fw={600}>
          {sayDateRange(row.from, row.to)}
        </Text>
        <Group gap="xs">
          {showPerson && <PersonName person={row.employee} size="xs" />}
          <Text size="sm" c="dimmed">
            <LeaveTypeName code={row.type} />, {t('{{count}} days', { count: Number(row.days) })}
          </Text>
        </Group>
      </Stack>
      <StatusBadge status={row.status} />
    </Group>
  );
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      {row.approvalId ? (
        <Link to={`/approvals/${row.approvalId}`} className="row-card">
          {content}
        </Link>
      ) : (
        content
      )}
      <Box px="sm" pb="sm" className="row-actions">
        <LeaveChangeLinks leave={row} />
      </Box>
    </Paper>
  );
}

const HALVES = { am: 'morning', pm: 'afternoon' } as const;

const CELLS: Cells<'leave-requests', LeaveRequestRow> = {
  employee: ({ employee }) => employee.name,
  type: ({ type }) => <LeaveTypeName code={type} />,
  from: ({ from, approvalId }) =>
    approvalId ? (
      <Anchor component={Link} to={`/approvals/${approvalId}`} size="sm" fw={600}>
        {sayDate(from)}
      </Anchor>
    ) : (
      sayDate(from)
    ),
  fromHalf: ({ fromHalf }) => translate(HALVES[fromHalf]),
  to: ({ to }) => sayDate(to),
  toHalf: ({ toHalf }) => translate(HALVES[toHalf]),
  days: ({ days }) => Number(days),
  reason: ({ reason }) => reason,
  status: ({ status }) => <StatusBadge status={status} />,
  asked: ({ createdAt }) => <RelativeTime at={createdAt} />,
};

/** Leave, as records: one person's, or everybody's one may see; as cards, or in the columns that were chosen. */
export function LeaveList(props: {
  employeeId?: string;
  status?: string;
  columns: ChosenColumns<'leave-requests'>['shown'];
  sort: ChosenSort<SortColumn<'leave-requests'>>;
}) {
  const t = useT();
  const pages = useLeaveRequests(
    { employeeId: props.employeeId, status: props.status },
    props.sort.asked,
  );
  return (
    <PageList pages={pages} empty={<EmptyState title={t('No leave here')} />}>
      {(rows) =>
        props.columns ? (
          <ColumnTable
            list="leave-requests"
            label={t('Leave requests')}
            columns={props.columns}
            cells={CELLS}
            rows={rows}
            sort={props.sort}
          />
        ) : (
          <Stack gap="xs">
            {rows.map((row) => (
              <LeaveRow key={row.id} row={row} showPerson={!props.employeeId} />
            ))}
          </Stack>
        )
      }
    </PageList>
  );
}
