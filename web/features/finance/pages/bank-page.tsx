import { Alert, Anchor, Button, Group, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { BankLineWire } from '../../../../domain/wire/bank';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { TextCell } from '../../../components/text-cell';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { count } from '../../../lib/text';
import { usePages } from '../../../lib/use-pages';
import { useMatchAll } from '../bank-api';
import { BankAccountChoice } from '../components/bank-account';
import { BooksPage } from '../components/books-page';
import { AmountCell } from '../components/figures';
import { Refusal } from '../components/refusal';

const FILTERS = ['account', 'state', 'q', 'asOf'] as const;
const STATES = [
  { value: 'open', label: 'Not matched yet' },
  { value: 'matched', label: 'Matched' },
];

function Lines({ lines }: { lines: BankLineWire[] }) {
  return (
    <ScrollTable
      label="Lines of the bank"
      figures={['Amount']}
      head={['Day', 'Description', 'Reference', 'Amount', 'Matched']}
    >
      {lines.map(({ id, on, description, reference, amount, matched }) => (
        <Table.Tr key={id}>
          <Table.Td>{formatDate(on)}</Table.Td>
          <TextCell>
            <Anchor component={Link} to={`/finance/bank/lines/${id}`} size="sm" underline="always">
              {description}
            </Anchor>
          </TextCell>
          <TextCell>{reference}</TextCell>
          <AmountCell value={amount} />
          <Table.Td>{matched ? `By ${matched.by.name}` : 'Not yet'}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function MatchingAll({ account }: { account: string }) {
  const matchAll = useMatchAll(account);
  return (
    <>
      <Refusal title="Nothing was matched" problem={matchAll.error} />
      {matchAll.data && (
        <Alert color="green" variant="outline" role="status" title="Done">
          {count(matchAll.data.matched, 'line')} matched, {matchAll.data.open} left to you.
        </Alert>
      )}
      <Group>
        <Button loading={matchAll.isPending} onClick={() => matchAll.mutate(null)}>
          Match all that are certain
        </Button>
      </Group>
    </>
  );
}

function Account({ account }: { account: string }) {
  const { filters, setFilter } = useSearchFilters(FILTERS);
  const query = { ...filters, account };
  const pages = usePages<BankLineWire>({
    ...{ key: keys.bankLines(query), path: '/finance/bank-lines', query },
  });
  return (
    <>
      <Group align="flex-end">
        <SearchBox
          label="Search the lines"
          value={filters.q}
          onSearch={(words) => setFilter('q', words)}
        />
        <ChoiceFilter
          label="State"
          all="All"
          clearLabel="Show all states"
          data={STATES}
          value={filters.state}
          onChange={(state) => setFilter('state', state)}
        />
        <ExportMenu list="bank-lines" filters={query} />
      </Group>
      <MatchingAll account={account} />
      <PageList
        pages={pages}
        empty={<EmptyState title="No lines of the bank">Take in a statement to begin.</EmptyState>}
      >
        {(lines) => <Lines lines={lines} />}
      </PageList>
    </>
  );
}

/** What the bank says, and which of it is in the books. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(FILTERS);
  return (
    <BooksPage title="Bank" description="What the bank says, and which of it is in the books.">
      <BankAccountChoice
        chosen={filters.account}
        onChoose={(account) => setFilter('account', account)}
      >
        {({ account }) => <Account key={account.id} account={account.id} />}
      </BankAccountChoice>
    </BooksPage>
  );
}
