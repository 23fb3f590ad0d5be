import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { JournalEntryWire } from '../../../../domain/wire/finance';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { Section } from '../../../components/section';
import { TextCell } from '../../../components/text-cell';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { humanise } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { BooksPage } from '../components/books-page';
import { EntryForm } from '../components/entry-form';
import { AmountCell } from '../components/figures';

function Entries({ entries }: { entries: JournalEntryWire[] }) {
  return (
    <ScrollTable
      label="Journal"
      figures={['Amount']}
      head={['Number', 'Posted on', 'Text', 'Source', 'Amount']}
    >
      {entries.map((entry) => (
        <Table.Tr key={entry.id}>
          <Table.Td>
            <Anchor
              component={Link}
              to={`/finance/journal/${entry.id}`}
              size="sm"
              underline="always"
            >
              {entry.number}
            </Anchor>
          </Table.Td>
          <Table.Td>{formatDate(entry.postedOn)}</Table.Td>
          <TextCell>{entry.memo}</TextCell>
          <Table.Td>{humanise(entry.source.kind)}</Table.Td>
          <AmountCell value={entry.total} />
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** Everything that was posted, and a place to post by hand. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['q'] as const);
  const pages = usePages<JournalEntryWire>({
    ...{ key: keys.journal(filters), path: '/journal-entries', query: filters },
  });
  return (
    <BooksPage title="Journal" actions={<ExportMenu list="journal-entries" filters={filters} />}>
      <SearchBox
        label="Search the journal"
        value={filters.q}
        onSearch={(words) => setFilter('q', words)}
      />
      <PageList pages={pages} empty={<EmptyState title="No entries" />}>
        {(entries) => <Entries entries={entries} />}
      </PageList>
      <Section title="Post an entry by hand">
        <EntryForm />
      </Section>
    </BooksPage>
  );
}
