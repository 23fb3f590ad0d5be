import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { AllocationWire } from '../../../../domain/wire/receivables';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { useUnsettle } from '../receivables-api';
import { AmountCell } from './figures';
import { Refusal } from './refusal';

const PLACES: Record<AllocationWire['source']['kind'], string> = {
  'customer-receipt': '/finance/receipts',
  'credit-note': '/finance/invoices',
};

function Row({ allocation, today }: { allocation: AllocationWire; today: string }) {
  const unsettle = useUnsettle(allocation.id);
  const { on, amount, exchange, invoice, source, reversed } = allocation;
  return (
    <Table.Tr>
      <Table.Td>{formatDate(on)}</Table.Td>
      <Table.Td>
        <Anchor
          component={Link}
          to={`${PLACES[source.kind]}/${source.id}`}
          size="sm"
          underline="always"
        >
          {source.number}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/finance/invoices/${invoice.id}`}
          size="sm"
          underline="always"
        >
          {invoice.number}
        </Anchor>
      </Table.Td>
      <AmountCell value={amount} />
      <Table.Td>
        <MoneyText value={exchange} />
      </Table.Td>
      <Table.Td>
        {reversed ? (
          <Text size="sm">Taken back</Text>
        ) : (
          <>
            <Button
              variant="default"
              size="xs"
              loading={unsettle.isPending}
              aria-label={`Take back what ${source.number} settles of ${invoice.number}`}
              onClick={() => unsettle.mutate({ on: on > today ? on : today })}
            >
              Take back
            </Button>
            <Refusal title="Not taken back" problem={unsettle.error} />
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** What settled what, each with a way to take it back. */
export function AllocationTable({
  allocations,
  today,
}: {
  allocations: AllocationWire[];
  today: string;
}) {
  if (allocations.length === 0) return <EmptyState title="Nothing is settled yet" />;
  return (
    <ScrollTable
      label="What is settled"
      figures={['Amount']}
      head={['Day', 'With', 'Invoice', 'Amount', 'Exchange', 'Undo']}
    >
      {allocations.map((allocation) => (
        <Row
          key={`${allocation.id} ${allocation.reversed}`}
          allocation={allocation}
          today={today}
        />
      ))}
    </ScrollTable>
  );
}
