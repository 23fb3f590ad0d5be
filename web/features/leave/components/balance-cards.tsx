import { Paper, Progress, SimpleGrid, Text } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import type { LeaveBalance } from '../../../../domain/wire/records';
import { useMyBalances } from '../api';

const share = (part: string, whole: string) =>
  Number(whole) > 0 ? (Number(part) / Number(whole)) * 100 : 0;

const days = (value: string) => `${Number(value)} day${Number(value) === 1 ? '' : 's'}`;

function BalanceCard({ balance }: { balance: LeaveBalance }) {
  const held = Number(balance.held);
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">
        {balance.name}
      </Text>
      <Text fw={700} fz="xl" lh={1.3}>
        {Number(balance.available)}
        <Text span size="sm" fw={400} c="dimmed">
          {' '}
          left
        </Text>
      </Text>
      <Progress.Root size="sm" mt={6} aria-hidden>
        <Progress.Section value={share(balance.taken, balance.granted)} color="indigo.7" />
        <Progress.Section value={share(balance.held, balance.granted)} color="yellow.6" />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={4}>
        of {days(balance.granted)}, {Number(balance.taken)} taken
        {held > 0 && `, ${held} asked for`}
      </Text>
    </Paper>
  );
}

/** What is left of each type that has a balance. */
export function BalanceCards() {
  const balances = useMyBalances();
  return (
    <QueryView query={balances}>
      {(items) => {
        const counted = items.filter(({ needsBalance }) => needsBalance);
        if (counted.length === 0) return <EmptyState title="No leave is granted to you yet" />;
        return (
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            {counted.map((balance) => (
              <BalanceCard key={balance.type} balance={balance} />
            ))}
          </SimpleGrid>
        );
      }}
    </QueryView>
  );
}
