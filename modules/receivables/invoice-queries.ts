import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import { quantityText, type TaxRounding } from '../../domain/receivables/invoices';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { InvoiceQuery, InvoiceRow, InvoiceWire } from '../../domain/wire/receivables';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { containing } from '../../platform/database/pattern';
import type { Clock } from '../../platform/clock/clock';
import { requireBooks } from '../finance/policy';
import { listAllocations } from './allocation-queries';

interface Row {
  id: string;
  kind: InvoiceRow['kind'];
  number: string | null;
  state: InvoiceRow['state'];
  customerId: string;
  customerName: string;
  invoicedOn: CalendarDate;
  dueOn: CalendarDate;
  currency: string;
  total: string;
  settled: string;
  base: string | null;
  settledBase: string;
}

/** Drafts are named so; the rest follows from what is open and from the day ($1). */
const invoices = (columns: string) => `SELECT ${columns} FROM (
    SELECT i.*, c.name AS customer_name, s.settled, s.settled_base,
      CASE WHEN i.status = 'draft' THEN 'draft' WHEN s.settled >= i.total_minor THEN 'settled'
        WHEN i.kind = 'invoice' AND i.due_on < $1 THEN 'overdue' WHEN s.settled > 0 THEN 'part-settled'
        ELSE 'open' END AS state
    FROM customer_invoice i JOIN customer c ON c.id = i.customer_id,
      LATERAL (SELECT coalesce(sum(a.amount_minor), 0) AS settled, coalesce(sum(CASE i.kind WHEN 'invoice'
          THEN a.invoice_base_minor ELSE a.source_base_minor END), 0) AS settled_base FROM customer_allocation a
        WHERE CASE i.kind WHEN 'invoice' THEN a.invoice_id ELSE a.credit_note_id END = i.id) AS s
  ) AS v`;
const ROW = `v.id, v.kind, v.number, v.state, v.customer_id AS "customerId", v.customer_name AS "customerName",
  v.invoiced_on AS "invoicedOn", v.due_on AS "dueOn", v.currency, v.total_minor AS total, v.settled::text AS settled,
  v.base_minor::text AS base, v.settled_base::text AS "settledBase"`;

/** Invoices and credit notes, the newest day first. @throws DomainError forbidden */
export async function listInvoices(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  query: InvoiceQuery,
): Promise<Page<InvoiceRow>> {
  requireBooks(principal);
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const rows = await deps.db.query<Row>(
    `${invoices(ROW)}
     WHERE ($2::text IS NULL OR v.number ILIKE $2 OR v.customer_name ILIKE $2 OR v.reference ILIKE $2)
       AND ($3::uuid IS NULL OR v.customer_id = $3) AND ($4::text IS NULL OR v.state = $4)
       AND ($5::text IS NULL OR v.kind = $5) AND ($6::date IS NULL OR (v.invoiced_on, v.id) < ($6, $7::uuid))
     ORDER BY v.invoiced_on DESC, v.id DESC LIMIT $8`,
    [
      ...[dateIn(principal.zone, deps.clock.now()), containing(query.q), query.customer ?? null],
      ...[query.state ?? null, query.kind ?? null],
      ...[after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ invoicedOn, id }) => ({ sortKey: invoicedOn, id }),
    present: presentRow,
  });
}

function presentRow(row: Row): InvoiceRow {
  const { customerId, customerName, currency, total, settled, base, settledBase, ...invoice } = row;
  const money = (minor: bigint) => toMoneyWire({ minor, currency });
  const inBooks = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });
  return {
    ...invoice,
    customer: { id: customerId, name: customerName },
    total: money(BigInt(total)),
    open: money(row.state === 'draft' ? 0n : BigInt(total) - BigInt(settled)),
    base: base === null ? null : inBooks(BigInt(base)),
    openBase: base === null ? null : inBooks(BigInt(base) - BigInt(settledBase)),
  };
}

interface WholeRow extends Row {
  revision: number;
  creditsId: string | null;
  creditsNumber: string | null;
  taxRounding: TaxRounding;
  billTo: string;
  reference: string;
  notes: string;
  departmentId: string | null;
  projectId: string | null;
  deal: InvoiceWire['deal'];
  net: string;
  tax: string;
  rate: string | null;
  createdBy: PersonRef;
  issuedBy: PersonRef | null;
  issuedAt: Date | null;
  lines: LineRow[];
  taxes: { name: string; bps: number; taxable: string; tax: string }[];
  creditNotes: { id: string; number: string | null; total: string }[];
}
interface LineRow {
  description: string;
  quantity: string;
  price: string;
  net: string;
  taxId: string | null;
  taxCode: string | null;
  account: { id: string; code: string; name: string };
}

const PERSON = (id: string) =>
  `(SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = ${id})`;
/** Amounts as text: JSON has only numbers that lose digits. */
const WHOLE = `${ROW}, v.revision, v.credits_id AS "creditsId",
  (SELECT n.number FROM customer_invoice n WHERE n.id = v.credits_id) AS "creditsNumber", v.tax_rounding AS "taxRounding",
  v.bill_to AS "billTo", v.reference, v.notes, v.department_id AS "departmentId", v.project_id AS "projectId",
  (SELECT json_build_object('id', k.id, 'number', k.number, 'name', k.name) FROM deal k WHERE k.id = v.deal_id) AS deal,
  v.net_minor AS net, v.tax_minor AS tax, trim_scale(v.rate)::text AS rate,
  ${PERSON('v.created_by')} AS "createdBy", ${PERSON('v.issued_by')} AS "issuedBy", v.issued_at AS "issuedAt",
  coalesce((SELECT json_agg(json_build_object('description', l.description, 'quantity', l.quantity_milli::text,
      'price', l.unit_price_minor::text, 'net', l.net_minor::text, 'taxId', l.tax_id, 'taxCode', t.code,
      'account', json_build_object('id', a.id, 'code', a.code, 'name', a.name)) ORDER BY l.ordinal)
    FROM customer_invoice_line l JOIN account a ON a.id = l.account_id LEFT JOIN tax t ON t.id = l.tax_id
    WHERE l.invoice_id = v.id), '[]') AS lines,
  coalesce((SELECT json_agg(json_build_object('name', x.name, 'bps', x.bps, 'taxable', x.taxable_minor::text,
      'tax', x.tax_minor::text) ORDER BY x.ordinal)
    FROM customer_invoice_tax x WHERE x.invoice_id = v.id), '[]') AS taxes,
  coalesce((SELECT json_agg(json_build_object('id', n.id, 'number', n.number, 'total', n.total_minor::text)
      ORDER BY n.created_at, n.id) FROM customer_invoice n WHERE n.credits_id = v.id), '[]') AS "creditNotes"`;

/** One invoice or credit note, whole. @throws DomainError forbidden, not-found */
export async function findInvoice(
  deps: { db: Queryable; clock: Clock },
  principal: Principal,
  id: string,
): Promise<InvoiceWire> {
  requireBooks(principal);
  return readInvoice(deps.db, { id, today: dateIn(principal.zone, deps.clock.now()) });
}

/** {@link findInvoice}, whoever asks. @throws DomainError not-found */
export async function readInvoice(
  db: Queryable,
  { id, today }: { id: string; today: CalendarDate },
): Promise<InvoiceWire> {
  const [row] = await db.query<WholeRow>(`${invoices(WHOLE)} WHERE v.id = $2`, [today, id]);
  if (!row) throw new DomainError('not-found', 'There is no such invoice');
  const of = row.kind === 'invoice' ? { invoiceId: id } : { creditNoteId: id };
  return present(row, await listAllocations(db, of));
}

function present(row: WholeRow, allocations: InvoiceWire['allocations']): InvoiceWire {
  const { currency, creditsId, creditsNumber, net, tax, issuedAt } = row;
  const money = (minor: string) => toMoneyWire({ minor: BigInt(minor), currency });
  const { revision, taxRounding, billTo, reference, notes, departmentId, projectId, rate } = row;
  return {
    ...presentRow(rowOf(row)),
    ...{ revision, currency, taxRounding, billTo, reference, notes, departmentId, projectId, rate },
    ...{ net: money(net), tax: money(tax), allocations, deal: row.deal },
    credits: creditsId === null ? null : { id: creditsId, number: creditsNumber ?? '' },
    lines: row.lines.map(({ quantity, price, ...line }) => ({
      ...{ ...line, net: money(line.net), unitPrice: money(price) },
      quantity: quantityText(BigInt(quantity)),
    })),
    taxes: row.taxes.map((part) => ({
      ...{ ...part, taxable: money(part.taxable), tax: money(part.tax) },
    })),
    creditNotes: row.creditNotes.map((note) => ({ ...note, total: money(note.total) })),
    ...{ createdBy: row.createdBy, issuedBy: row.issuedBy },
    issuedAt: issuedAt?.toISOString() ?? null,
  };
}

function rowOf(row: WholeRow): Row {
  const { id, kind, number, state, customerId, customerName, invoicedOn, dueOn } = row;
  const { currency, total, settled, base, settledBase } = row;
  return {
    ...{ id, kind, number, state, customerId, customerName, invoicedOn, dueOn },
    ...{ currency, total, settled, base, settledBase },
  };
}
