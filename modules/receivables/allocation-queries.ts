import type { CalendarDate } from '../../domain/dates/calendar';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { AllocationWire } from '../../domain/wire/receivables';
import type { Queryable } from '../../platform/database/database';

interface Row {
  id: string;
  on: CalendarDate;
  currency: string;
  minor: string;
  exchange: string;
  invoiceId: string;
  invoiceNumber: string;
  receiptId: string | null;
  sourceId: string;
  sourceNumber: string;
  reversed: boolean;
}

/** What settled an invoice, or what a receipt or a credit note settled, in the order it happened; mirrors are told by theirs. */
export async function listAllocations(
  db: Queryable,
  of: { invoiceId?: string; receiptId?: string; creditNoteId?: string },
): Promise<AllocationWire[]> {
  const rows = await db.query<Row>(
    `SELECT a.id, a.allocated_on AS "on", i.currency, a.amount_minor AS minor,
       a.source_base_minor - a.invoice_base_minor AS exchange, i.id AS "invoiceId", i.number AS "invoiceNumber",
       a.receipt_id AS "receiptId", coalesce(r.id, n.id) AS "sourceId", coalesce(r.number, n.number) AS "sourceNumber",
       EXISTS (SELECT 1 FROM customer_allocation m WHERE m.reverses_id = a.id) AS reversed
     FROM customer_allocation a JOIN customer_invoice i ON i.id = a.invoice_id
     LEFT JOIN customer_receipt r ON r.id = a.receipt_id LEFT JOIN customer_invoice n ON n.id = a.credit_note_id
     WHERE a.reverses_id IS NULL AND ($1::uuid IS NULL OR a.invoice_id = $1) AND ($2::uuid IS NULL OR a.receipt_id = $2)
       AND ($3::uuid IS NULL OR a.credit_note_id = $3)
     ORDER BY a.created_at, a.id`,
    [of.invoiceId ?? null, of.receiptId ?? null, of.creditNoteId ?? null],
  );
  return rows.map(present);
}

function present(row: Row): AllocationWire {
  const { id, on, currency, minor, exchange, reversed } = row;
  return {
    ...{ id, on, reversed },
    amount: toMoneyWire({ minor: BigInt(minor), currency }),
    exchange: toMoneyWire({ minor: BigInt(exchange), currency: COMPANY_CURRENCY }),
    invoice: { id: row.invoiceId, number: row.invoiceNumber },
    source: {
      kind: row.receiptId === null ? 'credit-note' : 'customer-receipt',
      ...{ id: row.sourceId, number: row.sourceNumber },
    },
  };
}
