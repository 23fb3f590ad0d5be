import { SegmentedControl, Stack } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { useSearchFilters } from '../../../lib/search-filters';
import { ColumnTable } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';
import { useApprovals } from '../api';
import { ApprovalCard } from '../components/approval-card';
import { ApprovalFilterBar } from '../components/approval-filters';
import { REQUEST_CELLS } from '../components/request-cells';
import { useT, type Message } from '../../../lib/i18n/language';

const BOXES: { value: string; label: Message }[] = [
  { value: 'sent', label: 'Asked by me' },
  { value: 'done', label: 'Decided by me' },
  { value: 'all', label: 'All I may see' },
];

/** Everything I asked for or decided, and what became of it. */
export function Component() {
  const t = useT();
  const { filters, setFilter } = useSearchFilters(['box', 'kind', 'status', 'q'] as const);
  const box = BOXES.some(({ value }) => value === filters.box) ? (filters.box ?? 'sent') : 'sent';
  const sort = useSort('approvals');
  const pages = useApprovals({ ...filters, box }, sort.asked);
  const columns = useColumns('approvals', null);
  const filtered = filters.kind ?? filters.status ?? filters.q;
  const empty = filtered ? (
    <EmptyState title={t('Nothing matches')}>{t('Try fewer filters.')}</EmptyState>
  ) : (
    <EmptyState title={t('Nothing yet')}>{t('Press “New” to ask for something.')}</EmptyState>
  );
  return (
    <>
      <PageHeader
        title={t('My requests')}
        actions={
          <>
            <ExportMenu
              list="approvals"
              filters={{ ...filters, box, cols: columns.cols, sort: sort.asked }}
            />
            <SegmentedControl
              aria-label={t('Which requests')}
              size="xs"
              data={BOXES.map(({ value, label }) => ({ value, label: t(label) }))}
              value={box}
              onChange={(value) => setFilter('box', value === 'sent' ? null : value)}
            />
          </>
        }
      />
      <ListTools columns={columns} />
      <ApprovalFilterBar filters={filters} onFilter={setFilter} />
      <PageList pages={pages} empty={empty}>
        {(rows) =>
          columns.shown ? (
            <ColumnTable
              list="approvals"
              label={t('Requests')}
              columns={columns.shown}
              cells={REQUEST_CELLS}
              sort={sort}
              rows={rows}
            />
          ) : (
            <Stack gap="xs">
              {rows.map((row) => (
                <ApprovalCard key={row.id} row={row} showRequester={box !== 'sent'} />
              ))}
            </Stack>
          )
        }
      </PageList>
    </>
  );
}
