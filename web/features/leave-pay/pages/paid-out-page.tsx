import { Anchor, Group, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { PAYABLE_STATES } from '../../../../domain/wire/leave-pay';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useLeavePayables } from '../api';
import { PayableList } from '../components/payable-list';

const STATES = PAYABLE_STATES.map((value) => ({ value, label: humanise(value) }));

/** What is owed for leave that was paid out: one's own, or everybody's for HR and finance. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['status', 'q'] as const);
  const pages = useLeavePayables(filters);
  const me = useMe();
  return (
    <>
      <PageHeader
        title="Leave paid out"
        description="Days that were taken off a balance to be paid: days times the daily rate of their day, rounded to the smallest coin."
        actions={<ExportMenu list="leave-payables" filters={filters} />}
      />
      <Stack gap="md">
        <Group align="flex-end" gap="sm">
          <SearchBox label="Name" value={filters.q} onSearch={(q) => setFilter('q', q)} />
          <ChoiceFilter
            label="Status"
            all="All"
            clearLabel="All statuses"
            data={STATES}
            value={filters.status}
            onChange={(status) => setFilter('status', status)}
          />
        </Group>
        {holdsAny(me, 'hr', 'admin') && (
          <Anchor component={Link} to="/leave/rates/import" size="sm" underline="always">
            Import daily rates from a file
          </Anchor>
        )}
        <PageList pages={pages} empty={<EmptyState title="Nothing was paid out" />}>
          {(rows) => <PayableList rows={rows} />}
        </PageList>
      </Stack>
    </>
  );
}
