import { Anchor, Code, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { AuditRow } from '../../../../domain/wire/admin';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';

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

function AuditTableRow({ row }: { row: AuditRow }) {
  const details = Object.keys(row.details).length > 0 ? JSON.stringify(row.details) : null;
  return (
    <Table.Tr>
      <Table.Td>
        <RelativeTime at={row.at} />
      </Table.Td>
      <Table.Td>{row.actor?.name ?? 'NETRA'}</Table.Td>
      <Table.Td>
        {humanise(row.action)}
        {row.channel && (
          <Text size="xs" c="dimmed">
            by {row.channel}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Subject row={row} />
      </Table.Td>
      <Table.Td maw={360}>
        {details && <Code style={{ overflowWrap: 'anywhere' }}>{details}</Code>}
      </Table.Td>
    </Table.Tr>
  );
}

function Trail() {
  const { filters, setFilter } = useSearchFilters(['action', 'subjectId'] as const);
  const pages = usePages<AuditRow>({
    key: keys.audit(filters),
    path: '/admin/audit',
    query: filters,
  });
  return (
    <>
      <PageHeader title="Audit" description="Who did what, newest first." />
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
          <ScrollTable label="Audit trail" head={['When', 'Who', 'Did', 'Subject', 'Details']}>
            {rows.map((row) => (
              <AuditTableRow key={row.id} row={row} />
            ))}
          </ScrollTable>
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
