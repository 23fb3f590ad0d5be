import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import type { Transaction } from '../../platform/database/database';
import type { History } from './history';
import { numberYear, type IssuedInvoice } from './invoice-history';
import { AHEAD, BOUNCED, PAYS_IN_PARTS, SLOW_PAYER } from './invoice-texts';
import type { NumberSeries } from './number-series';
import { HISTORY_ENDS_ON, officeTime } from './office-hours';
import { isoInstant } from './rows';

/** What settled an invoice, as the tables hold it. */
type Allocation = Record<
  'id' | 'invoice_id' | 'allocated_on' | 'amount_minor' | 'created_at',
  string
> & {
  receipt_id: string | null;
  credit_note_id: string | null;
  reverses_id: string | null;
};

/** Money before it has its number. */
interface Payment {
  on: CalendarDate;
  customerId: string;
  minor: bigint;
  method: 'bank-transfer' | 'cheque';
  invoice: IssuedInvoice | null;
  bouncedOn?: CalendarDate;
}

/**
 * What customers have paid of their invoices by the end of the past: most of them around the due date, one nothing for
 * months, one in part, one with a cheque that came back, one ahead.
 * @returns what settled what, in the order of its days: {@link settleAll} writes it
 */
export function writeReceipts(
  history: History,
  { issued, numbers }: { issued: IssuedInvoice[]; numbers: NumberSeries },
): Allocation[] {
  const { staff, random } = history;
  const credited = new Map(
    issued.flatMap(({ credits, total }) => (credits ? [[credits.id, total]] : [])),
  );
  const ahead = history.rows.of('customer').find(({ name }) => name === AHEAD.customer);
  const payments = [
    ...paymentsOf(history, { issued, credited }),
    {
      ...{ on: AHEAD.on, customerId: String(ahead?.id), minor: BigInt(AHEAD.minor) },
      ...{ method: 'bank-transfer' as const, invoice: null },
    },
  ].sort((a, b) => a.on.localeCompare(b.on));
  const allocations = issued.flatMap(({ id, credits, on, total }) =>
    credits
      ? [allocationOf({ id: random.uuid(), credit_note_id: id, invoice_id: credits.id, on, total })]
      : [],
  );
  for (const payment of payments)
    allocations.push(...writePayment(history, { payment, numbers, by: staff.by('finance').id }));
  return allocations.sort((a, b) => a.created_at.localeCompare(b.created_at));
}

function paymentsOf(
  { random }: History,
  of: { issued: IssuedInvoice[]; credited: Map<string, bigint> },
): Payment[] {
  let isBounced = false;
  return of.issued.flatMap((invoice): Payment[] => {
    const { customer, customerId, on, dueOn } = invoice;
    const day = addDays(dueOn, random.between(-6, 14));
    const isSlow = customer === SLOW_PAYER.customer && on >= SLOW_PAYER.unpaidFrom;
    if (invoice.credits || day > HISTORY_ENDS_ON || isSlow) return [];
    const minor = invoice.total - (of.credited.get(invoice.id) ?? 0n);
    const payment = { on: day, customerId, minor, method: 'bank-transfer' as const, invoice };
    if (customer === BOUNCED.customer && !isBounced) {
      isBounced = true;
      const cheque = { ...payment, method: 'cheque' as const, bouncedOn: addDays(day, 4) };
      return [cheque, { ...payment, on: addDays(day, 9) }];
    }
    const isPart = customer === PAYS_IN_PARTS && day > '2026-08-01';
    return [isPart ? { ...payment, minor: (minor * 3n) / 5n } : payment];
  });
}

function writePayment(
  { rows, random }: History,
  of: { payment: Payment; numbers: NumberSeries; by: string },
): Allocation[] {
  const { payment, numbers, by } = of;
  const { on, customerId, minor, method, invoice, bouncedOn } = payment;
  const id = random.uuid();
  rows.add('customer_receipt', {
    ...{ id, number: numbers.ofYear('RCPT', numberYear(on)), customer_id: customerId },
    ...{
      received_on: on,
      method,
      reference: `${method === 'cheque' ? 'CHQ' : 'NEFT'} ${random.between(100_000, 999_999)}`,
    },
    ...{ currency: 'INR', amount_minor: `${minor}`, rate: '1', base_minor: `${minor}` },
    ...{ created_by: by, created_at: isoInstant(officeTime(on, 15, 20)) },
  });
  if (bouncedOn)
    rows.add('customer_receipt_reversal', {
      ...{ receipt_id: id, reversed_on: bouncedOn, reason: BOUNCED.reason, reversed_by: by },
      reversed_at: isoInstant(officeTime(bouncedOn, 12, 0)),
    });
  if (!invoice) return [];
  const settled = allocationOf({
    ...{ id: random.uuid(), receipt_id: id, invoice_id: invoice.id, on, total: minor },
  });
  if (!bouncedOn) return [settled];
  const mirrored = allocationOf({
    ...{ id: random.uuid(), receipt_id: id, invoice_id: invoice.id, on: bouncedOn },
    ...{ total: -minor, reverses_id: settled.id },
  });
  return [settled, mirrored];
}

function allocationOf(of: {
  id: string;
  receipt_id?: string;
  credit_note_id?: string;
  reverses_id?: string;
  invoice_id: string;
  on: CalendarDate;
  total: bigint;
}): Allocation {
  const { on, total, ...rest } = of;
  return {
    ...{ receipt_id: null, credit_note_id: null, reverses_id: null, ...rest },
    ...{ allocated_on: on, amount_minor: `${total}` },
    created_at: isoInstant(officeTime(on, 15, 21)),
  };
}

/** Settles one after the other: each credits its deal on its own day. */
export function settleAll(tx: Transaction, allocations: Allocation[], financeId: string): void {
  for (const allocation of allocations)
    tx.send(
      `INSERT INTO customer_allocation (id, receipt_id, credit_note_id, invoice_id, allocated_on, amount_minor,
         invoice_base_minor, source_base_minor, reverses_id, created_by, created_at)
       SELECT id, receipt_id, credit_note_id, invoice_id, allocated_on, amount_minor, amount_minor, amount_minor,
         reverses_id, $2, created_at FROM jsonb_populate_record(NULL::customer_allocation, $1::jsonb)`,
      [JSON.stringify(allocation), financeId],
    );
}
