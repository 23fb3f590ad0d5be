import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ColumnOf } from '../../../../domain/lists/columns';
import { ROLES } from '../../../../domain/roles';
import type { Person } from '../../../../domain/wire/people';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { sayDate } from '../../../lib/dates';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';
import { useLocations } from '../../calendars/api';
import { PEOPLE_FILTERS, useDepartments, usePeople, type PeopleFilterName } from '../api';
import { type Message, translateIfKnown, useT } from '../../../lib/i18n/language';

const CELLS: Cells<'people', Person> = {
  name: ({ id, name, email }) => (
    <>
      <Anchor component={Link} to={`/people/${id}`} size="sm" fw={600}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {email}
      </Text>
    </>
  ),
  email: ({ email }) => email,
  department: ({ department }) => department?.name,
  manager: ({ manager }) => manager?.name,
  grade: ({ grade }) => grade,
  roles: ({ roles }) => roles.map((role) => translateIfKnown(humanise(role))).join(', '),
  joined: ({ joinedOn }) => sayDate(joinedOn),
  active: ({ active }) => <StatusBadge status={active ? 'active' : 'inactive'} />,
};
const USUAL: ColumnOf<'people'>[] = ['name', 'department', 'roles', 'manager', 'active'];

const ACCOUNTS: { value: string; label: Message }[] = [
  { value: 'true', label: 'Active' },
  { value: 'false', label: 'Inactive' },
];

const named = (items: { id: string; name: string }[] | undefined) =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name }));

function Filters(props: {
  filters: Partial<Record<PeopleFilterName, string>>;
  setFilter: (name: PeopleFilterName, value: string | null) => void;
}) {
  const t = useT();
  const { filters, setFilter } = props;
  const [departments, locations] = [useDepartments(), useLocations()];
  const roles = ROLES.map((value) => ({ value, label: translateIfKnown(humanise(value)) }));
  const accounts = ACCOUNTS.map(({ value, label }) => ({ value, label: t(label) }));
  const choices = [
    ['departmentId', t('Department'), t('All departments'), named(departments.data)],
    ['locationId', t('Location'), t('All locations'), named(locations.data)],
    ['role', t('Role'), t('All roles'), roles],
    ['active', t('Account'), t('All accounts'), accounts],
  ] as const;
  return (
    <Group mb="md" gap="sm" role="search" aria-label={t('Filter people')} align="flex-end">
      <SearchBox
        label={t('Search')}
        value={filters.q}
        onSearch={(words) => setFilter('q', words)}
      />
      {choices.map(([name, label, all, data]) => (
        <ChoiceFilter
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
  const t = useT();
  const me = useMe();
  const { filters, setFilter } = useSearchFilters(PEOPLE_FILTERS);
  const sort = useSort('people');
  const pages = usePeople(filters, sort.asked);
  const columns = useColumns('people', USUAL);
  return (
    <>
      <PageHeader
        title={t('People')}
        actions={
          <Group gap="md">
            <ExportMenu
              list="people"
              filters={{ ...filters, cols: columns.cols, sort: sort.asked }}
            />
            <Anchor component={Link} to="/people/chart" size="sm">
              {t('Organisation chart')}
            </Anchor>
            {holdsAny(me, 'admin', 'hr') && (
              <>
                <Anchor component={Link} to="/people/moves" size="sm">
                  {t('Planned changes')}
                </Anchor>
                <Anchor component={Link} to="/people/import" size="sm">
                  {t('Import people')}
                </Anchor>
              </>
            )}
          </Group>
        }
      />
      <ListTools columns={columns} />
      <Filters filters={filters} setFilter={setFilter} />
      <PageList pages={pages} empty={<EmptyState title={t('Nobody found')} />}>
        {(people) => (
          <ColumnTable
            list="people"
            label={t('People')}
            columns={columns.shown ?? USUAL}
            cells={CELLS}
            sort={sort}
            rows={people}
          />
        )}
      </PageList>
    </>
  );
}
