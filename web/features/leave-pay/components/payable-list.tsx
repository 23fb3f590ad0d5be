import { Alert, Anchor, Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { LeavePayableWire } from '../../../../domain/wire/leave-pay';
import { DayInput } from '../../../components/day-input';
import { LeaveTypeName } from '../../../components/leave-type-name';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { count } from '../../../lib/text';
import { usePayLeave } from '../api';

function Amount({ row }: { row: LeavePayableWire }) {
  if (!row.amount || !row.rate) return <>–</>;
  return (
    <>
      <MoneyText value={row.amount} />
      <Text size="xs" c="dimmed">
        {Number(row.days)} × <MoneyText value={row.rate} />
      </Text>
    </>
  );
}

function Person({ row, mayEnter }: { row: LeavePayableWire; mayEnter: boolean }) {
  const { id, name } = row.employee;
  if (!mayEnter) return <>{name}</>;
  return (
    <Anchor component={Link} to={`/leave/account?person=${id}`} size="sm" underline="always">
      {name}
    </Anchor>
  );
}

interface Choice {
  chosen: ReadonlySet<string>;
  onChoose: (id: string, isChosen: boolean) => void;
}

function Row({ row, choice }: { row: LeavePayableWire; choice: Choice | null }) {
  const me = useMe();
  const { id, employee, status } = row;
  return (
    <Table.Tr>
      {choice && (
        <Table.Td>
          <Checkbox
            aria-label={`Pay ${employee.name} for ${Number(row.days)} days of ${formatDate(row.on)}`}
            disabled={status !== 'due' || employee.id === me.id}
            checked={choice.chosen.has(id)}
            onChange={(event) => choice.onChoose(id, event.currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td>
        <Person row={row} mayEnter={holdsAny(me, 'hr', 'admin')} />
        <Text size="xs" c="dimmed">
          <LeaveTypeName code={row.type} />
        </Text>
      </Table.Td>
      <Table.Td>{Number(row.days)}</Table.Td>
      <Table.Td>{formatDate(row.on)}</Table.Td>
      <Table.Td>
        <Amount row={row} />
      </Table.Td>
      <Table.Td>
        <StatusBadge status={status} />
        {row.problem && <Text size="xs">{row.problem}</Text>}
        {row.paidOn && (
          <Text size="xs" c="dimmed">
            on {formatDate(row.paidOn)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function PayBar({ chosen, onPaid }: { chosen: ReadonlySet<string>; onPaid: () => void }) {
  const [paidOn, setPaidOn] = useState('');
  const pay = usePayLeave();
  const save = () =>
    mutateThen(
      pay,
      { ids: [...chosen], paidOn },
      {
        onSuccess: ({ paid }) => {
          notifications.show({ color: 'green', message: `${count(paid, 'amount')} paid` });
          onPaid();
        },
      },
    );
  return (
    <Stack gap="xs">
      {pay.error && (
        <Alert color="red" variant="outline" role="alert" title="Nothing was marked as paid">
          {pay.error.errors[0]?.message ?? pay.error.message}
        </Alert>
      )}
      <Group align="flex-end">
        <DayInput label="Paid on" value={paidOn} onChange={setPaidOn} />
        <Button
          disabled={chosen.size === 0 || paidOn === ''}
          loading={pay.isPending}
          onClick={save}
        >
          Mark {chosen.size} as paid
        </Button>
      </Group>
    </Stack>
  );
}

const HEAD = ['Person', 'Days', 'By the rate of', 'Amount', 'Status'];

/** What is owed; those who pay choose what has been paid. */
export function PayableList({ rows }: { rows: LeavePayableWire[] }) {
  const mayPay = holdsAny(useMe(), 'finance', 'admin');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const onChoose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <Stack gap="sm">
      <ScrollTable label="What is owed for leave" head={mayPay ? ['Pay', ...HEAD] : HEAD}>
        {rows.map((row) => (
          <Row key={row.id} row={row} choice={mayPay ? { chosen, onChoose } : null} />
        ))}
      </ScrollTable>
      {mayPay && <PayBar chosen={chosen} onPaid={() => setChosen(new Set())} />}
    </Stack>
  );
}
