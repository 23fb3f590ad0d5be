import type { Principal } from '../../domain/access/principal';
import type { InvoiceMailsWire, InvoiceMailWire } from '../../domain/wire/invoice-mails';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { findInvoice } from './invoice-queries';

type Row = Omit<InvoiceMailWire, 'at' | 'sentAt'> & { at: Date; sentAt: Date | null };

/**
 * The mails of an invoice, the newest first, each with what became of it, and the contacts of its customer that have an
 * address.
 * @throws DomainError forbidden, not-found
 */
export async function listInvoiceMails(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  id: string,
): Promise<InvoiceMailsWire> {
  const { customer } = await findInvoice(deps, principal, id);
  const [rows, contacts] = await Promise.all([
    deps.db.query<Row>(
      `SELECT s.id, json_build_object('name', s.to_name, 'address', s.to_address) AS "to", s.message,
         json_build_object('id', e.id, 'name', e.name) AS by, s.asked_at AS at, m.status, m.sent_at AS "sentAt"
       FROM customer_invoice_mail s JOIN employee e ON e.id = s.asked_by JOIN mail m ON m.message_id = s.message_id
       WHERE s.invoice_id = $1 ORDER BY s.ordinal DESC`,
      [id],
    ),
    deps.db.query<InvoiceMailsWire['contacts'][number]>(
      `SELECT id, name, email AS address FROM contact
       WHERE customer_id = $1 AND archived_at IS NULL AND email IS NOT NULL ORDER BY created_at, name, id`,
      [customer.id],
    ),
  ]);
  const items = rows.map(({ at, sentAt, ...row }) => ({
    ...{ ...row, at: at.toISOString(), sentAt: sentAt?.toISOString() ?? null },
  }));
  return { items, contacts };
}
