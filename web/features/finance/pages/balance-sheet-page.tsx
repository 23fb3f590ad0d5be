import { Table } from '@mantine/core';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { BalanceSheetWire } from '../../../../domain/wire/finance';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { useSearchFilters } from '../../../lib/search-filters';
import { useBalanceSheet } from '../api';
import { AsOf } from '../components/as-of';
import { BooksPage } from '../components/books-page';
import { AccountLink, AmountCell, TotalRow } from '../components/figures';

function Computed({ label, amount }: { label: string; amount: MoneyWire }) {
  return (
    <Table.Tr>
      <Table.Td>{label}</Table.Td>
      <AmountCell value={amount} />
    </Table.Tr>
  );
}

function Sheet({ sheet }: { sheet: BalanceSheetWire }) {
  const rows = (of: BalanceSheetWire['assets']) =>
    of.map(({ account, amount }) => (
      <Table.Tr key={account.id}>
        <Table.Td>
          <AccountLink account={account} filters={{ to: sheet.asOf }} />
        </Table.Td>
        <AmountCell value={amount} />
      </Table.Tr>
    ));
  return (
    <ScrollTable label="Balance sheet" figures={['Amount']} head={['Account', 'Amount']}>
      {rows(sheet.assets)}
      <TotalRow label="Assets" amounts={[sheet.totalAssets]} />
      {rows(sheet.liabilities)}
      <TotalRow label="Liabilities" amounts={[sheet.totalLiabilities]} />
      {rows(sheet.equity)}
      <Computed label="Profit of the fiscal year so far" amount={sheet.profitOfYear} />
      <Computed label="Profit of earlier years" amount={sheet.earlierProfit} />
      <TotalRow label="Equity" amounts={[sheet.totalEquity]} />
    </ScrollTable>
  );
}

/** What there is and whose it is on a day. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['asOf'] as const);
  const query = useBalanceSheet(filters);
  const asOf = query.data?.asOf;
  return (
    <BooksPage
      title="Balance sheet"
      actions={asOf && <ExportMenu list="balance-sheet" filters={{ asOf }} />}
    >
      <AsOf value={filters.asOf} onChange={(day) => setFilter('asOf', day)} />
      <QueryView query={query}>{(sheet) => <Sheet sheet={sheet} />}</QueryView>
    </BooksPage>
  );
}
