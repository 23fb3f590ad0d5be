import { Table } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import { RATE_COLUMNS } from '../../../../domain/leave/rate-file';
import type { RateCheck } from '../../../../domain/wire/csv-import';
import { CsvImport } from '../../../components/csv-import';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { ScrollTable } from '../../../components/scroll-table';
import { keys } from '../../../lib/query-keys';
import { holdsAny, useMe } from '../../../lib/session';

function Sample({ check }: { check: RateCheck }) {
  return (
    <ScrollTable label="Rates of the file" head={['Line', 'Person', 'From', 'A day is worth']}>
      {check.sample.map(({ line, name, validFrom, rate }) => (
        <Table.Tr key={line}>
          <Table.Td>{line}</Table.Td>
          <Table.Td>{name}</Table.Td>
          <Table.Td>{formatDate(validFrom)}</Table.Td>
          <Table.Td>
            <MoneyText value={rate} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** Enters the daily rates of a file, for HR and admins. */
export function Component() {
  return (
    <>
      <PageHeader title="Import daily rates" />
      {holdsAny(useMe(), 'admin', 'hr') ? (
        <CsvImport<RateCheck>
          path="/daily-rate-imports"
          noun="rate"
          about="A CSV file with one rate a line: the person’s e-mail, the day it holds from (such as 2026-04-01), the amount (such as 3333.33) and its currency (such as INR). A rate that is there already for that day is replaced; your own is somebody else’s to enter."
          headings={Object.values(RATE_COLUMNS)}
          templateName="daily-rates.csv"
          sample={(check) => <Sample check={check} />}
          changes={keys.leavePay}
        />
      ) : (
        <EmptyState title="This page is for HR and admins" />
      )}
    </>
  );
}
