import { Table } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import { VEHICLE_NAMES } from '../../../../domain/expenses/mileage';
import type { MileageRateWire } from '../../../../domain/wire/mileage';
import { useMileageRates } from '../api';
import { MileageForm } from '../components/mileage-form';
import { RatesForAll } from '../components/rates-for-all';

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

/** What a kilometre is worth: for everybody to read, for finance to enter. */
export function Component() {
  const query = useMileageRates();
  return (
    <RatesForAll
      title="Mileage"
      about="What a kilometre in a vehicle of one’s own is worth. A claim keeps the rate of the day of its drive; kilometres count from 1 April."
      form={<MileageForm />}
      query={query}
      none={{
        title: 'No mileage rates yet',
        about: 'Without a rate for its day and its vehicle, a drive cannot be claimed.',
      }}
      table={{
        ...{ label: 'Mileage rates', head: HEAD },
        row: (rate) => <RateRow key={`${rate.vehicle} ${rate.startsOn}`} rate={rate} />,
      }}
    />
  );
}
