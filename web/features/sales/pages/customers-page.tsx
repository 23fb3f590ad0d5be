import { Anchor, Group, Select, SimpleGrid } from '@mantine/core';
import { Link } from 'react-router';
import type { CustomerRow } from '../../../../domain/wire/customers';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { NewRequestButton } from '../../../components/new-request-button';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { withQuery } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { OwnerFilter } from '../components/owner-filter';
import { SalesPage, useSells } from '../components/sales-page';

const USUAL = ['name', 'industry', 'city', 'owner', 'deals'] as const;

const CELLS: Cells<'customers', CustomerRow> = {
  name: ({ id, name }) => (
    <Anchor component={Link} to={`/customers/${id}`} size="sm" fw={600} underline="always">
      {name}
    </Anchor>
  ),
  industry: ({ industry }) => industry,
  city: ({ city }) => city,
  owner: ({ owner }) => owner.name,
  department: ({ department }) => department.name,
  deals: ({ id, openDeals }) => (
    <Anchor
      component={Link}
      to={withQuery('/deals', { customerId: id, stage: 'open' })}
      size="sm"
      underline="always"
    >
      {openDeals}
    </Anchor>
  ),
  archived: ({ archived }) => (archived ? 'Yes' : 'No'),
};

const SHOWN = [
  { value: 'no', label: 'In use' },
  { value: 'yes', label: 'Archived' },
  { value: 'both', label: 'All' },
];

/** The customers one may see, by name. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['q', 'ownerId', 'archived'] as const);
  const sells = useSells();
  const columns = useColumns('customers', [...USUAL]);
  const pages = usePages<CustomerRow>({
    ...{ key: keys.customers(filters), path: '/customers', query: filters },
  });
  return (
    <SalesPage
      title="Customers"
      actions={
        <Group gap="xs">
          {sells && <NewRequestButton to="/customers/new">New customer</NewRequestButton>}
          <ExportMenu list="customers" filters={{ ...filters, cols: columns.cols }} />
        </Group>
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <SearchBox
          label="Search customers"
          value={filters.q}
          onSearch={(words) => setFilter('q', words)}
        />
        <OwnerFilter value={filters.ownerId} onChange={(id) => setFilter('ownerId', id)} />
        <Select
          label="Show"
          allowDeselect={false}
          data={SHOWN}
          value={filters.archived ?? 'no'}
          onChange={(shown) => setFilter('archived', shown === 'no' ? null : shown)}
        />
      </SimpleGrid>
      <ListTools columns={columns} />
      <PageList
        pages={pages}
        empty={<EmptyState title="No customers">None that you may see is like that.</EmptyState>}
      >
        {(customers) => (
          <ColumnTable
            list="customers"
            label="Customers"
            columns={columns.shown ?? [...USUAL]}
            cells={CELLS}
            rows={customers}
          />
        )}
      </PageList>
    </SalesPage>
  );
}
