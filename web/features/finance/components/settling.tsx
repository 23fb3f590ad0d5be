import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { InvoiceRow, NewAllocations } from '../../../../domain/wire/receivables';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import { MoneyInput } from '../../../components/money-input';
import { QueryView } from '../../../components/query-view';
import { useOpenInvoices } from '../receivables-api';

/** The amounts typed beside open invoices, by invoice. */
export type Parts = Record<string, string>;

/** What of typed amounts is sent, in the order of the list: those that are not empty. */
export function allocationsOf(parts: Parts, currency: string): NewAllocations['allocations'] {
  return Object.entries(parts)
    .filter(([, amount]) => amount !== '')
    .map(([invoiceId, amount]) => ({ invoiceId, amount: { amount, currency } }));
}

const isOpen = ({ open, state }: InvoiceRow) => state !== 'draft' && parseMoney(open).minor > 0n;

/** The open invoices of a customer in a currency, each with a field for what of it is settled. */
export function SettlingFields(props: {
  customerId: string;
  currency: string;
  parts: Parts;
  onChange: (parts: Parts) => void;
  errors?: Record<string, string>;
}) {
  const { customerId, currency, parts, onChange, errors = {} } = props;
  const query = useOpenInvoices(customerId);
  return (
    <QueryView query={query}>
      {(invoices) => {
        const open = invoices.filter((one) => isOpen(one) && one.open.currency === currency);
        if (open.length === 0)
          return <Text size="sm">Nothing of this customer is open in {currency}.</Text>;
        return (
          <Stack gap="xs">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {open.map((invoice) => (
                <MoneyInput
                  key={invoice.id}
                  label={`Settles of ${invoice.number ?? ''}`}
                  description={`${formatMoney(parseMoney(invoice.open))} is open`}
                  error={errors[invoice.id]}
                  value={{ amount: parts[invoice.id] ?? '', currency } satisfies MoneyWire}
                  onChange={({ amount }) => onChange({ ...parts, [invoice.id]: amount })}
                />
              ))}
            </SimpleGrid>
          </Stack>
        );
      }}
    </QueryView>
  );
}
