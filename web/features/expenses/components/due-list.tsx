import { Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReimbursementWire } from '../../../../domain/wire/expenses';
import { DayInput } from '../../../components/day-input';
import { MoneyInput } from '../../../components/money-input';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useMakeBatch } from '../api';
import { ProblemNote } from '../../../components/problem-note';

type Money = ReimbursementWire['open'];

function DueRow(props: {
  item: ReimbursementWire;
  chosen: Money | undefined;
  onChoose: (amount: Money | undefined) => void;
}) {
  const { item, chosen, onChoose } = props;
  const isOwn = useMe().id === item.employee.id;
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          label={`${item.employee.name}: ${item.title}`}
          description={isOwn ? 'Your own: a colleague pays it' : undefined}
          disabled={isOwn}
          checked={chosen !== undefined}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked ? item.open : undefined)}
        />
      </Table.Td>
      <Table.Td>
        <MoneyText value={item.amount} />
        {item.settled.amount !== '0.00' && (
          <Text size="xs" c="dimmed">
            <MoneyText value={item.settled} /> by advances
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <MoneyText value={item.open} />
      </Table.Td>
      <Table.Td>
        <StatusBadge status={item.status} />
      </Table.Td>
      <Table.Td>
        {chosen && (
          <MoneyInput
            aria-label={`Pay for ${item.title} of ${item.employee.name}`}
            maw={140}
            value={chosen}
            onChange={onChoose}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** What is owed: chosen, whole or in part, and put into a batch. */
export function DueList({ items }: { items: ReimbursementWire[] }) {
  const [chosen, setChosen] = useState<Record<string, Money | undefined>>({});
  const [payOn, setPayOn] = useState('');
  const make = useMakeBatch();
  const wanted = items.flatMap(({ claimId }) => {
    const amount = chosen[claimId];
    return amount ? [{ claimId, amount }] : [];
  });
  const save = () =>
    mutateThen(
      make,
      { payOn, items: wanted },
      {
        onSuccess: ({ number }) => {
          notifications.show({ color: 'green', message: `Batch ${number} is made` });
          setChosen({});
        },
      },
    );
  return (
    <Stack>
      <ProblemNote title="No batch was made" problem={make.error} />
      <ScrollTable label="What is owed" head={['Claim', 'Approved', 'Open', 'Status', 'Pay now']}>
        {items.map((item) => (
          <DueRow
            key={item.claimId}
            item={item}
            chosen={chosen[item.claimId]}
            onChoose={(amount) => setChosen({ ...chosen, [item.claimId]: amount })}
          />
        ))}
      </ScrollTable>
      <Group align="flex-end">
        <DayInput label="Pay on" value={payOn} onChange={setPayOn} />
        <Button disabled={wanted.length === 0 || !payOn} loading={make.isPending} onClick={save}>
          Make a batch of {wanted.length}
        </Button>
      </Group>
    </Stack>
  );
}
