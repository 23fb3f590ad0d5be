import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoneyWire } from '../../../domain/money/money';
import type {
  InvoiceMailDraft,
  InvoiceMailPreview,
  InvoiceMailsWire,
  NewInvoiceMail,
} from '../../../domain/wire/invoice-mails';
import type { InvoiceWire } from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import type { Config } from '../../../platform/config/config';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { previewToOutsider } from '../../mail/use-cases/preview-mail';
import { queueMail, type MailProps } from '../../mail/use-cases/queue-mail';
import { listInvoiceMails } from '../invoice-mail-queries';
import { findInvoice } from '../invoice-queries';
import { audit } from './draft-invoice';
import { fileName } from './print-invoice';

interface Deps {
  db: Database;
  clock: Clock;
}
interface Asked<Mail> {
  principal: Principal;
  id: string;
  mail: Mail;
}
type Contact = InvoiceMailsWire['contacts'][number];

/**
 * The mail of an invoice as its recipient will see it; nothing is sent.
 * @throws DomainError forbidden, not-found, conflict (a draft), invalid-input (no contact with an address)
 */
export async function previewInvoiceMail(
  deps: Deps & { config: Pick<Config, 'PUBLIC_URL'> },
  asked: Asked<InvoiceMailDraft>,
): Promise<InvoiceMailPreview> {
  const { invoice, contact } = await find(deps, asked);
  const props = propsOf({ invoice, contact, message: asked.mail.message });
  const { subject, text } = await previewToOutsider(deps, { template: 'customer-invoice', props });
  const to = `${contact.name} <${contact.address}>`;
  return { to, subject, text, attachment: fileName(invoice) };
}

/**
 * Mails an invoice that was issued, with its PDF, to a contact of its customer, and writes down that it was; it is on its
 * way once this is committed. Again is a mail of its own; the same one asked for twice, by a double click or from two
 * windows, is refused.
 * @throws DomainError as {@link previewInvoiceMail}, conflict (one was asked for meanwhile)
 */
export async function mailInvoice(
  deps: Deps & { bus: Bus },
  asked: Asked<NewInvoiceMail>,
): Promise<InvoiceMailsWire> {
  const { principal, id, mail } = asked;
  const { invoice, contact } = await find(deps, asked);
  await deps.db.transaction(async (tx) => {
    const key = `invoice-mail.${randomUUID()}`;
    await writeDown(tx, { ...asked, contact, messageId: `<${key}@netra>` });
    const props = propsOf({ invoice, contact, message: mail.message });
    const to = { userId: null, address: contact.address };
    queueMail(deps, tx, [{ template: 'customer-invoice', to, props, messageKey: key }]);
    audit(tx, { principal, id, action: 'mailed', details: { contactId: contact.id } });
  });
  return listInvoiceMails(deps, principal, id);
}

async function find(
  deps: Deps,
  { principal, id, mail }: Asked<InvoiceMailDraft>,
): Promise<{ invoice: InvoiceWire & { number: string }; contact: Contact }> {
  const [{ number, ...invoice }, { contacts }] = await Promise.all([
    findInvoice(deps, principal, id),
    listInvoiceMails(deps, principal, id),
  ]);
  if (number === null) throw new DomainError('conflict', 'A draft is issued before it is mailed');
  const contact = contacts.find((one) => one.id === mail.contactId);
  if (!contact) {
    const message = `${invoice.customer.name} has no such contact with a mail address`;
    throw invalidInput([{ path: 'contactId', message }]);
  }
  return { invoice: { ...invoice, number }, contact };
}

async function writeDown(
  tx: Transaction,
  of: Asked<NewInvoiceMail> & { contact: Contact; messageId: string },
): Promise<void> {
  const { principal, id, mail, contact, messageId } = of;
  const changed = new DomainError(
    'conflict',
    'It was mailed a moment ago: look at what was sent before you send it again',
  );
  const rows = await tx
    .query(
      `INSERT INTO customer_invoice_mail (id, invoice_id, ordinal, contact_id, to_name, to_address, message, message_id, asked_by)
       SELECT $1, $2, $3::integer + 1, $4, $5, $6, $7, $8, $9
       WHERE (SELECT count(*) FROM customer_invoice_mail WHERE invoice_id = $2) = $3 RETURNING id`,
      [
        ...[randomUUID(), id, mail.after, contact.id, contact.name, contact.address],
        ...[mail.message, messageId, principal.id],
      ],
    )
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'customer_invoice_mail_once' ? changed : error;
    });
  if (rows.length === 0) throw changed;
}

function propsOf(of: {
  invoice: InvoiceWire & { number: string };
  contact: Contact;
  message: string;
}): MailProps<'customer-invoice'> {
  const { invoice, contact, message } = of;
  const { id, kind, number, customer, dueOn, total } = invoice;
  return {
    ...{ invoiceId: id, kind, number, customer: customer.name, contactName: contact.name },
    ...{ total: formatMoneyWire(total), dueOn: kind === 'invoice' ? dueOn : null, message },
  };
}
