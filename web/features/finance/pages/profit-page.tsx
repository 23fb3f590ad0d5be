import { Group } from '@mantine/core';
import { DayInput } from '../../../components/day-input';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { useSearchFilters } from '../../../lib/search-filters';
import { useProfitAndLoss } from '../api';
import { BooksPage } from '../components/books-page';
import { ProfitTable } from '../components/profit-table';

/** What was earned and spent in a stretch of time. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['from', 'to'] as const);
  // One day alone is half a question: the report stays as it was until both are there.
  const query = useProfitAndLoss(filters.from && filters.to ? filters : {});
  const stretch = query.data && { from: query.data.from, to: query.data.to };
  return (
    <BooksPage
      title="Profit and loss"
      description="This month, unless you choose both days."
      actions={stretch && <ExportMenu list="profit-and-loss" filters={stretch} />}
      forHeads
    >
      <Group align="flex-end">
        <DayInput
          label="From"
          maw={200}
          value={filters.from ?? ''}
          onChange={(day) => setFilter('from', day)}
        />
        <DayInput
          label="To"
          maw={200}
          value={filters.to ?? ''}
          onChange={(day) => setFilter('to', day)}
        />
      </Group>
      <QueryView query={query}>{(report) => <ProfitTable report={report} />}</QueryView>
    </BooksPage>
  );
}
