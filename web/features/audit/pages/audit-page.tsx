import { Anchor, Box, Code, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ColumnOf } from '../../../../domain/lists/columns';
import type { AuditRow } from '../../../../domain/wire/admin';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { SearchBox } from '../../../components/search-box';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';

const PAGES: Record<string, string> = {
  approval: '/approvals',
  'approval-request': '/approvals',
  person: '/people',
  employee: '/people',
  project: '/projects',
};

function Subject({ row }: { row: AuditRow }) {
  const page = PAGES[row.subjectType];
  const name = humanise(row.subjectType);
  if (!page) return <Text size="sm">{name}</Text>;
  return (
    <Anchor component={Link} to={`${page}/${row.subjectId}`} size="sm">
      {name}
    </Anchor>
  );
}

const detailsOf = ({ details }: AuditRow) =>
  Object.keys(details).length > 0 ? JSON.stringify(details) : null;

const CELLS: Cells<'audit', AuditRow> = {
  at: ({ at }) => <RelativeTime at={at} />,
  actor: ({ actor }) => actor?.name ?? 'NETRA',
  action: ({ action, channel }) => (
    <>
      {humanise(action)}
      {channel && (
        <Text size="xs" c="dimmed">
          by {channel}
        </Text>
      )}
    </>
  ),
  channel: ({ channel }) => channel,
  subject: (row) => <Subject row={row} />,
  subjectId: ({ subjectId }) => subjectId,
  details: (row) => {
    const details = detailsOf(row);
    return (
      <Box maw={340}>{details && <Code style={{ overflowWrap: 'anywhere' }}>{details}</Code>}</Box>
    );
  },
};
const USUAL: ColumnOf<'audit'>[] = ['at', 'actor', 'action', 'subject', 'details'];

function Trail() {
  const { filters, setFilter } = useSearchFilters(['action', 'subjectId'] as const);
  const sort = useSort('audit');
  const pages = usePages<AuditRow>({
    key: keys.audit(filters),
    path: '/admin/audit',
    query: filters,
    sort: sort.asked,
  });
  const columns = useColumns('audit', USUAL);
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who did what, newest first."
        actions={
          <ExportMenu list="audit" filters={{ ...filters, cols: columns.cols, sort: sort.asked }} />
        }
      />
      <ListTools columns={columns} />
      <Group mb="md" gap="sm" role="search" aria-label="Filter the audit trail" align="flex-end">
        <SearchBox
          label="Action"
          value={filters.action}
          onSearch={(words) => setFilter('action', words)}
        />
        <SearchBox
          label="Subject id"
          value={filters.subjectId}
          onSearch={(words) => setFilter('subjectId', words)}
        />
      </Group>
      <PageList pages={pages} empty={<EmptyState title="Nothing recorded" />}>
        {(rows) => (
          <ColumnTable
            list="audit"
            label="Audit trail"
            columns={columns.shown ?? USUAL}
            cells={CELLS}
            sort={sort}
            rows={rows}
          />
        )}
      </PageList>
    </>
  );
}

/** The audit trail. */
export function Component() {
  return (
    <AdminsOnly>
      <Trail />
    </AdminsOnly>
  );
}
