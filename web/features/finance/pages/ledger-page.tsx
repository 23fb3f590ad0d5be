import { Button, Group } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { LedgerLineWire } from '../../../../domain/wire/finance';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageList } from '../../../components/page-list';
import { SearchBox } from '../../../components/search-box';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePages } from '../../../lib/use-pages';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { LineTable } from '../components/line-table';

const FILTERS = ['account', 'party', 'department', 'q', 'from', 'to'] as const;

/** The lines behind a figure: the address says which. */
export function Component() {
  const keeps = useKeepsBooks();
  const [, setParams] = useSearchParams();
  const { filters, setFilter } = useSearchFilters(FILTERS);
  const pages = usePages<LedgerLineWire>({
    ...{ key: keys.ledger(filters), path: '/ledger-lines', query: filters },
  });
  return (
    <BooksPage
      title="Ledger"
      actions={<ExportMenu list="ledger-lines" filters={filters} />}
      forHeads
    >
      <Group align="flex-end">
        <SearchBox
          label="Search the lines"
          value={filters.q}
          onSearch={(words) => setFilter('q', words)}
        />
        {FILTERS.some((name) => filters[name] !== undefined) && (
          <Button variant="default" onClick={() => setParams({})}>
            Show all lines
          </Button>
        )}
      </Group>
      <PageList pages={pages} empty={<EmptyState title="No lines" />}>
        {(lines) => <LineTable lines={lines} opens={keeps} />}
      </PageList>
    </BooksPage>
  );
}
