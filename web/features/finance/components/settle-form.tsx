import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { mutateThen } from '../../../lib/mutate-then';
import { useAllocate } from '../receivables-api';
import { Refusal } from './refusal';
import { allocationsOf, SettlingFields, type Parts } from './settling';

/** Settles open invoices of a customer with what is left of a receipt or of a credit note. */
export function SettleForm(props: {
  source: { kind: 'customer-receipts' | 'customer-invoices'; id: string };
  customerId: string;
  currency: string;
}) {
  const [parts, setParts] = useState<Parts>({});
  const allocate = useAllocate(props.source);
  const allocations = allocationsOf(parts, props.currency);
  return (
    <Stack>
      <Refusal title="Not settled" problem={allocate.error} />
      <SettlingFields {...props} parts={parts} onChange={setParts} />
      <Group>
        <Button
          loading={allocate.isPending}
          disabled={allocations.length === 0}
          onClick={() => mutateThen(allocate, { allocations }, { onSuccess: () => setParts({}) })}
        >
          Settle
        </Button>
      </Group>
    </Stack>
  );
}
