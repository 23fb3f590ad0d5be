import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { BankLineDetail } from '../../../../domain/wire/bank';
import { QueryView } from '../../../components/query-view';
import { useReceiveLine } from '../bank-api';
import { useBillableCustomers } from '../receivables-api';
import { Refusal } from './refusal';
import { allocationsOf, SettlingFields, type Parts } from './settling';

/** Records a line of the bank as money that came in from a customer, and says what it settles. */
export function BankReceiveForm({ line }: { line: BankLineDetail }) {
  const customers = useBillableCustomers();
  const receive = useReceiveLine(line.id);
  const [customerId, setCustomer] = useState<string | null>(null);
  const [parts, setParts] = useState<Parts>({});
  const { currency } = line.amount;
  return (
    <QueryView query={customers}>
      {(all) => (
        <Stack>
          <Refusal title="Not recorded" problem={receive.error} />
          <Select
            label="Customer"
            maw={420}
            searchable
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
            value={customerId}
            onChange={(id) => {
              setCustomer(id);
              setParts({});
            }}
          />
          {customerId && (
            <SettlingFields
              customerId={customerId}
              currency={currency}
              parts={parts}
              onChange={setParts}
            />
          )}
          <Group>
            <Button
              variant="default"
              disabled={customerId === null}
              loading={receive.isPending}
              onClick={() =>
                customerId &&
                receive.mutate({ customerId, allocations: allocationsOf(parts, currency) })
              }
            >
              Record the receipt
            </Button>
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}
