import { Group, Stack, Table, Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { LeaveBalance, LeaveBucket } from '../../../../domain/wire/records';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { ChangeBalanceButton } from './change-balance';

const days = (value: string) =>
  `${Number(value)} ${Math.abs(Number(value)) === 1 ? 'day' : 'days'}`;

function sentence({ available, granted, taken, held }: LeaveBalance): string {
  const asked = Number(held) > 0 ? `, ${days(held)} asked for` : '';
  return `${days(available)} left: ${days(granted)} given, ${days(taken)} taken${asked}.`;
}

function usableUntil({ expiresOn }: LeaveBucket): string {
  return expiresOn === null ? 'Never lost' : formatDate(expiresOn);
}

function Buckets({ balance }: { balance: LeaveBalance }) {
  return (
    <ScrollTable
      label={`What ${balance.name} is made of`}
      head={['Used in this order', 'Given', 'Used', 'Lost or paid out', 'Left', 'Usable until']}
    >
      {balance.buckets.map((bucket) => (
        <Table.Tr key={bucket.id}>
          <Table.Td>{bucket.name}</Table.Td>
          <Table.Td>{Number(bucket.granted)}</Table.Td>
          <Table.Td>{Number(bucket.used)}</Table.Td>
          <Table.Td>{Number(bucket.removed)}</Table.Td>
          <Table.Td fw={600}>{Number(bucket.left)}</Table.Td>
          <Table.Td>{usableUntil(bucket)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** What somebody has of one type of leave, in words, and the buckets it is made of; HR may change it. */
export function AccountBalance(props: { balance: LeaveBalance; mayChange: boolean }) {
  const { balance, mayChange } = props;
  return (
    <Section
      title={balance.name}
      actions={
        mayChange && (
          <Group gap="xs">
            <ChangeBalanceButton balance={balance} how="adjustments" />
            <ChangeBalanceButton balance={balance} how="encashments" />
          </Group>
        )
      }
    >
      <Stack gap="sm">
        <Text>{sentence(balance)}</Text>
        {balance.buckets.length > 0 && <Buckets balance={balance} />}
      </Stack>
    </Section>
  );
}
