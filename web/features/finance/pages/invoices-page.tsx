import { Anchor, Button, Group, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { INVOICE_STATES, type InvoiceRow } from '../../../../domain/wire/receivables';
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

const states = INVOICE_STATES.map((value) => ({ value, label: humanise(value) }));

function Invoices({ invoices }: { invoices: InvoiceRow[] }) {
  return (
    <ScrollTable
      label="Invoices"
      figures={['Total', 'Open']}
      head={['Number', 'Customer', 'Date', 'Due on', 'State', 'Total', 'Open']}
    >
      {invoices.map(({ id, kind, number, customer, invoicedOn, dueOn, state, ...sums }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Anchor component={Link} to={`/finance/invoices/${id}`} size="sm" underline="always">
              {number ?? `Draft of ${formatDate(invoicedOn)}`}
            </Anchor>
          </Table.Td>
          <TextCell>
            <Anchor
              component={Link}
              to={`/finance/customers/${customer.id}`}
              size="sm"
              underline="always"
            >
              {customer.name}
            </Anchor>
          </TextCell>
          <Table.Td>{formatDate(invoicedOn)}</Table.Td>
          <Table.Td>{kind === 'invoice' ? formatDate(dueOn) : 'Credit note'}</Table.Td>
          <Table.Td>
            <StatusBadge status={state} />
          </Table.Td>
          <TwoAmounts value={sums.total} base={sums.base} />
          <TwoAmounts value={sums.open} base={sums.openBase} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** Invoices and credit notes. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['q', 'state', 'customer'] as const);
  const pages = usePages<InvoiceRow>({
    ...{ key: keys.invoices(filters), path: '/customer-invoices', query: filters },
  });
  return (
    <BooksPage
      title="Invoices"
      actions={
        <>
          <ExportMenu list="customer-invoices" filters={filters} />
          <Button component={Link} to="/finance/invoices/new">
            New invoice
          </Button>
        </>
      }
    >
      <Group align="flex-end">
        <SearchBox
          label="Search the invoices"
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
      </Group>
      <PageList pages={pages} empty={<EmptyState title="No invoices" />}>
        {(invoices) => <Invoices invoices={invoices} />}
      </PageList>
    </BooksPage>
  );
}
