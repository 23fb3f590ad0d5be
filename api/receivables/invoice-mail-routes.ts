import { z } from 'zod';
import {
  invoiceMailDraftSchema,
  invoiceMailPreviewSchema,
  invoiceMailsSchema,
  newInvoiceMailSchema,
} from '../../domain/wire/invoice-mails';
import { listInvoiceMails } from '../../modules/receivables/invoice-mail-queries';
import { mailInvoice, previewInvoiceMail } from '../../modules/receivables/use-cases/mail-invoice';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const forFinance = { tag: 'Receivables', access: ['finance', 'admin'] } satisfies Partial<Route>;
const params = z.object({ id: z.uuid() });

/** Mailing what was issued to a contact of its customer, and what was mailed when. */
export function invoiceMailRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...forFinance,
      method: 'get',
      path: '/customer-invoices/:id/mails',
      summary:
        'What was mailed of an invoice, the newest first, and who of the customer can be mailed',
      params,
      answer: invoiceMailsSchema,
      handle: ({ params: { id }, principal }) => listInvoiceMails(deps, principal, id),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices/:id/mail-previews',
      summary: 'The mail of an invoice as its recipient will see it; nothing is sent',
      params,
      body: invoiceMailDraftSchema,
      answer: invoiceMailPreviewSchema,
      handle: ({ params: { id }, body, principal }) =>
        previewInvoiceMail(deps, { principal, id, mail: body }),
    }),
    defineRoute({
      ...forFinance,
      method: 'post',
      path: '/customer-invoices/:id/mails',
      summary: 'Mail an invoice, with its PDF, to a contact of its customer',
      params,
      body: newInvoiceMailSchema,
      answer: invoiceMailsSchema,
      status: 201,
      creates: true,
      handle: ({ params: { id }, body, principal }) =>
        mailInvoice(deps, { principal, id, mail: body }),
    }),
  ];
}
