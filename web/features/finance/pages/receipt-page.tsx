import { useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import type { ReceiptWire } from '../../../../domain/wire/receivables';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { AllocationTable } from '../components/allocation-table';
import { BooksPage } from '../components/books-page';
import { SettleForm } from '../components/settle-form';
import { TakeBackForm } from '../components/take-back-form';
import { useReceipt, useReverseReceipt } from '../receivables-api';

function Reversing({ receipt, today }: { receipt: ReceiptWire; today: string }) {
  const reverse = useReverseReceipt(receipt.id);
  return (
    <Section title="It came to nothing">
      <TakeBackForm
        reverse={reverse}
        on={today}
        validate={({ reason }) => (reason.trim() ? {} : { reason: 'Say why' })}
        effect="What it settled is open again; its entry is mirrored."
        action="Take the receipt back"
      />
    </Section>
  );
}

function factsOf(receipt: ReceiptWire) {
  const { customer, receivedOn, method, reference, amount, left, reversed, base, rate } = receipt;
  return [
    { label: 'Customer', value: customer.name },
    { label: 'Received on', value: formatDate(receivedOn) },
    { label: 'By', value: humanise(method) },
    { label: 'Amount', value: formatMoney(parseMoney(amount)) },
    ...(base.currency === amount.currency
      ? []
      : [
          {
            label: 'In the books',
            value: `${formatMoney(parseMoney(base))} at ${rate} for one ${amount.currency}`,
          },
        ]),
    { label: 'Settles nothing yet', value: formatMoney(parseMoney(left)) },
    ...(reference ? [{ label: 'Reference', value: reference }] : []),
    ...(reversed
      ? [{ label: 'Taken back', value: `${formatDate(reversed.on)}: ${reversed.reason}` }]
      : []),
  ];
}

function Receipt({ receipt }: { receipt: ReceiptWire }) {
  const today = dateIn(useZone());
  const { id, number, customer, amount, left, reversed, allocations } = receipt;
  return (
    <BooksPage title={`Receipt ${number}`}>
      <FactList facts={factsOf(receipt)} />
      <Section title="Settles">
        <AllocationTable allocations={allocations} today={today} />
      </Section>
      {parseMoney(left).minor > 0n && (
        <Section title="Settle with the rest">
          <SettleForm
            source={{ kind: 'customer-receipts', id }}
            customerId={customer.id}
            currency={amount.currency}
          />
        </Section>
      )}
      {!reversed && <Reversing receipt={receipt} today={today} />}
    </BooksPage>
  );
}

function Loaded({ id }: { id: string }) {
  const query = useReceipt(id);
  return <QueryView query={query}>{(receipt) => <Receipt receipt={receipt} />}</QueryView>;
}

/** One receipt: what it settled, and what is left of it. */
export function Component() {
  const { id = '' } = useParams();
  return <Loaded key={id} id={id} />;
}
