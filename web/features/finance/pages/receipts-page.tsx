import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { ReceiptRow } from '../../../../domain/wire/receivables';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { Section } from '../../../components/section';
import { TextCell } from '../../../components/text-cell';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePages } from '../../../lib/use-pages';
import { BooksPage } from '../components/books-page';
import { AmountCell } from '../components/figures';
import { ReceiptForm } from '../components/receipt-form';
import { useBillableCustomers } from '../receivables-api';

function Receipts({ receipts }: { receipts: ReceiptRow[] }) {
  return (
    <ScrollTable
      label="Receipts"
      figures={['Amount', 'Left']}
      head={['Number', 'Customer', 'Received on', 'Reference', 'Amount', 'Left']}
    >
      {receipts.map(({ id, number, customer, receivedOn, reference, amount, left, reversed }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Anchor component={Link} to={`/finance/receipts/${id}`} size="sm" underline="always">
              {number}
            </Anchor>
          </Table.Td>
          <TextCell>{customer.name}</TextCell>
          <Table.Td>{formatDate(receivedOn)}</Table.Td>
          <TextCell>{reversed ? `Taken back: ${reversed.reason}` : reference}</TextCell>
          <AmountCell value={amount} />
          <AmountCell value={left} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Recording() {
  const query = useBillableCustomers();
  return (
    <Section title="Record money that came in">
      <QueryView query={query}>{(customers) => <ReceiptForm customers={customers} />}</QueryView>
    </Section>
  );
}

/** What came in from customers, and a place to record more. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['q', 'customer'] as const);
  const pages = usePages<ReceiptRow>({
    ...{ key: keys.receipts(filters), path: '/customer-receipts', query: filters },
  });
  return (
    <BooksPage title="Receipts" description="What settles nothing yet stays with its customer.">
      <SearchBox
        label="Search the receipts"
        value={filters.q}
        onSearch={(words) => setFilter('q', words)}
      />
      <PageList pages={pages} empty={<EmptyState title="No receipts" />}>
        {(receipts) => <Receipts receipts={receipts} />}
      </PageList>
      <Recording />
    </BooksPage>
  );
}
