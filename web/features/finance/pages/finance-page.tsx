import { SimpleGrid, Table, Text } from '@mantine/core';
import type { CashWire } from '../../../../domain/wire/finance';
import { formatDate } from '../../../../domain/dates/format';
import { ExportMenu } from '../../../components/export-menu';
import { MoneyText } from '../../../components/money-text';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { useAging, useCash, useProfitAndLoss } from '../api';
import { AsOf } from '../components/as-of';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { AccountLink, AmountCell, TotalRow } from '../components/figures';
import { ProfitTable } from '../components/profit-table';

function CashTable({ cash }: { cash: CashWire }) {
  return (
    <ScrollTable
      label="Cash by account"
      figures={[formatDate(cash.asOf)]}
      head={['Account', formatDate(cash.asOf)]}
    >
      {cash.accounts.map(({ account, amount }) => (
        <Table.Tr key={account.id}>
          <Table.Td>
            <AccountLink account={account} filters={{ to: cash.asOf }} />
          </Table.Td>
          <AmountCell value={amount} />
        </Table.Tr>
      ))}
      <TotalRow label="Cash" amounts={[cash.total]} />
    </ScrollTable>
  );
}

function Cash() {
  const { filters, setFilter } = useSearchFilters(['asOf'] as const);
  const query = useCash(filters);
  const asOf = query.data?.asOf;
  return (
    <Section title="Cash" actions={asOf && <ExportMenu list="cash" filters={{ asOf }} />}>
      <AsOf value={filters.asOf} onChange={(day) => setFilter('asOf', day)} />
      <QueryView query={query}>{(cash) => <CashTable cash={cash} />}</QueryView>
    </Section>
  );
}

function Open({ of, title }: { of: 'receivable' | 'payable'; title: string }) {
  const query = useAging({ of });
  return (
    <Section title={title}>
      <QueryView query={query}>
        {({ account, asOf, total }) => (
          <>
            <Text size="xl" fw={700}>
              <MoneyText value={total} />
            </Text>
            <AccountLink account={account} filters={{ to: asOf }} />
          </>
        )}
      </QueryView>
    </Section>
  );
}

function Profit() {
  const query = useProfitAndLoss({});
  return (
    <Section title="This month">
      <QueryView query={query}>{(report) => <ProfitTable report={report} />}</QueryView>
    </Section>
  );
}

/** Where the company stands: cash, what is owed either way, and the profit of the month. */
export function Component() {
  const keeps = useKeepsBooks();
  return (
    <BooksPage
      title="Finance"
      description={keeps ? undefined : 'What your departments earned and spent.'}
      forHeads
    >
      {keeps && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Open of="receivable" title="Customers owe us" />
            <Open of="payable" title="We owe vendors" />
          </SimpleGrid>
          <Cash />
        </>
      )}
      <Profit />
    </BooksPage>
  );
}
