import { Paper, Progress, SimpleGrid, Text } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import type { LeaveBalance } from '../../../../domain/wire/records';
import { useMyBalances } from '../api';
import { translateIfKnown, useT } from '../../../lib/i18n/language';

const share = (part: string, whole: string) =>
  Number(whole) > 0 ? (Number(part) / Number(whole)) * 100 : 0;

function BalanceCard({ balance }: { balance: LeaveBalance }) {
  const t = useT();
  const held = Number(balance.held);
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">
        {translateIfKnown(balance.name)}
      </Text>
      <Text fw={700} fz="xl" lh={1.3}>
        {Number(balance.available)}
        <Text span size="sm" fw={400} c="dimmed">
          {' '}
          {t('left')}
        </Text>
      </Text>
      <Progress.Root size="sm" mt={6} aria-hidden>
        <Progress.Section value={share(balance.taken, balance.granted)} color="indigo.7" />
        <Progress.Section value={share(balance.held, balance.granted)} color="yellow.6" />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={4}>
        {t('of {{count}} days, {{taken}} taken', {
          count: Number(balance.granted),
          taken: Number(balance.taken),
        })}
        {held > 0 && `, ${t('{{held}} asked for', { held })}`}
      </Text>
    </Paper>
  );
}

/** What is left of each type that has a balance. */
export function BalanceCards() {
  const t = useT();
  const balances = useMyBalances();
  return (
    <QueryView query={balances}>
      {(items) => {
        const counted = items.filter(({ needsBalance }) => needsBalance);
        if (counted.length === 0) return <EmptyState title={t('No leave is granted to you yet')} />;
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
