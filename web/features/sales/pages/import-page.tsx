import { Alert, Anchor, Button, FileInput, Group, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { IMPORT_HEADINGS, type SalesImport } from '../../../../domain/sales/check-import';
import type { SalesImportCheck } from '../../../../domain/wire/sales-import';
import { EmptyState } from '../../../components/empty-state';
import { LoadingState } from '../../../components/loading-state';
import { ProblemNote } from '../../../components/problem-note';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { count } from '../../../lib/text';
import { ProblemTable } from '../../../components/problem-table';
import { useCheckSalesFile, useImportSales } from '../api';
import { SalesPage, useSells } from '../components/sales-page';

const WHAT = [
  { value: 'customers', label: 'Customers' },
  { value: 'deals', label: 'Deals' },
];

const HELP: Record<SalesImport, string> = {
  customers:
    'One customer a line; only Name is needed. Owner is the e-mail address of a colleague in sales, yours if it is empty.',
  deals:
    'One deal a line, of a customer that is here already. Name, Customer, Amount, Currency and Expected on (such as 2026-12-24) are needed; what is won or lost also says Closed on and Reason.',
};

function Good(props: { of: SalesImport; file: File; check: SalesImportCheck; onMore: () => void }) {
  const { of, file, check, onMore } = props;
  const write = useImportSales(of);
  const lines = count(check.rows, 'line');
  if (write.data)
    return (
      <Alert color="green" variant="outline" role="status" title="Done">
        <Group>
          <Text size="sm">{count(write.data.written, 'line')} added.</Text>
          <Anchor component={Link} to={`/${of}`} size="sm" underline="always">
            See the {of}
          </Anchor>
          <Button size="xs" variant="default" onClick={onMore}>
            Another file
          </Button>
        </Group>
      </Alert>
    );
  return (
    <Stack>
      <Alert color="green" variant="outline" role="status" title="Everything is in order">
        {lines} would be added, all of them or none.
      </Alert>
      <ProblemNote title="Nothing was added" problem={write.error} />
      <ScrollTable label="What would be added" head={['Line', 'Name']}>
        {check.sample.map(({ line, name }) => (
          <Table.Tr key={line}>
            <Table.Td>{line}</Table.Td>
            <Table.Td>{name}</Table.Td>
          </Table.Tr>
        ))}
      </ScrollTable>
      <Group>
        <Button
          loading={write.isPending}
          onClick={() => write.mutate({ file, sha256: check.sha256 })}
        >
          Add {lines}
        </Button>
      </Group>
    </Stack>
  );
}

function Bad({ check }: { check: SalesImportCheck }) {
  return (
    <Stack>
      <Alert color="red" variant="outline" role="alert" title="Nothing can be written yet">
        Something is wrong with {count(check.badRows, 'line')}. Put it right in the file and choose
        it again.
      </Alert>
      <ProblemTable problems={check.problems} />
    </Stack>
  );
}

function ImportOf({ of }: { of: SalesImport }) {
  const [file, setFile] = useState<File | null>(null);
  const check = useCheckSalesFile(of);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    check.reset();
    if (chosen) check.mutate(chosen);
  };
  const template = `\uFEFF${IMPORT_HEADINGS[of].join(',')}\r\n`;
  return (
    <Stack>
      <Text size="sm">{HELP[of]} Nothing is written before you have seen what would be.</Text>
      <Anchor
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(template)}`}
        download={`${of}.csv`}
        size="sm"
        underline="always"
      >
        An empty file with all columns
      </Anchor>
      <FileInput
        label="CSV file"
        placeholder="Choose a file"
        accept=".csv,.tsv,.txt,text/csv"
        clearable
        clearButtonProps={{ 'aria-label': 'Choose no file' }}
        maw={420}
        value={file}
        onChange={choose}
      />
      {check.isPending && <LoadingState />}
      <ProblemNote title="The file could not be checked" problem={check.error} />
      {file && check.data && check.data.problems.length > 0 && <Bad check={check.data} />}
      {file && check.data?.problems.length === 0 && (
        <Good of={of} file={file} check={check.data} onMore={() => choose(null)} />
      )}
    </Stack>
  );
}

/** Adds customers or deals from a CSV file: choose it, see what it comes to, confirm. */
export function Component() {
  const [of, setOf] = useState<SalesImport>('customers');
  const sells = useSells();
  return (
    <SalesPage title="Import">
      {sells ? (
        <Section title="The file">
          <Stack>
            <Select
              label="What it holds"
              allowDeselect={false}
              maw={240}
              data={WHAT}
              value={of}
              onChange={(chosen) => setOf(chosen === 'deals' ? 'deals' : 'customers')}
            />
            <ImportOf key={of} of={of} />
          </Stack>
        </Section>
      ) : (
        <EmptyState title="This page is for sales" />
      )}
    </SalesPage>
  );
}
