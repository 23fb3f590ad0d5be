import { addDays, dateParts, type CalendarDate } from '../../domain/dates/calendar';
import { fiscalYearStart } from '../../domain/finance/fiscal-year';
import { lineNet, taxesOf, type TaxPart } from '../../domain/receivables/invoices';
import type { Transaction } from '../../platform/database/database';
import type { History } from './history';
import type { PlannedInvoice, PlannedLine } from './invoice-plan';
import { CREDITED, OWN_STATE } from './invoice-texts';
import type { NumberSeries } from './number-series';
import { officeTime } from './office-hours';
import { isoInstant } from './rows';

const PAID_WITHIN_DAYS = 30;
const FISCAL_YEAR_STARTS = 4;

/** An invoice or a credit note as it was issued. */
export interface IssuedInvoice {
  id: string;
  number: string;
  customer: string;
  customerId: string;
  on: CalendarDate;
  dueOn: CalendarDate;
  total: bigint;
  /** Of a credit note, the invoice. */
  credits?: IssuedInvoice;
}

/** What stands in the books before anything is written: the taxes by their code, and where services are earned. */
interface BookKeys {
  taxes: Map<string, { id: string; parts: TaxPart[] }>;
  accountId: string;
}

/** @see BookKeys */
export async function readBookKeys(tx: Transaction): Promise<BookKeys> {
  const taxes = await tx.query<{ code: string; id: string; parts: TaxPart[] }>(
    `SELECT t.code, t.id, json_agg(json_build_object('name', r.name, 'bps', r.bps) ORDER BY r.ordinal) AS parts
     FROM tax t JOIN tax_rate r ON r.tax_id = t.id GROUP BY t.id`,
  );
  const [services] = await tx.query<{ id: string }>(`SELECT account_for('services') AS id`);
  if (!services) throw new Error('services are earned nowhere');
  return { taxes: new Map(taxes.map((tax) => [tax.code, tax])), accountId: services.id };
}

/** The year of a document's number: that which its fiscal year begins in. */
export function numberYear(on: CalendarDate): number {
  return dateParts(fiscalYearStart(on, FISCAL_YEAR_STARTS)).year;
}

/** Adds invoices as drafts with what they come to. {@link issueAll} issues them, in this order. */
export function writeInvoices(
  history: History,
  of: { planned: PlannedInvoice[]; keys: BookKeys; numbers: NumberSeries },
): IssuedInvoice[] {
  const issued: IssuedInvoice[] = [];
  let isCredited = false;
  for (const plan of of.planned) {
    const invoice = writeOne(history, { ...of, plan });
    issued.push(invoice);
    if (isCredited || invoice.customer !== CREDITED.customer || plan.on < '2026-01-01') continue;
    isCredited = true;
    issued.push(writeOne(history, { ...of, plan: creditOf(plan), credits: invoice }));
  }
  return issued;
}

function creditOf(plan: PlannedInvoice): PlannedInvoice {
  const lines = plan.lines.map(({ description, quantityMilli, unitPriceMinor }): PlannedLine => ({
    ...{ description, quantityMilli },
    unitPriceMinor: (unitPriceMinor * CREDITED.percent) / 100n,
  }));
  return { ...plan, lines, on: addDays(plan.on, 1) };
}

interface Writing {
  plan: PlannedInvoice;
  keys: BookKeys;
  numbers: NumberSeries;
  credits?: IssuedInvoice;
}

function writeOne(history: History, writing: Writing): IssuedInvoice {
  const { rows, random } = history;
  const { plan, keys, numbers, credits } = writing;
  const { on, customerId, lines } = plan;
  const customer = rows.of('customer').find(({ id }) => id === customerId);
  const tax = keys.taxes.get(OWN_STATE.includes(String(customer?.city)) ? 'GST-18' : 'IGST-18');
  if (!customer || !tax) throw new Error('an invoice of the demo company lacks customer or tax');
  const nets = lines.map(lineNet);
  const taxes = taxesOf(
    nets.map((net) => ({ net, parts: tax.parts })),
    'line',
  );
  const net = nets.reduce((sum, one) => sum + one, 0n);
  const taxMinor = taxes.reduce((sum, one) => sum + one.tax, 0n);
  const id = random.uuid();
  const issued: IssuedInvoice = {
    ...{ id, customerId, on, customer: String(customer.name), total: net + taxMinor },
    number: numbers.ofYear(credits ? 'CN' : 'INV', numberYear(on)),
    dueOn: credits ? on : addDays(on, PAID_WITHIN_DAYS),
    ...(credits ? { credits } : {}),
  };
  const head = { place: String(customer.city), net, taxMinor };
  rows.add('customer_invoice', headOf(history, { ...writing, issued, head }));
  for (const [at, line] of lines.entries())
    rows.add('customer_invoice_line', {
      ...{ invoice_id: id, ordinal: at + 1, description: line.description },
      ...{ quantity_milli: `${line.quantityMilli}`, unit_price_minor: `${line.unitPriceMinor}` },
      ...{ tax_id: tax.id, account_id: keys.accountId },
      ...{ net_minor: `${nets[at]}`, base_minor: `${nets[at]}` },
    });
  for (const [at, part] of taxes.entries())
    rows.add('customer_invoice_tax', {
      ...{ invoice_id: id, ordinal: at + 1, name: part.name, bps: part.bps },
      ...{ taxable_minor: `${part.taxable}`, tax_minor: `${part.tax}`, base_minor: `${part.tax}` },
    });
  return issued;
}

function headOf(
  { staff }: History,
  of: Writing & {
    issued: IssuedInvoice;
    head: { place: string; net: bigint; taxMinor: bigint };
  },
): Record<string, unknown> {
  const { plan, credits, issued, head } = of;
  const { id, on, dueOn, customer, customerId, total } = issued;
  return {
    ...{ id, kind: credits ? 'credit-note' : 'invoice', status: 'draft', customer_id: customerId },
    ...{ credits_id: credits?.id ?? null, invoiced_on: on, due_on: dueOn, currency: 'INR' },
    ...{ tax_rounding: 'line', bill_to: `${customer}\n${head.place}` },
    ...{ reference: '', notes: credits ? CREDITED.reason : '' },
    ...{ department_id: staff.departmentId(plan.department), project_id: plan.projectId },
    ...{ deal_id: plan.dealId, net_minor: `${head.net}`, tax_minor: `${head.taxMinor}` },
    ...{ total_minor: `${total}`, revision: 1, created_by: staff.by('finance').id },
    created_at: isoInstant(officeTime(on, 10, 30)),
  };
}

/** Issues what was written, one after the other, as finance would have: each credits its deal on its own day. */
export function issueAll(tx: Transaction, issued: IssuedInvoice[], financeId: string): void {
  for (const { id, number, on } of issued)
    tx.send(
      `UPDATE customer_invoice SET status = 'issued', number = $2, rate = 1, base_minor = total_minor, issued_by = $3,
         issued_at = $4 WHERE id = $1`,
      [id, number, financeId, isoInstant(officeTime(on, 11, 0))],
    );
}
