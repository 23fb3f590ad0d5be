import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoney, parseMoney } from '../../../domain/money/money';
import { baseShare, openOf, type Settled } from '../../../domain/receivables/settlement';
import type { InvoiceWire, NewAllocations } from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { findInvoice } from '../invoice-queries';
import { audit } from './draft-invoice';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * What has not happened yet is not in the books: a figure of today would know of what only comes.
 * @param on nothing, where the first day that fits counts
 * @throws DomainError invalid-input at `path` for a day ahead
 */
export function refuseAhead(
  { clock }: { clock: Clock },
  { principal, on, path = 'on' }: { principal: Principal; on?: CalendarDate; path?: string },
): void {
  if (on !== undefined && on > dateIn(principal.zone, clock.now()))
    throw invalidInput([{ path, message: 'This date is in the future' }]);
}

/** What settles: money that came in, or a credit note. */
type SourceRef = { receiptId: string } | { creditNoteId: string };

interface Document extends Settled {
  id: string;
  number: string;
  customerId: string;
  currency: string;
  on: CalendarDate;
}
type Row = Record<'total' | 'base' | 'settled' | 'settledBase', string> &
  Omit<Document, 'total' | 'base' | 'settled' | 'settledBase'>;

const SOURCE = `SELECT d.*, coalesce(sum(a.amount_minor), 0)::text AS settled,
    coalesce(sum(a.source_base_minor), 0)::text AS "settledBase"
  FROM (SELECT id, number, customer_id AS "customerId", currency, received_on AS "on", amount_minor AS total, base_minor AS base
      FROM customer_receipt WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM customer_receipt_reversal WHERE receipt_id = $1)
    UNION ALL SELECT id, number, customer_id, currency, invoiced_on, total_minor, base_minor
      FROM customer_invoice WHERE id = $1 AND kind = 'credit-note' AND status = 'issued') AS d
  LEFT JOIN customer_allocation a ON coalesce(a.receipt_id, a.credit_note_id) = d.id
  GROUP BY d.id, d.number, d."customerId", d.currency, d."on", d.total, d.base`;

const INVOICE = `SELECT i.id, i.number, i.customer_id AS "customerId", i.currency, i.invoiced_on AS "on", i.total_minor AS total,
    i.base_minor AS base, s.settled, s."settledBase"
  FROM customer_invoice i, LATERAL (SELECT coalesce(sum(a.amount_minor), 0)::text AS settled,
    coalesce(sum(a.invoice_base_minor), 0)::text AS "settledBase" FROM customer_allocation a WHERE a.invoice_id = i.id) AS s
  WHERE i.id = $1 AND i.kind = 'invoice' AND i.status = 'issued'`;

/**
 * Settles invoices with a receipt or a credit note, in the caller's transaction. Whoever settles the same invoice, or with
 * the same source, at that moment is waited for.
 * @throws DomainError conflict (the source was taken back), invalid-input at each amount that is too much or does not fit
 */
export async function settle(
  tx: Transaction,
  input: { principal: Principal; source: SourceRef } & NewAllocations,
): Promise<void> {
  const { principal, source: ref, on, allocations } = input;
  const source = await lockSource(tx, ref);
  for (const [at, { invoiceId, amount }] of allocations.entries()) {
    const invoice = await lockInvoice(tx, invoiceId);
    const refuse = (member: string, message: string) =>
      invalidInput([{ path: `allocations.${at}.${member}`, message }]);
    if (!invoice || invoice.customerId !== source.customerId)
      throw refuse('invoiceId', `There is no such invoice of the customer of ${source.number}`);
    const { minor, currency } = parseMoney(amount);
    for (const document of [invoice, source])
      if (currency !== document.currency)
        throw refuse('amount.currency', `${document.number} is in ${document.currency}`);
      else if (minor > openOf(document))
        throw refuse('amount.amount', `Only ${openText(document)} of ${document.number} is open`);
    const earliest = invoice.on > source.on ? invoice.on : source.on;
    if (on !== undefined && on < earliest)
      throw invalidInput([{ path: 'on', message: `The earliest day for this is ${earliest}` }]);
    const part = { principal, ref, source, invoice, minor, on: on ?? earliest };
    await insertAllocation(tx, part);
    source.settledBase += baseShare(source, minor);
    source.settled += minor;
  }
}

/** Settles with a credit note what is open of its invoice, in the caller's transaction. */
export async function creditInvoice(
  tx: Transaction,
  { principal, creditNoteId }: { principal: Principal; creditNoteId: string },
): Promise<void> {
  const [note] = await tx.query<{ invoiceId: string }>(
    'SELECT credits_id AS "invoiceId" FROM customer_invoice WHERE id = $1',
    [creditNoteId],
  );
  const ref = { creditNoteId };
  const source = await lockSource(tx, ref);
  const invoice = note && (await lockInvoice(tx, note.invoiceId));
  if (!invoice) throw new Error('a credit note has an invoice');
  const [open, left] = [openOf(invoice), openOf(source)];
  const minor = open < left ? open : left;
  if (minor > 0n)
    await insertAllocation(tx, { principal, ref, source, invoice, minor, on: source.on });
}

/**
 * Settles further invoices with what is left of a credit note, on a day that is not ahead.
 * @throws DomainError as {@link settle}
 */
export async function useCreditNote(
  deps: Deps,
  input: { principal: Principal; id: string; wanted: NewAllocations },
): Promise<InvoiceWire> {
  const { principal, id, wanted } = input;
  refuseAhead(deps, { principal, on: wanted.on });
  const note = await findInvoice(deps, principal, id);
  if (note.kind !== 'credit-note') throw new DomainError('conflict', 'Only a credit note settles');
  await deps.db.transaction(async (tx) => {
    await settle(tx, { principal, source: { creditNoteId: id }, ...wanted });
    audit(tx, { principal, id, action: 'used' });
  });
  return findInvoice(deps, principal, id);
}

/**
 * Takes back, by its mirror, what settled an invoice: both are open again.
 * @throws DomainError not-found, conflict (taken back already), invalid-input (before it settled, or a day ahead)
 */
export async function unsettle(
  deps: Deps,
  input: { principal: Principal; allocationId: string; on: CalendarDate },
): Promise<InvoiceWire> {
  const { principal, allocationId, on } = input;
  refuseAhead(deps, { principal, on });
  const invoiceId = await deps.db.transaction(async (tx) => {
    const [found] = await tx.query<{ invoiceId: string; on: CalendarDate }>(
      `SELECT invoice_id AS "invoiceId", allocated_on AS "on" FROM customer_allocation
       WHERE id = $1 AND reverses_id IS NULL`,
      [allocationId],
    );
    if (!found) throw new DomainError('not-found', 'Nothing of this id settles an invoice');
    if (on < found.on)
      throw invalidInput([{ path: 'on', message: `It settled on ${found.on} only` }]);
    await mirror(tx, { principal, where: 'a.id = $1', id: allocationId, on });
    audit(tx, { principal, id: found.invoiceId, action: 'unsettled' });
    return found.invoiceId;
  });
  return findInvoice(deps, principal, invoiceId);
}

const MIRRORED = ['customer_allocation_reverses_id_key', 'customer_allocation_fits'];

/**
 * Mirrors allocations that match, in the caller's transaction; those of one id once.
 * @throws DomainError conflict when one was taken back a moment ago
 */
export async function mirror(
  tx: Transaction,
  of: { principal: Principal; where: string; id: string; on: CalendarDate },
): Promise<void> {
  await tx
    .query(
      `INSERT INTO customer_allocation (receipt_id, credit_note_id, invoice_id, allocated_on, amount_minor,
         invoice_base_minor, source_base_minor, reverses_id, created_by)
       SELECT a.receipt_id, a.credit_note_id, a.invoice_id, $2, -a.amount_minor, -a.invoice_base_minor,
         -a.source_base_minor, a.id, $3
       FROM customer_allocation a WHERE ${of.where} AND a.reverses_id IS NULL`,
      [of.id, of.on, of.principal.id],
    )
    .catch((error: unknown) => {
      // Whoever comes second finds less than nothing left, or the mirror itself.
      if (!MIRRORED.includes(violatedConstraint(error) ?? '')) throw error;
      throw new DomainError('conflict', 'This was taken back already');
    });
}

/**
 * Locks a source against being used by others until the transaction ends.
 * @throws DomainError conflict when it is none any more
 */
export async function lockSource(tx: Transaction, ref: SourceRef): Promise<Document> {
  const id = 'receiptId' in ref ? ref.receiptId : ref.creditNoteId;
  tx.send(`SELECT pg_advisory_xact_lock(hashtextextended('settles ' || $1, 0))`, [id]);
  const [row] = await tx.query<Row>(SOURCE, [id]);
  if (!row) throw new DomainError('conflict', 'What should settle this was taken back');
  return toDocument(row);
}

async function lockInvoice(tx: Transaction, id: string): Promise<Document | undefined> {
  tx.send('SELECT 1 FROM customer_invoice WHERE id = $1 FOR UPDATE', [id]);
  const [row] = await tx.query<Row>(INVOICE, [id]);
  return row && toDocument(row);
}

function toDocument({ total, base, settled, settledBase, ...rest }: Row): Document {
  return {
    ...rest,
    ...{ total: BigInt(total), base: BigInt(base) },
    ...{ settled: BigInt(settled), settledBase: BigInt(settledBase) },
  };
}

function openText(document: Document): string {
  return formatMoney({ minor: openOf(document), currency: document.currency });
}

async function insertAllocation(
  tx: Transaction,
  of: {
    principal: Principal;
    ref: SourceRef;
    source: Document;
    invoice: Document;
    minor: bigint;
    on: CalendarDate;
  },
): Promise<void> {
  const { principal, ref, source, invoice, minor, on } = of;
  const [receiptId, creditNoteId] =
    'receiptId' in ref ? [ref.receiptId, null] : [null, ref.creditNoteId];
  await tx.query(
    `INSERT INTO customer_allocation (receipt_id, credit_note_id, invoice_id, allocated_on, amount_minor,
       invoice_base_minor, source_base_minor, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[receiptId, creditNoteId, invoice.id, on],
      ...[minor, baseShare(invoice, minor), baseShare(source, minor)].map(String),
      principal.id,
    ],
  );
}
