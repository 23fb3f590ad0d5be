import { Stack, Table } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import { VEHICLE_NAMES } from '../../../../domain/expenses/mileage';
import type { MileageRateWire } from '../../../../domain/wire/mileage';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { useMileageRates } from '../api';
import { ExpenseLinks } from '../components/expense-links';
import { MileageForm } from '../components/mileage-form';

const HEAD = ['Vehicle', 'From', 'Until', 'Per km', 'Above a year’s', 'Entered by'];

function RateRow({ rate: row }: { rate: MileageRateWire }) {
  const { vehicle, startsOn, until, rate, currency, yearly, enteredBy } = row;
  return (
    <Table.Tr>
      <Table.Td>{VEHICLE_NAMES[vehicle]}</Table.Td>
      <Table.Td>{formatDate(startsOn)}</Table.Td>
      <Table.Td>{until ? `before ${formatDate(until)}` : 'further notice'}</Table.Td>
      <Table.Td>
        {rate} {currency}
      </Table.Td>
      <Table.Td>
        {yearly ? `${yearly.aboveKm} km: ${yearly.rate} ${currency}` : 'the same'}
      </Table.Td>
      <Table.Td>{enteredBy.name}</Table.Td>
    </Table.Tr>
  );
}

function Rates() {
  const query = useMileageRates();
  return (
    <QueryView query={query}>
      {(rates) =>
        rates.length === 0 ? (
          <EmptyState title="No mileage rates yet">
            Without a rate for its day and its vehicle, a drive cannot be claimed.
          </EmptyState>
        ) : (
          <ScrollTable label="Mileage rates" head={HEAD}>
            {rates.map((rate) => (
              <RateRow key={`${rate.vehicle} ${rate.startsOn}`} rate={rate} />
            ))}
          </ScrollTable>
        )
      }
    </QueryView>
  );
}

/** What a kilometre is worth: for everybody to read, for finance to enter. */
export function Component() {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  return (
    <>
      <PageHeader
        title="Mileage"
        description="What a kilometre in a vehicle of one’s own is worth. A claim keeps the rate of the day of its drive; kilometres count from 1 April."
      />
      <ExpenseLinks />
      <Stack>
        {isFinance && (
          <Section title="Enter a rate">
            <MileageForm />
          </Section>
        )}
        <Rates />
      </Stack>
    </>
  );
}
