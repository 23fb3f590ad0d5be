import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatDate } from '../../../../domain/dates/format';
import type { BatchWire } from '../../../../domain/wire/expenses';
import { MoneyText } from '../../../components/money-text';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useEndBatch } from '../api';
import { ProblemNote } from '../../../components/problem-note';

const fileOf = ({ id }: BatchWire, format: string) =>
  `/api/v1/reimbursement-batches/${id}/bank-file?format=${format}`;

function Ending({ batch }: { batch: BatchWire }) {
  const end = useEndBatch(batch.id);
  const finish = (verb: 'pay' | 'cancel') =>
    mutateThen(end, verb, {
      onSuccess: ({ number, status }) =>
        notifications.show({ color: 'green', message: `${number} is ${status}` }),
    });
  return (
    <>
      <ProblemNote title="Not changed" problem={end.error} />
      <Group>
        <Button
          aria-label={`The bank has paid ${batch.number}`}
          loading={end.isPending}
          onClick={() => finish('pay')}
        >
          The bank has paid it
        </Button>
        <Button
          aria-label={`Cancel ${batch.number}`}
          variant="default"
          onClick={() => finish('cancel')}
        >
          Cancel
        </Button>
      </Group>
    </>
  );
}

/** A batch: what is in it, its files for the bank, and how it ends. */
export function BatchCard({ batch }: { batch: BatchWire }) {
  const { number, payOn, status, total, items } = batch;
  return (
    <Section title={`Batch ${number}`} actions={<StatusBadge status={status} />}>
      <Stack gap="sm">
        <Text size="sm">
          <MoneyText value={total} /> to be paid on {formatDate(payOn)}
        </Text>
        <List size="sm">
          {items.map(({ claimId, title, employee, amount, accountEnding }) => (
            <List.Item key={claimId} style={{ overflowWrap: 'anywhere' }}>
              {employee.name}, account ending in {accountEnding}: <MoneyText value={amount} /> for{' '}
              {title}
            </List.Item>
          ))}
        </List>
        {status !== 'cancelled' && (
          <Group>
            <Anchor href={fileOf(batch, 'pain.001')} size="sm" underline="always" download>
              {number} for the bank (pain.001)
            </Anchor>
            <Anchor href={fileOf(batch, 'csv')} size="sm" underline="always" download>
              {number} as CSV
            </Anchor>
          </Group>
        )}
        {status === 'open' && <Ending batch={batch} />}
      </Stack>
    </Section>
  );
}
