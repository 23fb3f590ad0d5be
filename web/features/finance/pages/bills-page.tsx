import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { CURRENCIES } from '../../../../domain/money/money';
import { BILL_STATES, type BillRow } from '../../../../domain/wire/payables';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { StatusBadge } from '../../../components/status-badge';
import { TextCell } from '../../../components/text-cell';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { BooksPage } from '../components/books-page';
import { TwoAmounts } from '../components/figures';

const states = BILL_STATES.map((value) => ({ value, label: humanise(value) }));

function Bills({ bills }: { bills: BillRow[] }) {
  return (
    <ScrollTable
      label="Bills"
      figures={['Amount', 'Open']}
      head={['Number', 'Vendor', 'Date', 'Due on', 'State', 'Amount', 'Open']}
    >
      {bills.map((bill) => (
        <Table.Tr key={bill.id}>
          <Table.Td>
            <Anchor component={Link} to={`/finance/bills/${bill.id}`} size="sm" underline="always">
              {bill.number ?? bill.billNumber}
            </Anchor>
          </Table.Td>
          <TextCell>{bill.vendor}</TextCell>
          <Table.Td>{formatDate(bill.billedOn)}</Table.Td>
          <Table.Td>{formatDate(bill.dueOn)}</Table.Td>
          <Table.Td>
            <StatusBadge status={bill.state} />
            {bill.toPay > 0 && <Text size="xs">Released, to be paid</Text>}
          </Table.Td>
          <TwoAmounts value={bill.amount} base={bill.base} />
          <TwoAmounts value={bill.open} base={bill.openBase} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** Bills of vendors, in the currencies they came in. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['q', 'state', 'currency'] as const);
  const pages = usePages<BillRow>({
    ...{ key: keys.bills(filters), path: '/vendor-bills', query: filters },
  });
  return (
    <BooksPage
      title="Bills"
      forHeads
      actions={
        <>
          <ExportMenu list="vendor-bills" filters={filters} />
          <Button component={Link} to="/requests/new/vendor-bill">
            New bill
          </Button>
        </>
      }
    >
      <Group align="flex-end">
        <SearchBox
          label="Search the bills"
          value={filters.q}
          onSearch={(words) => setFilter('q', words)}
        />
        <ChoiceFilter
          label="State"
          maw={200}
          all="Any"
          clearLabel="Any state"
          data={states}
          value={filters.state}
          onChange={(state) => setFilter('state', state)}
        />
        <ChoiceFilter
          label="Currency"
          maw={140}
          searchable
          all="Any"
          clearLabel="Any currency"
          data={CURRENCIES}
          value={filters.currency}
          onChange={(currency) => setFilter('currency', currency)}
        />
      </Group>
      <PageList pages={pages} empty={<EmptyState title="No bills" />}>
        {(bills) => <Bills bills={bills} />}
      </PageList>
    </BooksPage>
  );
}
