import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { dateIn } from '../../../../domain/dates/today';
import type { PayableAdvance } from '../../../../domain/wire/expenses';
import { DayInput } from '../../../components/day-input';
import { ErrorState } from '../../../components/error-state';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { usePayableAdvances, usePayAdvance } from '../api';

function PayForm({ advance }: { advance: PayableAdvance }) {
  const { zone } = useMe();
  const [paidOn, setPaidOn] = useState(() => dateIn(zone, new Date()));
  const pay = usePayAdvance(advance.id);
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    mutateThen(pay, paidOn, {
      onSuccess: () => notifications.show({ color: 'green', message: 'The advance is paid' }),
    });
  };
  return (
    <form onSubmit={send} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <DayInput
          aria-label={`Paid on, to ${advance.employee.name}`}
          w={140}
          value={paidOn}
          error={pay.error?.message}
          onChange={setPaidOn}
        />
        <Button type="submit" variant="default" loading={pay.isPending}>
          Paid
        </Button>
      </Group>
    </form>
  );
}

function Row({ advance, pays }: { advance: PayableAdvance; pays: boolean }) {
  const me = useMe();
  const { employee, amount, purpose, neededBy, approvalId } = advance;
  return (
    <Table.Tr>
      <Table.Td>
        {employee.name}
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          <Anchor component={Link} to={`/approvals/${approvalId}`} size="xs" underline="always">
            {purpose}
          </Anchor>
        </Text>
      </Table.Td>
      <Table.Td>{formatDate(neededBy)}</Table.Td>
      <Table.Td>
        <MoneyText value={amount} />
      </Table.Td>
      {pays && <Table.Td>{employee.id !== me.id && <PayForm advance={advance} />}</Table.Td>}
    </Table.Tr>
  );
}

/** Approved advances that wait to be paid; nothing while there are none. */
export function PayableAdvances() {
  const query = usePayableAdvances();
  const pays = holdsAny(useMe(), 'finance', 'admin');
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || query.data.length === 0) return null;
  const head = ['Person', 'Needed by', 'Amount'];
  return (
    <Section title="Approved, to be paid">
      <ScrollTable label="Advances to be paid" head={pays ? [...head, 'Paid on'] : head}>
        {query.data.map((advance) => (
          <Row key={advance.id} advance={advance} pays={pays} />
        ))}
      </ScrollTable>
    </Section>
  );
}
