import { Anchor, Group, Select, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Person } from '../../../../domain/wire/people';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { useDepartments, usePeople } from '../api';

function PersonRow({ person }: { person: Person }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/people/${person.id}`} size="sm" fw={600}>
          {person.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {person.email}
        </Text>
      </Table.Td>
      <Table.Td>{person.department?.name ?? '–'}</Table.Td>
      <Table.Td>{person.roles.map(humanise).join(', ')}</Table.Td>
      <Table.Td>{person.manager?.name ?? '–'}</Table.Td>
      <Table.Td>
        <StatusBadge status={person.active ? 'active' : 'inactive'} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The people I may see. */
export function Component() {
  const names = ['q', 'departmentId', 'active'] as const;
  const { filters, setFilter } = useSearchFilters(names);
  const pages = usePeople(filters);
  const departments = useDepartments();
  return (
    <>
      <PageHeader title="People" actions={<ExportMenu list="people" filters={filters} />} />
      <Group mb="md" gap="sm" role="search" aria-label="Filter people" align="flex-end">
        <SearchBox label="Search" value={filters.q} onSearch={(words) => setFilter('q', words)} />
        <Select
          label="Department"
          placeholder="All departments"
          clearable
          clearButtonProps={{ 'aria-label': 'All departments' }}
          data={(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.departmentId ?? null}
          onChange={(value) => setFilter('departmentId', value)}
        />
        <Select
          label="Account"
          placeholder="All"
          clearable
          clearButtonProps={{ 'aria-label': 'All accounts' }}
          data={[
            { value: 'true', label: 'Active' },
            { value: 'false', label: 'Inactive' },
          ]}
          value={filters.active ?? null}
          onChange={(value) => setFilter('active', value)}
        />
      </Group>
      <PageList pages={pages} empty={<EmptyState title="Nobody found" />}>
        {(people) => (
          <ScrollTable
            label="People"
            head={['Name', 'Department', 'Roles', 'Reports to', 'Account']}
          >
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}
