import { Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { BookLineWire } from '../../../../domain/wire/bank';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { usePages } from '../../../lib/use-pages';
import { BankAccountChoice } from '../components/bank-account';
import { BookLineTable } from '../components/book-line-table';
import { BooksPage } from '../components/books-page';

const FILTERS = ['account', 'asOf', 'part'] as const;
const PARTS: Record<string, string> = {
  before: 'From before the first statement',
  since: 'Since the first statement',
};

function Lines({ account }: { account: string }) {
  const { filters } = useSearchFilters(FILTERS);
  const query = { ...filters, account };
  const pages = usePages<BookLineWire>({
    ...{ key: keys.bankBookLines(query), path: '/finance/bank-book-lines', query },
  });
  return (
    <PageList pages={pages} empty={<EmptyState title="The bank has all of it" />}>
      {(lines) => <BookLineTable label="Lines of the books" lines={lines} />}
    </PageList>
  );
}

/** The lines of the books that the bank does not have; the address says of which account and day. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(FILTERS);
  const { part = '', asOf } = filters;
  return (
    <BooksPage title="In the books, not at the bank">
      <Text size="sm">
        {PARTS[part] ?? 'All there is'}
        {asOf ? `, as of ${formatDate(asOf)}` : ''}
      </Text>
      <BankAccountChoice
        chosen={filters.account}
        onChoose={(account) => setFilter('account', account)}
      >
        {({ account }) => <Lines account={account.id} />}
      </BankAccountChoice>
    </BooksPage>
  );
}
