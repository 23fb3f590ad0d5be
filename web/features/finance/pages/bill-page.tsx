import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { BillWire } from '../../../../domain/wire/payables';
import { FactList } from '../../../components/fact-list';
import { QueryView } from '../../../components/query-view';
import { withQuery } from '../../../lib/api';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { BillPaymentSection, differenceText } from '../components/bill-payments';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { useBill } from '../payables-api';

const said = (money: MoneyWire) => formatMoney(parseMoney(money));
const isForeign = ({ amount, base }: BillWire) => amount.currency !== base.currency;

function factsOf(bill: BillWire) {
  const { billNumber, amount, tax, billedOn, rate, order } = bill;
  const both = (own: MoneyWire, base: MoneyWire) =>
    isForeign(bill) ? `${said(own)}, in the books ${said(base)}` : said(own);
  return [
    { label: 'Vendor', value: bill.vendor },
    { label: 'Their number', value: billNumber },
    { label: 'State', value: humanise(bill.state) },
    { label: 'Date', value: formatDate(billedOn) },
    { label: 'Due on', value: formatDate(bill.dueOn) },
    { label: 'Amount', value: both(amount, bill.base) },
    ...(parseMoney(tax).minor > 0n ? [{ label: 'Of it tax', value: both(tax, bill.baseTax) }] : []),
    { label: 'Open', value: both(bill.open, bill.openBase) },
    ...(rate
      ? [
          {
            label: 'Rate',
            value: `${rate} for one ${amount.currency} on ${formatDate(billedOn)}, from the exchange rates`,
          },
          { label: 'Exchange differences', value: differenceText(bill.difference) },
        ]
      : []),
    ...(order ? [{ label: 'Purchase order', value: order }] : []),
    { label: 'Description', value: bill.description },
    { label: 'Handed in by', value: bill.requestedBy.name },
  ];
}

function Links({ bill }: { bill: BillWire }) {
  const keeps = useKeepsBooks();
  return (
    <>
      {bill.approvalId && (
        <Anchor component={Link} to={`/approvals/${bill.approvalId}`} underline="always">
          Who approved it
        </Anchor>
      )}
      {bill.entryId && keeps && (
        <Anchor component={Link} to={`/finance/journal/${bill.entryId}`} underline="always">
          Its journal entry
        </Anchor>
      )}
    </>
  );
}

function Bill({ bill }: { bill: BillWire }) {
  const today = dateIn(useZone());
  const { number, payments, amount } = bill;
  const ask = { bill: number ?? '', currency: amount.currency };
  return (
    <BooksPage
      title={`Bill ${number ?? bill.billNumber}`}
      forHeads
      actions={
        number !== null &&
        parseMoney(bill.open).minor > 0n && (
          <Button component={Link} to={withQuery('/requests/new/payment-release', ask)}>
            Ask for its payment
          </Button>
        )
      }
    >
      <FactList facts={factsOf(bill)} />
      <Links bill={bill} />
      {payments.length === 0 && <Text size="sm">Nobody has asked for its payment.</Text>}
      <Stack>
        {payments.map((payment, at) => (
          <BillPaymentSection
            key={payment.id}
            payment={payment}
            title={`Payment ${at + 1}`}
            isForeign={isForeign(bill)}
            today={today}
          />
        ))}
      </Stack>
    </BooksPage>
  );
}

function Loaded({ id }: { id: string }) {
  const query = useBill(id);
  return <QueryView query={query}>{(bill) => <Bill bill={bill} />}</QueryView>;
}

/** One bill of a vendor: both amounts, its payments, and what the exchange made of them. */
export function Component() {
  const { id = '' } = useParams();
  return <Loaded key={id} id={id} />;
}
