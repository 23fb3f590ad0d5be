import {
  Alert,
  Anchor,
  Button,
  FileInput,
  Group,
  SimpleGrid,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { STATEMENT_COLUMNS } from '../../../../domain/bank/statement-file';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type {
  BankAccountWire,
  BankStatementWire,
  StatementCheck,
} from '../../../../domain/wire/bank';
import { EmptyState } from '../../../components/empty-state';
import { LoadingState } from '../../../components/loading-state';
import { MoneyInput } from '../../../components/money-input';
import { MoneyText } from '../../../components/money-text';
import { ProblemTable } from '../../../components/problem-table';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { TextCell } from '../../../components/text-cell';
import { withQuery } from '../../../lib/api';
import { useSearchFilters } from '../../../lib/search-filters';
import { count } from '../../../lib/text';
import {
  useCheckStatement,
  useImportStatement,
  useRemoveStatement,
  useStatements,
  type StatementBalances,
} from '../bank-api';
import { BankAccountChoice } from '../components/bank-account';
import { BooksPage } from '../components/books-page';
import { AmountCell } from '../components/figures';
import { Refusal } from '../components/refusal';

const TEMPLATE = `\uFEFF${Object.values(STATEMENT_COLUMNS).join(',')}\r\n`;

function useTaking() {
  const [file, setFile] = useState<File | null>(null);
  const check = useCheckStatement();
  const write = useImportStatement();
  const forget = () => {
    check.reset();
    write.reset();
  };
  return { file, setFile, check, write, forget };
}

function Fields(props: {
  taking: ReturnType<typeof useTaking>;
  of: StatementBalances;
  onChange: (of: StatementBalances) => void;
}) {
  const { taking, of } = props;
  const change = (of: StatementBalances) => {
    taking.forget();
    props.onChange(of);
  };
  const money = (amount: string) => ({ amount, currency: COMPANY_CURRENCY });
  const errorOf = (path: string) =>
    taking.check.error?.errors.find((one) => one.path === path)?.message;
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <MoneyInput
          label="Opening balance"
          description="As the statement says it"
          withAsterisk
          error={errorOf('opening')}
          value={money(of.opening)}
          onChange={({ amount }) => change({ ...of, opening: amount })}
        />
        <MoneyInput
          label="Closing balance"
          description="As the statement says it"
          withAsterisk
          error={errorOf('closing')}
          value={money(of.closing)}
          onChange={({ amount }) => change({ ...of, closing: amount })}
        />
      </SimpleGrid>
      <FileInput
        label="CSV file"
        accept=".csv,.tsv,.txt,text/csv"
        clearable
        clearButtonProps={{ 'aria-label': 'Choose no file' }}
        maw={420}
        value={taking.file}
        onChange={(file) => {
          taking.forget();
          taking.setFile(file);
        }}
      />
    </>
  );
}

function Good(props: { check: StatementCheck; busy: boolean; onWrite: () => void }) {
  const { check } = props;
  return (
    <Stack>
      <Alert color="green" variant="outline" role="status" title="Everything is in order">
        {count(check.rows, 'line')}: <MoneyText value={check.paidIn} /> in,{' '}
        <MoneyText value={check.paidOut} /> out.
      </Alert>
      {check.sample.length < check.rows && (
        <Text size="sm" c="dimmed">{`The first ${check.sample.length} of ${check.rows}:`}</Text>
      )}
      <ScrollTable
        label="Preview"
        figures={['Amount']}
        head={['Line', 'Day', 'Description', 'Reference', 'Amount']}
      >
        {check.sample.map(({ line, on, description, reference, amount }) => (
          <Table.Tr key={line}>
            <Table.Td>{line}</Table.Td>
            <Table.Td>{formatDate(on)}</Table.Td>
            <TextCell>{description}</TextCell>
            <TextCell>{reference}</TextCell>
            <AmountCell value={amount} />
          </Table.Tr>
        ))}
      </ScrollTable>
      <Group>
        <Button loading={props.busy} onClick={props.onWrite}>
          Take in {count(check.rows, 'line')}
        </Button>
      </Group>
    </Stack>
  );
}

function Outcome({ taking, of }: { taking: ReturnType<typeof useTaking>; of: StatementBalances }) {
  const { check, write, file } = taking;
  if (write.data)
    return (
      <Alert color="green" variant="outline" role="status" title="Done">
        {count(write.data.lines, 'line')} taken in.{' '}
        <Anchor
          component={Link}
          to={withQuery('/finance/bank', { account: of.account, state: 'open' })}
          size="sm"
          underline="always"
        >
          Match them
        </Anchor>
      </Alert>
    );
  if (check.isPending) return <LoadingState />;
  if (!check.data || !file) return null;
  const { problems, badRows, rows, sha256 } = check.data;
  if (problems.length === 0)
    return (
      <Good
        check={check.data}
        busy={write.isPending}
        onWrite={() => write.mutate({ file, of, sha256 })}
      />
    );
  return (
    <Stack>
      <Alert color="red" variant="outline" role="alert" title="Nothing can be taken in yet">
        Something is wrong with {count(badRows, 'line')} of {rows}. Put it right and try again.
      </Alert>
      <ProblemTable problems={problems} />
    </Stack>
  );
}

function Taking({ account: { account, statements } }: { account: BankAccountWire }) {
  const [of, setOf] = useState<StatementBalances>({
    ...{ account: account.id, opening: statements?.closing.amount ?? '', closing: '' },
  });
  const taking = useTaking();
  const { file, check, write } = taking;
  const ready = file !== null && of.opening !== '' && of.closing !== '';
  return (
    <Section title="The file">
      <Stack>
        <Text size="sm">
          Days such as 2026-02-25, oldest or newest first; what was paid in and paid out in columns
          of their own. Nothing is written before you have seen what would be, and then all of it
          is, or nothing.
        </Text>
        <Text size="sm">
          <Anchor
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(TEMPLATE)}`}
            download="statement.csv"
            size="sm"
            underline="always"
          >
            An empty file with all columns
          </Anchor>
        </Text>
        <Refusal title="The file could not be checked" problem={check.error} />
        <Refusal title="Nothing was taken in" problem={write.error} />
        <Fields taking={taking} of={of} onChange={setOf} />
        <Group>
          <Button
            variant="default"
            disabled={!ready}
            loading={check.isPending}
            onClick={() => file && check.mutate({ file, of })}
          >
            See what it comes to
          </Button>
        </Group>
        <Outcome taking={taking} of={of} />
      </Stack>
    </Section>
  );
}

function Statement({ statement }: { statement: BankStatementWire }) {
  const { id, from, to, opening, closing, lines, matched, importedBy, removable } = statement;
  const remove = useRemoveStatement(id);
  return (
    <Table.Tr>
      <Table.Td>{formatDateRange(from, to)}</Table.Td>
      <AmountCell value={opening} />
      <AmountCell value={closing} />
      <Table.Td>
        {matched} of {lines}
      </Table.Td>
      <Table.Td>{importedBy.name}</Table.Td>
      <Table.Td>
        {removable && (
          <Button
            variant="default"
            size="compact-sm"
            loading={remove.isPending}
            aria-label={`Remove the statement of ${formatDateRange(from, to)}`}
            onClick={() => remove.mutate(null)}
          >
            Remove
          </Button>
        )}
        <Refusal title="Not removed" problem={remove.error} />
      </Table.Td>
    </Table.Tr>
  );
}

function Statements({ account }: { account: string }) {
  const query = useStatements(account);
  return (
    <Section title="Statements so far">
      <QueryView query={query}>
        {(statements) =>
          statements.length === 0 ? (
            <EmptyState title="No statements yet" />
          ) : (
            <ScrollTable
              label="Statements"
              figures={['Opening', 'Closing']}
              head={['Days', 'Opening', 'Closing', 'Matched', 'Taken in by', 'Actions']}
            >
              {statements.map((statement) => (
                <Statement key={statement.id} statement={statement} />
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
    </Section>
  );
}

/** Takes in statements of a bank. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['account'] as const);
  return (
    <BooksPage title="Take in a bank statement">
      <BankAccountChoice
        chosen={filters.account}
        onChoose={(account) => setFilter('account', account)}
      >
        {(account) => (
          <>
            <Taking key={account.account.id} account={account} />
            <Statements account={account.account.id} />
          </>
        )}
      </BankAccountChoice>
    </BooksPage>
  );
}
