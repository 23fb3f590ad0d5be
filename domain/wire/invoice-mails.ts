import { z } from 'zod';
import { instantSchema, personRefSchema } from './common';

/** `POST /customer-invoices/:id/mail-previews`: to whom, and what is said beside the invoice. */
export const invoiceMailDraftSchema = z.strictObject({
  contactId: z.uuid('Choose a contact'),
  message: z.string().trim().max(2000, 'At most 2000 characters').default(''),
});

/** `POST /customer-invoices/:id/mails`. */
export const newInvoiceMailSchema = invoiceMailDraftSchema.extend({
  /** How many mails of the invoice there were when the page was read: the same one is not asked for twice. */
  after: z.int().min(0),
});

/** A mail as its recipient will see it. */
export const invoiceMailPreviewSchema = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  attachment: z.string(),
});

/** A mail of an invoice, and how far it got. */
const invoiceMailSchema = z.object({
  id: z.uuid(),
  to: z.object({ name: z.string(), address: z.string() }),
  message: z.string(),
  by: personRefSchema,
  at: instantSchema,
  status: z.enum(['queued', 'retrying', 'sent', 'failed', 'skipped']),
  sentAt: instantSchema.nullable(),
});

/** `GET /customer-invoices/:id/mails`: the newest first, and who of the customer can be mailed. */
export const invoiceMailsSchema = z.object({
  items: z.array(invoiceMailSchema),
  contacts: z.array(z.object({ id: z.uuid(), name: z.string(), address: z.string() })),
});

/** @see invoiceMailDraftSchema */
export type InvoiceMailDraft = z.output<typeof invoiceMailDraftSchema>;
/** @see newInvoiceMailSchema */
export type NewInvoiceMail = z.output<typeof newInvoiceMailSchema>;
/** @see invoiceMailPreviewSchema */
export type InvoiceMailPreview = z.infer<typeof invoiceMailPreviewSchema>;
/** @see invoiceMailSchema */
export type InvoiceMailWire = z.infer<typeof invoiceMailSchema>;
/** @see invoiceMailsSchema */
export type InvoiceMailsWire = z.infer<typeof invoiceMailsSchema>;
