import { Table } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { PerDiemRateWire } from '../../../../domain/wire/per-diem';
import { MoneyText } from '../../../components/money-text';
import { usePerDiemRates } from '../api';
import { PerDiemForm } from '../components/per-diem-form';
import { RatesForAll } from '../components/rates-for-all';

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

/** What a day away is worth: for everybody to read, for finance to enter. */
export function Component() {
  const query = usePerDiemRates();
  return (
    <RatesForAll
      title="Per diem"
      about="What a day away is worth. A claim keeps the rates of its days; meals that somebody else provides take their share off."
      form={<PerDiemForm />}
      query={query}
      none={{
        title: 'No per diem yet',
        about: 'Without a rate for its place and each of its days, a journey cannot be claimed.',
      }}
      table={{
        ...{ label: 'Per diem', head: HEAD },
        row: (rate) => <RateRow key={`${rate.place} ${rate.startsOn}`} rate={rate} />,
      }}
    />
  );
}
