import { useMutation } from '@tanstack/react-query';
import type {
  InvoiceMailDraft,
  InvoiceMailPreview,
  InvoiceMailsWire,
  NewInvoiceMail,
} from '../../../domain/wire/invoice-mails';
import type {
  BillableCustomer,
  InvoiceContent,
  InvoiceWire,
  NewAllocations,
  NewReceipt,
  NewTax,
  NewTaxRate,
  ReceiptReversal,
  ReceiptWire,
  StatementWire,
  TaxWire,
} from '../../../domain/wire/receivables';
import { api, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { once, useChange, useList, useReading } from './api';

/** The taxes there are. */
export const useTaxes = () => useList<TaxWire>(keys.taxes, '/taxes');

/** Adds a tax. */
export const useAddTax = () => useChange((tax: NewTax) => api.post<TaxWire>('/taxes', tax, once()));

/** Sets what a tax consists of from a day on. */
export const useSetTaxRate = (id: string) =>
  useChange((rate: NewTaxRate) => api.put<TaxWire>(`/taxes/${id}/rates`, rate));

/** The customers that invoices can be made out to. */
export const useBillableCustomers = () =>
  useList<BillableCustomer>(keys.billableCustomers, '/billable-customers');

/** One invoice or credit note. */
export const useInvoice = (id: string) =>
  useReading<InvoiceWire>(keys.invoice(id), `/customer-invoices/${id}`);

/** The invoices of a customer that something is open of, the newest first. */
export const useOpenInvoices = (customerId: string | null) =>
  useList<InvoiceWire>(
    keys.invoices({ customer: customerId, kind: 'invoice', of: 'settling' }),
    '/customer-invoices',
    {
      ...{ customer: customerId ?? undefined, kind: 'invoice', limit: 200 },
    },
  );

/** Drafts an invoice. */
export const useDraft = () =>
  useChange((content: InvoiceContent) =>
    api.post<InvoiceWire>('/customer-invoices', content, once()),
  );

/** Rewrites a draft. */
export const useChangeDraft = ({ id, revision }: InvoiceWire) =>
  useChange((content: InvoiceContent) =>
    api.put<InvoiceWire>(`/customer-invoices/${id}`, { revision, content }),
  );

/** Deletes a draft. */
export const useDeleteDraft = (id: string) =>
  useChange((_: null) => api.delete<undefined>(`/customer-invoices/${id}`));

/** Issues a draft. */
export const useIssue = ({ id, revision }: InvoiceWire) =>
  useChange((_: null) => api.post<InvoiceWire>(`/customer-invoices/${id}/issue`, { revision }));

/** Drafts a credit note. */
export const useCredit = (id: string) =>
  useChange((body: { reason: string }) =>
    api.post<InvoiceWire>(`/customer-invoices/${id}/credit-notes`, body, once()),
  );

/** What was mailed of an invoice, and who can be mailed. */
export const useInvoiceMails = (id: string) =>
  useReading<InvoiceMailsWire>(keys.invoiceMails(id), `/customer-invoices/${id}/mails`);

/** The mail as its recipient will see it. */
export const usePreviewInvoiceMail = (id: string) =>
  useMutation<InvoiceMailPreview, ApiProblem, InvoiceMailDraft>({
    mutationFn: (draft) => api.post(`/customer-invoices/${id}/mail-previews`, draft),
  });

/** Mails what was issued. */
export const useMailInvoice = (id: string) =>
  useChange((mail: NewInvoiceMail) =>
    api.post<InvoiceMailsWire>(`/customer-invoices/${id}/mails`, mail, once()),
  );

/** Takes a settlement back. */
export const useUnsettle = (allocationId: string) =>
  useChange((body: { on: string }) =>
    api.post<InvoiceWire>(`/customer-allocations/${allocationId}/reversals`, body, once()),
  );

/** One receipt. */
export const useReceipt = (id: string) =>
  useReading<ReceiptWire>(keys.receipt(id), `/customer-receipts/${id}`);

/** Records money that came in. */
export const useReceive = () =>
  useChange((receipt: NewReceipt) => api.post<ReceiptWire>('/customer-receipts', receipt, once()));

/** Settles invoices with what is left of a receipt or of a credit note. */
export const useAllocate = (source: {
  kind: 'customer-receipts' | 'customer-invoices';
  id: string;
}) =>
  useChange((wanted: NewAllocations) =>
    api.post<unknown>(`/${source.kind}/${source.id}/allocations`, wanted, once()),
  );

/** Takes a receipt back. */
export const useReverseReceipt = (id: string) =>
  useChange((reversal: ReceiptReversal) =>
    api.post<ReceiptWire>(`/customer-receipts/${id}/reversals`, reversal, once()),
  );

/** Where a customer stands. */
export const useStatement = (id: string, query: QueryParams) =>
  useReading<StatementWire>(keys.statement(id, query), `/customer-statements/${id}`, query);
