import { Alert, Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { parseMoney } from '../../../../domain/money/money';
import type { ReconciliationWire } from '../../../../domain/wire/bank';
import type { MoneyWire } from '../../../../domain/wire/common';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { withQuery } from '../../../lib/api';
import { useSearchFilters } from '../../../lib/search-filters';
import { useReconciliation } from '../bank-api';
import { AsOf } from '../components/as-of';
import { BankAccountChoice } from '../components/bank-account';
import { BooksPage } from '../components/books-page';
import { AmountCell, linesOf } from '../components/figures';

function Row(props: { label: string; value: MoneyWire; to: string; bold?: boolean }) {
  const { label, value, to, bold } = props;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={bold ? 700 : 400}>
        <Anchor component={Link} to={to} size="sm" underline="always">
          {label}
        </Anchor>
      </Table.Th>
      <AmountCell value={value} bold={bold} />
    </Table.Tr>
  );
}

function Figures({ found }: { found: ReconciliationWire }) {
  const { account, asOf } = found;
  const of = { account: account.id, asOf };
  const books = (part: string) => withQuery('/finance/bank/books', { ...of, part });
  return (
    <ScrollTable
      label="Reconciliation"
      figures={[formatDate(asOf)]}
      head={['Figure', formatDate(asOf)]}
    >
      <Row
        label="Balance of the books"
        value={found.book}
        to={linesOf({ account: account.id, to: asOf })}
        bold
      />
      <Row label="Less what only the books have" value={found.inBooksOnly} to={books('since')} />
      <Row
        label="Plus what only the bank has"
        value={found.inBankOnly}
        to={withQuery('/finance/bank', { ...of, state: 'open' })}
      />
      <Row
        label="Less what they were apart before the first statement"
        value={found.beginning}
        to={books('before')}
      />
      <Row
        label="Balance of the bank"
        value={found.statement}
        to={withQuery('/finance/bank', of)}
        bold
      />
    </ScrollTable>
  );
}

function Verdict({ found }: { found: ReconciliationWire }) {
  const isExplained = parseMoney(found.difference).minor === 0n;
  return (
    <Alert
      color={isExplained ? 'green' : 'red'}
      variant="outline"
      role={isExplained ? 'status' : 'alert'}
      title={isExplained ? 'The difference is explained' : 'The difference is not explained'}
    >
      {isExplained
        ? 'Every amount between the two balances is a line above.'
        : `${found.difference.amount} ${found.difference.currency} is on no line.`}
    </Alert>
  );
}

function Reconciliation({ account }: { account: string }) {
  const { filters, setFilter } = useSearchFilters(['asOf'] as const);
  const query = { account, asOf: filters.asOf };
  const reading = useReconciliation(query);
  return (
    <>
      <Group align="flex-end">
        <AsOf value={filters.asOf} onChange={(day) => setFilter('asOf', day)} />
        <ExportMenu list="bank-reconciliation" filters={query} />
      </Group>
      <QueryView query={reading}>
        {(found) => (
          <>
            <Text size="sm">Statements of {formatDateRange(found.from, found.to)}</Text>
            <Figures found={found} />
            <Verdict found={found} />
          </>
        )}
      </QueryView>
    </>
  );
}

/** How the balance of the books comes to that of the bank on a day. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['account'] as const);
  return (
    <BooksPage
      title="Bank reconciliation"
      description="How the balance of the books comes to that of the bank."
    >
      <BankAccountChoice
        chosen={filters.account}
        onChoose={(account) => setFilter('account', account)}
      >
        {({ account, statements }) =>
          statements === null ? (
            <EmptyState title="No statement was taken in yet" />
          ) : (
            <Reconciliation key={account.id} account={account.id} />
          )
        }
      </BankAccountChoice>
    </BooksPage>
  );
}
