import type { Principal } from '../../../domain/access/principal';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { formatMoneyWire as text } from '../../../domain/money/money';
import type { InvoiceWire } from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import type { Queryable } from '../../../platform/database/database';
import { createPdf, type PdfDocument } from '../../../platform/pdf/pdf-document';
import { findInvoice, readInvoice } from '../invoice-queries';

const TITLES: Record<InvoiceWire['kind'], string> = {
  invoice: 'Tax invoice',
  'credit-note': 'Credit note',
};
const ROUNDINGS: Record<InvoiceWire['taxRounding'], string> = {
  line: 'Tax is rounded on each line, halves up.',
  document: 'Tax is rounded once for all lines of a rate, halves up.',
};
const DRAFT_COLOUR = '#8a5a00';

/**
 * An invoice or a credit note as a PDF; a draft says that it is one. The same invoice makes the same bytes.
 * @throws DomainError forbidden, not-found
 */
export async function printInvoice(
  deps: { db: Queryable; clock: Clock },
  input: { principal: Principal; id: string },
): Promise<{ name: string; content: Buffer }> {
  return print(await findInvoice(deps, input.principal, input.id), deps.clock.now());
}

/** What was issued, as a PDF for its customer, whoever sends it. @throws DomainError not-found; Error for a draft */
export async function printForCustomer(
  deps: { db: Queryable; clock: Clock },
  id: string,
): Promise<{ name: string; content: Buffer }> {
  const now = deps.clock.now();
  const invoice = await readInvoice(deps.db, { id, today: dateIn('UTC', now) });
  if (invoice.number === null) throw new Error('a draft is not for its customer');
  return print(invoice, now);
}

/** What the file of an invoice is called. */
export function fileName({ number }: Pick<InvoiceWire, 'number'>): string {
  return `${number ?? 'draft'}.pdf`;
}

async function print(invoice: InvoiceWire, now: Date): Promise<{ name: string; content: Buffer }> {
  const title = `${TITLES[invoice.kind]} ${invoice.number ?? 'draft'}`;
  const at = invoice.issuedAt === null ? now : new Date(invoice.issuedAt);
  const pdf = createPdf({ title, at });
  drawHead(pdf, invoice, title);
  drawLines(pdf, invoice);
  drawSums(pdf, invoice);
  return { name: fileName(invoice), content: await pdf.finish(title) };
}

function drawHead(pdf: PdfDocument, invoice: InvoiceWire, title: string): void {
  if (invoice.number === null) pdf.badge('Draft', DRAFT_COLOUR);
  pdf.text('NETRA', { size: 9, weight: 'bold', gap: 0 });
  pdf.text(title, { size: 18, weight: 'bold', gap: 8 });
  pdf.row('Made out to', invoice.billTo);
  pdf.row('Date', formatDate(invoice.invoicedOn));
  if (invoice.kind === 'invoice') pdf.row('Due on', formatDate(invoice.dueOn));
  if (invoice.credits) pdf.row('Credits', invoice.credits.number);
  if (invoice.reference) pdf.row('Your reference', invoice.reference);
  pdf.rule();
}

function drawLines(pdf: PdfDocument, { lines }: InvoiceWire): void {
  lines.forEach(({ description, quantity, unitPrice, net, taxCode }, at) => {
    const tax = taxCode ? `, ${taxCode}` : '';
    pdf.row(
      `Line ${at + 1}`,
      `${description}\n${quantity} × ${text(unitPrice)} = ${text(net)}${tax}`,
    );
  });
  pdf.rule();
}

function drawSums(pdf: PdfDocument, invoice: InvoiceWire): void {
  pdf.row('Net', text(invoice.net));
  for (const { name, bps, taxable, tax } of invoice.taxes)
    pdf.row(`${name} ${bps / 100} %`, `${text(tax)} of ${text(taxable)}`);
  pdf.row('Total', text(invoice.total), { weight: 'bold', size: 11, gap: 8 });
  if (invoice.taxes.length > 0) pdf.text(ROUNDINGS[invoice.taxRounding], { size: 8 });
  if (invoice.notes) pdf.text(invoice.notes);
}
