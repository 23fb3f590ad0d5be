import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type { InvoiceContent, InvoiceWire } from '../../../domain/wire/receivables';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findInvoice } from '../invoice-queries';
import { reckon } from '../reckon-invoice';
import { writeParts } from '../write-parts';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Drafts an invoice: it has no number, and nothing is posted until it is issued.
 * @throws DomainError invalid-input (no such customer, department, project or deal, a tax without a rate that day)
 */
export async function draftInvoice(
  deps: Deps,
  input: { principal: Principal; content: InvoiceContent },
): Promise<InvoiceWire> {
  const { principal, content } = input;
  const id = randomUUID();
  await deps.db.transaction(async (tx) => {
    await requireReferences(tx, content);
    await insertDraft(tx, { ...input, id, kind: 'invoice', creditsId: null });
  });
  return findInvoice(deps, principal, id);
}

/**
 * Drafts a credit note with all lines of an invoice that was issued: what is not taken back is taken off the draft.
 * @throws DomainError not-found, conflict (a draft, or itself a credit note)
 */
export async function draftCreditNote(
  deps: Deps,
  input: { principal: Principal; invoiceId: string; reason: string },
): Promise<InvoiceWire> {
  const { principal, invoiceId, reason } = input;
  const invoice = await findInvoice(deps, principal, invoiceId);
  if (invoice.kind !== 'invoice' || invoice.state === 'draft')
    throw new DomainError('conflict', 'Only an invoice that was issued is credited');
  const today = dateIn(principal.zone, deps.clock.now());
  const on = today > invoice.invoicedOn ? today : invoice.invoicedOn;
  const content = { ...contentOf(invoice), invoicedOn: on, dueOn: on, notes: reason };
  const id = randomUUID();
  await deps.db.transaction((tx) =>
    insertDraft(tx, { principal, content, id, kind: 'credit-note', creditsId: invoice.id }),
  );
  return findInvoice(deps, principal, id);
}

/** What an invoice says, as a draft is written. */
export function contentOf(invoice: InvoiceWire): InvoiceContent {
  const { customer, invoicedOn, dueOn, currency, taxRounding, billTo, reference, notes } = invoice;
  return {
    ...{
      customerId: customer.id,
      invoicedOn,
      dueOn,
      currency,
      taxRounding,
      billTo,
      reference,
      notes,
    },
    ...{ departmentId: invoice.departmentId, projectId: invoice.projectId },
    dealId: invoice.deal?.id,
    lines: invoice.lines.map(({ description, quantity, unitPrice, taxId, account }) => ({
      ...{ description, quantity, unitPrice, taxId, accountId: account.id },
    })),
  };
}

/**
 * Rewrites a draft. A credit note stays with its customer and in its currency.
 * @throws DomainError not-found, conflict (issued, or somebody changed it since it was read), invalid-input
 */
export async function changeDraft(
  deps: Deps,
  input: { principal: Principal; id: string; revision: number; content: InvoiceContent },
): Promise<InvoiceWire> {
  const { principal, id, revision, content } = input;
  const draft = await findInvoice(deps, principal, id);
  if (
    draft.credits &&
    (content.customerId !== draft.customer.id || content.currency !== draft.currency)
  )
    throw invalidInput([
      { path: 'content.customerId', message: 'A credit note stays its invoice’s' },
    ]);
  await deps.db.transaction(async (tx) => {
    await requireReferences(tx, content, 'content.');
    const { net, tax, ...parts } = await reckon(
      tx,
      content,
      await taxDay(tx, { ...content, creditsId: draft.credits?.id }),
    );
    const rows = await tx.query(
      `UPDATE customer_invoice SET ${SET}, revision = revision + 1
       WHERE id = $1 AND status = 'draft' AND revision = $16 RETURNING id`,
      [...columnsOf(id, content, { net, tax }), revision],
    );
    if (rows.length === 0) throw changedMeanwhile(draft);
    writeParts(tx, id, parts);
  });
  return findInvoice(deps, principal, id);
}

/** Deletes a draft: it never had a number. @throws DomainError not-found, conflict (it was issued) */
export async function deleteDraft(
  deps: Deps,
  input: { principal: Principal; id: string },
): Promise<void> {
  const { principal, id } = input;
  const draft = await findInvoice(deps, principal, id);
  await deps.db.transaction(async (tx) => {
    const [row] = await tx.query(
      `SELECT id FROM customer_invoice WHERE id = $1 AND status = 'draft' FOR UPDATE`,
      [id],
    );
    if (!row) throw changedMeanwhile({ ...draft, state: 'open' });
    for (const table of ['customer_invoice_line', 'customer_invoice_tax'])
      tx.send(`DELETE FROM ${table} WHERE invoice_id = $1`, [id]);
    tx.send('DELETE FROM customer_invoice WHERE id = $1', [id]);
    audit(tx, { principal, id, action: 'deleted' });
  });
}

/** The refusal of a change to what is no draft any more, or another one by now. */
export function changedMeanwhile({
  state,
  number,
}: Pick<InvoiceWire, 'state' | 'number'>): DomainError {
  return state === 'draft'
    ? new DomainError('conflict', 'Somebody changed this draft meanwhile: read it again')
    : new DomainError('conflict', `${number ?? 'It'} was issued and stays as it is`);
}

/** Writes down who did what with an invoice. */
export function audit(
  tx: Transaction,
  of: { principal: Principal; id: string; action: string; details?: Record<string, unknown> },
): void {
  recordAudit(tx, [
    {
      ...{ actorId: of.principal.id, action: `customer-invoice.${of.action}`, channel: 'app' },
      ...{ subjectType: 'customer-invoice', subjectId: of.id, details: of.details },
    },
  ]);
}

/** The day whose taxes count: of a credit note that of its invoice, since the same tax is taken back. */
export async function taxDay(
  db: Queryable,
  of: { creditsId: string | null | undefined; invoicedOn: CalendarDate },
): Promise<CalendarDate> {
  const [credited] = await db.query<{ on: CalendarDate }>(
    'SELECT invoiced_on AS "on" FROM customer_invoice WHERE id = $1',
    [of.creditsId ?? null],
  );
  return credited?.on ?? of.invoicedOn;
}

const SET = `customer_id = $2, invoiced_on = $3, due_on = $4, currency = $5, tax_rounding = $6, bill_to = $7,
  reference = $8, notes = $9, department_id = $10, project_id = $11, deal_id = $12, net_minor = $13, tax_minor = $14,
  total_minor = $15`;

async function insertDraft(
  tx: Transaction,
  draft: {
    principal: Principal;
    content: InvoiceContent;
    id: string;
    kind: InvoiceWire['kind'];
    creditsId: string | null;
  },
): Promise<void> {
  const { principal, content, id, kind, creditsId } = draft;
  const taxedOn = await taxDay(tx, { ...content, creditsId });
  const { net, tax, ...parts } = await reckon(tx, content, taxedOn);
  tx.send(
    `INSERT INTO customer_invoice (id, customer_id, invoiced_on, due_on, currency, tax_rounding, bill_to, reference, notes,
       department_id, project_id, deal_id, net_minor, tax_minor, total_minor, kind, credits_id, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [...columnsOf(id, content, { net, tax }), kind, creditsId, principal.id],
  );
  writeParts(tx, id, parts);
  audit(tx, { principal, id, action: 'drafted' });
}

function columnsOf(
  id: string,
  content: InvoiceContent,
  { net, tax }: { net: bigint; tax: bigint },
): unknown[] {
  const { customerId, invoicedOn, dueOn, currency, taxRounding, billTo, reference, notes } =
    content;
  return [
    ...[id, customerId, invoicedOn, dueOn, currency, taxRounding, billTo, reference, notes],
    ...[content.departmentId ?? null, content.projectId ?? null, content.dealId ?? null],
    ...[net, tax, net + tax].map(String),
  ];
}

async function requireReferences(
  tx: Transaction,
  content: InvoiceContent,
  prefix = '',
): Promise<void> {
  const problems = await tx.query<FieldProblem>(
    `SELECT $4 || p.path AS path, p.message FROM (VALUES
       ('customerId', 'There is no such customer', EXISTS (SELECT 1 FROM customer WHERE id = $1 AND archived_at IS NULL)),
       ('departmentId', 'There is no such department',
         $2::uuid IS NULL OR EXISTS (SELECT 1 FROM department WHERE id = $2)),
       ('projectId', 'There is no such project', $3::uuid IS NULL OR EXISTS (SELECT 1 FROM project WHERE id = $3)),
       ('dealId', 'This customer has signed no such deal', $5::uuid IS NULL
         OR EXISTS (SELECT 1 FROM deal WHERE id = $5 AND customer_id = $1 AND stage = 'won')),
       ('dealId', 'That project came of another deal', NOT EXISTS (SELECT 1 FROM deal_handover h
         WHERE $5::uuid IS NOT NULL AND h.project_id = $3 AND h.deal_id <> $5))
     ) AS p (path, message, is_fine) WHERE NOT p.is_fine`,
    [
      ...[content.customerId, content.departmentId ?? null, content.projectId ?? null, prefix],
      content.dealId ?? null,
    ],
  );
  if (problems.length > 0) throw invalidInput(problems);
}
