import { SegmentedControl, Stack } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { useSearchFilters } from '../../../lib/search-filters';
import { useApprovals } from '../api';
import { ApprovalCard } from '../components/approval-card';
import { ApprovalFilterBar } from '../components/approval-filters';
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
  const pages = useApprovals({ ...filters, box });
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
            <ExportMenu list="approvals" filters={{ ...filters, box }} />
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
      <ApprovalFilterBar filters={filters} onFilter={setFilter} />
      <PageList pages={pages} empty={empty}>
        {(rows) => (
          <Stack gap="xs">
            {rows.map((row) => (
              <ApprovalCard key={row.id} row={row} showRequester={box !== 'sent'} />
            ))}
          </Stack>
        )}
      </PageList>
    </>
  );
}
