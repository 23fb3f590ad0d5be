import { randomUUID } from 'node:crypto';
import type { InvoiceWire, ReceiptWire, TaxWire } from '../../domain/wire/receivables';
import type { TestAnswer, TestApi } from './api';
import { inr } from './finance';

/** A line of an invoice of tests; without a tax unless one is given. */
export interface TestLine {
  amount: string;
  currency?: string;
  quantity?: string;
  tax?: string;
}

/** What suites do with invoices and receipts, as finance. */
export function receivablesOf(api: () => TestApi) {
  const call = async (method: string, path: string, body?: unknown): Promise<TestAnswer> =>
    (await api().as('finance')).call(method, path, { body });
  const done = async <Body>(method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  const customer = async (name = `Customer ${randomUUID()}`) => {
    const { people } = api().company;
    const [row] = await api().db.query<{ id: string }>(
      `INSERT INTO customer (name, owner_id, department_id)
       SELECT $1, e.id, e.department_id FROM employee e WHERE e.id = $2 RETURNING id`,
      [name, people['sales.rep']],
    );
    return row?.id ?? '';
  };
  const taxId = async (code: string) => {
    const { items } = await done<{ items: TaxWire[] }>('GET', '/taxes');
    return items.find((tax) => tax.code === code)?.id ?? '';
  };
  const content = async (of: {
    customerId: string;
    on: string;
    lines: TestLine[];
    due?: string;
  }) => ({
    ...{ customerId: of.customerId, invoicedOn: of.on, dueOn: of.due ?? of.on, billTo: 'To whom' },
    currency: of.lines[0]?.currency ?? 'INR',
    lines: await Promise.all(
      of.lines.map(async ({ amount, currency = 'INR', quantity = '1', tax }) => ({
        ...{ description: 'Consulting', quantity, unitPrice: { amount, currency } },
        ...(tax ? { taxId: await taxId(tax) } : {}),
      })),
    ),
  });
  const draft = async (of: Parameters<typeof content>[0]) =>
    done<InvoiceWire>('POST', '/customer-invoices', await content(of));
  const issue = ({ id, revision }: InvoiceWire) =>
    done<InvoiceWire>('POST', `/customer-invoices/${id}/issue`, { revision });
  const receiptBody = (of: {
    customerId: string;
    on: string;
    amount: string;
    currency?: string;
    settles?: [invoice: InvoiceWire, amount: string][];
  }) => {
    const { customerId, on, amount, currency = 'INR', settles = [] } = of;
    return {
      ...{ customerId, receivedOn: on, method: 'bank-transfer', amount: { amount, currency } },
      allocations: settles.map(([{ id }, part]) => ({
        ...{ invoiceId: id, amount: { amount: part, currency } },
      })),
    };
  };
  return {
    ...{ call, done, customer, taxId, content, draft, issue, receiptBody, inr },
    issued: async (of: Parameters<typeof content>[0]) => issue(await draft(of)),
    receive: (of: Parameters<typeof receiptBody>[0]) =>
      done<ReceiptWire>('POST', '/customer-receipts', receiptBody(of)),
    invoice: (id: string) => done<InvoiceWire>('GET', `/customer-invoices/${id}`),
    /** The lines of what was posted of a document: account, debit, credit in paise. */
    posted: (sourceId: string) =>
      api().db.query<{ code: string; debit: string; credit: string }>(
        `SELECT a.code, l.debit_minor AS debit, l.credit_minor AS credit FROM journal_entry j
         JOIN journal_line l ON l.entry_id = j.id JOIN account a ON a.id = l.account_id
         WHERE j.source_id = $1 ORDER BY j.number, l.ordinal`,
        [sourceId],
      ),
  };
}
