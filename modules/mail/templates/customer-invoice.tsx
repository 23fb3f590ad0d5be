import { formatDate } from '../../../domain/dates/format';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { Facts, MailLayout, Paragraph, Quote, Remark } from './layout';

/** Brings a customer an invoice or a credit note. It leads nowhere: its reader has no account. */
export function CustomerInvoiceMail({ props }: { props: MailProps<'customer-invoice'> }) {
  const words = useWords();
  const { kind, number, customer, contactName, total, dueOn, message } = props;
  const facts = [
    { label: words.invoiceFor, value: customer },
    { label: words.invoiceTotal, value: total },
    ...(dueOn === null ? [] : [{ label: words.invoiceDue, value: formatDate(dueOn) }]),
  ];
  const lead = words.invoiceLead(contactName, kind);
  return (
    <MailLayout preview={lead} heading={words.invoiceSubject(kind, number)}>
      <Paragraph>{lead}</Paragraph>
      {message !== '' && <Quote>{message}</Quote>}
      <Facts facts={facts} />
      <Remark>{words.invoiceRemark}</Remark>
    </MailLayout>
  );
}
