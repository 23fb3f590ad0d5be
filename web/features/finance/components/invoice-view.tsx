import { Anchor, List, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { InvoiceWire } from '../../../../domain/wire/receivables';
import { FactList } from '../../../components/fact-list';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { AmountCell, TotalRow } from './figures';

const said = (money: MoneyWire) => formatMoney(parseMoney(money));

function factsOf(invoice: InvoiceWire) {
  const { customer, billTo, invoicedOn, dueOn, deal, reference, base, rate, currency, notes } =
    invoice;
  const isForeign = base !== null && base.currency !== currency;
  return [
    { label: 'Customer', value: customer.name },
    { label: 'Made out to', value: billTo },
    { label: 'Date', value: formatDate(invoicedOn) },
    { label: 'Due on', value: formatDate(dueOn) },
    { label: 'Open', value: said(invoice.open) },
    ...(deal ? [{ label: 'Deal', value: `${deal.number}, ${deal.name}` }] : []),
    ...(reference ? [{ label: 'Their reference', value: reference }] : []),
    ...(isForeign ? [{ label: 'In the books', value: `${said(base)} at ${rate ?? ''}` }] : []),
    ...(notes ? [{ label: 'Notes', value: notes }] : []),
  ];
}

/** What an invoice says, line by line, and what it comes to. */
export function InvoiceView({ invoice }: { invoice: InvoiceWire }) {
  const { lines, taxes, net, total, credits, creditNotes } = invoice;
  return (
    <Stack>
      <FactList facts={factsOf(invoice)} />
      {credits && (
        <Anchor component={Link} to={`/finance/invoices/${credits.id}`} underline="always">
          Credits {credits.number}
        </Anchor>
      )}
      <ScrollTable
        label="Lines"
        figures={['Price of one', 'Amount']}
        head={['What', 'Quantity', 'Price of one', 'Tax', 'Amount']}
      >
        {lines.map((line, at) => (
          <Table.Tr key={at}>
            <TextCell>{line.description}</TextCell>
            <Table.Td>{line.quantity}</Table.Td>
            <AmountCell value={line.unitPrice} />
            <Table.Td>{line.taxCode}</Table.Td>
            <AmountCell value={line.net} />
          </Table.Tr>
        ))}
      </ScrollTable>
      <ScrollTable label="Sums" figures={['Amount']} head={['Of', 'Amount']}>
        <TotalRow label="Net" amounts={[net]} />
        {taxes.map(({ name, bps, tax }) => (
          <Table.Tr key={`${name} ${bps}`}>
            <Table.Th scope="row">
              {name} {bps / 100} %
            </Table.Th>
            <AmountCell value={tax} />
          </Table.Tr>
        ))}
        <TotalRow label="Total" amounts={[total]} />
      </ScrollTable>
      {creditNotes.length > 0 && (
        <>
          <Text size="sm">Credit notes</Text>
          <List size="sm">
            {creditNotes.map((note) => (
              <List.Item key={note.id}>
                <Anchor
                  component={Link}
                  to={`/finance/invoices/${note.id}`}
                  size="sm"
                  underline="always"
                >
                  {note.number ?? 'Draft'}
                </Anchor>{' '}
                {said(note.total)}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}
