import { Anchor, Group, Select, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { ROLES } from '../../../../domain/roles';
import type { Person } from '../../../../domain/wire/people';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useLocations } from '../../calendars/api';
import { PEOPLE_FILTERS, useDepartments, usePeople, type PeopleFilterName } from '../api';

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

const ACCOUNTS = [
  { value: 'true', label: 'Active' },
  { value: 'false', label: 'Inactive' },
];

/** One of a few, or all of them. */
function Filter(props: {
  label: string;
  all: string;
  data: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | null) => void;
}) {
  const { all, value, ...rest } = props;
  return (
    <Select
      {...rest}
      placeholder={all}
      clearable
      clearButtonProps={{ 'aria-label': all }}
      value={value ?? null}
    />
  );
}

const named = (items: { id: string; name: string }[] | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

function Filters(props: {
  filters: Partial<Record<PeopleFilterName, string>>;
  setFilter: (name: PeopleFilterName, value: string | null) => void;
}) {
  const { filters, setFilter } = props;
  const [departments, locations] = [useDepartments(), useLocations()];
  const choices = [
    ['departmentId', 'Department', 'All departments', named(departments.data)],
    ['locationId', 'Location', 'All locations', named(locations.data)],
    ['role', 'Role', 'All roles', ROLES.map((value) => ({ value, label: humanise(value) }))],
    ['active', 'Account', 'All accounts', ACCOUNTS],
  ] as const;
  return (
    <Group mb="md" gap="sm" role="search" aria-label="Filter people" align="flex-end">
      <SearchBox label="Search" value={filters.q} onSearch={(words) => setFilter('q', words)} />
      {choices.map(([name, label, all, data]) => (
        <Filter
          key={name}
          label={label}
          all={all}
          data={data}
          value={filters[name]}
          onChange={(value) => setFilter(name, value)}
        />
      ))}
    </Group>
  );
}

/** The people I may see: the directory, with its filters in the address. */
export function Component() {
  const me = useMe();
  const { filters, setFilter } = useSearchFilters(PEOPLE_FILTERS);
  const pages = usePeople(filters);
  return (
    <>
      <PageHeader
        title="People"
        actions={
          <Group gap="md">
            <ExportMenu list="people" filters={filters} />
            <Anchor component={Link} to="/people/chart" size="sm">
              Organisation chart
            </Anchor>
            {holdsAny(me, 'admin', 'hr') && (
              <>
                <Anchor component={Link} to="/people/moves" size="sm">
                  Planned changes
                </Anchor>
                <Anchor component={Link} to="/people/import" size="sm">
                  Import people
                </Anchor>
              </>
            )}
          </Group>
        }
      />
      <Filters filters={filters} setFilter={setFilter} />
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
