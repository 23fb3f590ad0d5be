import { Stack, Table } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { PerDiemRateWire } from '../../../../domain/wire/per-diem';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { usePerDiemRates } from '../api';
import { ExpenseLinks } from '../components/expense-links';
import { PerDiemForm } from '../components/per-diem-form';

const HEAD = ['Place', 'From', 'Until', 'Full day', 'First, last', 'Meals less', 'Entered by'];

function RateRow({ rate: row }: { rate: PerDiemRateWire }) {
  const { place, startsOn, until, rate, edgePercent, enteredBy } = row;
  const { breakfast, lunch, dinner } = row.mealPercents;
  return (
    <Table.Tr>
      <Table.Td>{place}</Table.Td>
      <Table.Td>{formatDate(startsOn)}</Table.Td>
      <Table.Td>{until ? `before ${formatDate(until)}` : 'further notice'}</Table.Td>
      <Table.Td>
        <MoneyText value={rate} />
      </Table.Td>
      <Table.Td>{edgePercent} %</Table.Td>
      <Table.Td>
        {breakfast}, {lunch}, {dinner} %
      </Table.Td>
      <Table.Td>{enteredBy.name}</Table.Td>
    </Table.Tr>
  );
}

function Rates() {
  const query = usePerDiemRates();
  return (
    <QueryView query={query}>
      {(rates) =>
        rates.length === 0 ? (
          <EmptyState title="No per diem yet">
            Without a rate for its place and each of its days, a journey cannot be claimed.
          </EmptyState>
        ) : (
          <ScrollTable label="Per diem" head={HEAD}>
            {rates.map((rate) => (
              <RateRow key={`${rate.place} ${rate.startsOn}`} rate={rate} />
            ))}
          </ScrollTable>
        )
      }
    </QueryView>
  );
}

/** What a day away is worth: for everybody to read, for finance to enter. */
export function Component() {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  return (
    <>
      <PageHeader
        title="Per diem"
        description="What a day away is worth. A claim keeps the rates of its days; meals that somebody else provides take their share off."
      />
      <ExpenseLinks />
      <Stack>
        {isFinance && (
          <Section title="Enter a rate">
            <PerDiemForm />
          </Section>
        )}
        <Rates />
      </Stack>
    </>
  );
}
