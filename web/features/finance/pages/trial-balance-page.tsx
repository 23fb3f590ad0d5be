import { Table } from '@mantine/core';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { useSearchFilters } from '../../../lib/search-filters';
import { useTrialBalance } from '../api';
import { AsOf } from '../components/as-of';
import { BooksPage } from '../components/books-page';
import { AccountLink, AmountCell, TotalRow } from '../components/figures';

/** What is left on each account on a day. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['asOf'] as const);
  const query = useTrialBalance(filters);
  const asOf = query.data?.asOf;
  return (
    <BooksPage
      title="Trial balance"
      actions={asOf && <ExportMenu list="trial-balance" filters={{ asOf }} />}
    >
      <AsOf value={filters.asOf} onChange={(day) => setFilter('asOf', day)} />
      <QueryView query={query}>
        {(report) => (
          <ScrollTable
            label="Trial balance"
            figures={['Debit', 'Credit']}
            head={['Account', 'Debit', 'Credit']}
          >
            {report.rows.map(({ account, debit, credit }) => (
              <Table.Tr key={account.id}>
                <Table.Td>
                  <AccountLink account={account} filters={{ to: report.asOf }} />
                </Table.Td>
                <AmountCell value={debit} />
                <AmountCell value={credit} />
              </Table.Tr>
            ))}
            <TotalRow label="Sum" amounts={[report.debit, report.credit]} />
          </ScrollTable>
        )}
      </QueryView>
    </BooksPage>
  );
}
