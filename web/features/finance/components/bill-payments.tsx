import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { BillPayment } from '../../../../domain/wire/payables';
import { FactList } from '../../../components/fact-list';
import { Section } from '../../../components/section';
import { humanise } from '../../../lib/text';
import { useKeepsBooks } from './books-page';
import { MadeForm, TakePaymentBack } from './payment-forms';

const said = (money: MoneyWire) => formatMoney(parseMoney(money));

/** What was gained or lost by the exchange, in words. */
export function differenceText(difference: MoneyWire): string {
  const { minor, currency } = parseMoney(difference);
  if (minor === 0n) return 'None';
  const amount = formatMoney({ minor: minor < 0n ? -minor : minor, currency });
  return minor > 0n ? `${amount} gained` : `${amount} lost`;
}

function factsOf(payment: BillPayment) {
  const { made, reversed, amount } = payment;
  const isForeign = made !== null && made.base.currency !== amount.currency;
  const source = made?.rate
    ? `at ${made.rate} for one ${amount.currency}, from the exchange rates`
    : 'as the bank said';
  return [
    { label: 'Amount', value: said(amount) },
    { label: 'State', value: humanise(payment.status) },
    { label: 'To be paid on', value: `${formatDate(payment.payOn)}, ${humanise(payment.method)}` },
    { label: 'Asked for by', value: payment.requestedBy.name },
    ...(made ? [{ label: 'Paid on', value: formatDate(made.on) }] : []),
    ...(isForeign
      ? [
          { label: 'Left the bank', value: `${said(made.base)} ${source}` },
          { label: 'Closed of the bill', value: said(made.billBase) },
          { label: 'Exchange difference', value: differenceText(made.difference) },
        ]
      : []),
    ...(reversed
      ? [{ label: 'Taken back', value: `${formatDate(reversed.on)}: ${reversed.reason}` }]
      : []),
  ];
}

function Entry({ id, children }: { id: string | null | undefined; children: string }) {
  const keeps = useKeepsBooks();
  if (!id || !keeps) return null;
  return (
    <Anchor component={Link} to={`/finance/journal/${id}`} size="sm" underline="always">
      {children}
    </Anchor>
  );
}

/** One payment of a bill: what it took, its difference and its entries, and what can be done about it. */
export function BillPaymentSection(props: {
  payment: BillPayment;
  title: string;
  isForeign: boolean;
  today: string;
}) {
  const { payment, title, isForeign, today } = props;
  const keeps = useKeepsBooks();
  const { status, made, reversed, approvalId } = payment;
  const stands = keeps && status === 'approved' && reversed === null;
  return (
    <Section title={title}>
      <Stack>
        <FactList facts={factsOf(payment)} />
        {approvalId && (
          <Anchor component={Link} to={`/approvals/${approvalId}`} size="sm" underline="always">
            Who released it
          </Anchor>
        )}
        <Entry id={made?.entryId}>Its journal entry</Entry>
        <Entry id={reversed?.entryId}>The entry that takes it back</Entry>
        {status === 'pending' && <Text size="sm">It waits for its signatures.</Text>}
        {stands && isForeign && made === null && <MadeForm payment={payment} today={today} />}
        {stands && <TakePaymentBack payment={payment} today={today} />}
      </Stack>
    </Section>
  );
}
