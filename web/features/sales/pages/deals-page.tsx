import { Anchor, Group, SimpleGrid } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { DEAL_STAGES, STAGE_NAMES } from '../../../../domain/sales/stages';
import type { DealRow } from '../../../../domain/wire/deals';
import { ChoiceFilter } from '../../../components/choice-filter';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { MoneyText } from '../../../components/money-text';
import { NewRequestButton } from '../../../components/new-request-button';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePages } from '../../../lib/use-pages';
import { ColumnTable, type Cells } from '../../lists/components/column-table';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { OwnerFilter } from '../components/owner-filter';
import { SalesPage, useSells } from '../components/sales-page';
import { StageBadge } from '../components/stage-badge';

const FILTERS = ['q', 'stage', 'ownerId', 'customerId', 'currency', 'from', 'to'] as const;
const USUAL = ['number', 'name', 'customer', 'owner', 'stage', 'amount', 'expected'] as const;

const STAGES = [
  { value: 'open', label: 'All that are open' },
  { value: 'counted', label: 'Open or won' },
  ...DEAL_STAGES.map((value) => ({ value, label: STAGE_NAMES[value] })),
];

const CELLS: Cells<'deals', DealRow> = {
  number: ({ number }) => number,
  name: ({ id, name }) => (
    <Anchor component={Link} to={`/deals/${id}`} size="sm" fw={600} underline="always">
      {name}
    </Anchor>
  ),
  customer: ({ customer }) => customer.name,
  owner: ({ owner }) => owner.name,
  stage: ({ stage }) => <StageBadge stage={stage} />,
  amount: ({ amount }) => <MoneyText value={amount} />,
  weighted: ({ weighted }) => <MoneyText value={weighted} />,
  currency: ({ amount }) => amount.currency,
  expected: ({ expectedOn }) => formatDate(expectedOn),
  closed: ({ closedOn }) => closedOn && formatDate(closedOn),
};

type Filters = ReturnType<typeof useSearchFilters<(typeof FILTERS)[number]>>;

function DealFilters({ filters, setFilter }: Filters) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }}>
      <SearchBox
        label="Search deals"
        value={filters.q}
        onSearch={(words) => setFilter('q', words)}
      />
      <ChoiceFilter
        label="Stage"
        all="Any"
        clearLabel="Any stage"
        data={STAGES}
        value={filters.stage}
        onChange={(stage) => setFilter('stage', stage)}
      />
      <OwnerFilter value={filters.ownerId} onChange={(id) => setFilter('ownerId', id)} />
      <DayInput
        label="From"
        value={filters.from ?? ''}
        onChange={(day) => setFilter('from', day)}
      />
      <DayInput label="To" value={filters.to ?? ''} onChange={(day) => setFilter('to', day)} />
    </SimpleGrid>
  );
}

/** The deals one may see, the latest day first. */
export function Component() {
  const search = useSearchFilters(FILTERS);
  const { filters } = search;
  const sells = useSells();
  const columns = useColumns('deals', [...USUAL]);
  const pages = usePages<DealRow>({ key: keys.deals(filters), path: '/deals', query: filters });
  return (
    <SalesPage
      title="Deals"
      actions={
        <Group gap="xs">
          {sells && <NewRequestButton to="/deals/new">New deal</NewRequestButton>}
          <ExportMenu list="deals" filters={{ ...filters, cols: columns.cols }} />
        </Group>
      }
    >
      <DealFilters {...search} />
      <ListTools columns={columns} />
      <PageList
        pages={pages}
        empty={<EmptyState title="No deals">None that you may see is like that.</EmptyState>}
      >
        {(deals) => (
          <ColumnTable
            list="deals"
            label="Deals"
            columns={columns.shown ?? [...USUAL]}
            cells={CELLS}
            rows={deals}
          />
        )}
      </PageList>
    </SalesPage>
  );
}
