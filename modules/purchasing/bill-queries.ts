import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import { realisedDifference } from '../../domain/purchasing/bills';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { BillPayment, BillQuery, BillRow, BillWire } from '../../domain/wire/payables';
import type { Clock } from '../../platform/clock/clock';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { containing } from '../../platform/database/pattern';
import { MAY_USE } from './queries';

interface Deps {
  db: Queryable;
  clock: Clock;
}

interface Row extends Omit<BillRow, 'amount' | 'base' | 'open' | 'openBase'> {
  currency: string;
  minor: string;
  base: string;
  paid: string;
  paidBase: string;
}

/** Bills that a person ($2) sees, with what was paid of them by a day ($1) and where that leaves them. */
const bills = (columns: string) => `SELECT ${columns} FROM (
    SELECT b.*, k.base, m.paid, m.paid_base, CASE WHEN b.status = 'pending' THEN 'pending'
        WHEN b.status <> 'approved' THEN 'refused' WHEN b.taken_back_on <= $1::date THEN 'taken-back' WHEN m.paid >= b.amount_minor THEN 'paid'
        WHEN b.due_on < $1::date THEN 'overdue' WHEN m.paid > 0 THEN 'part-paid' ELSE 'open' END AS state
    FROM vendor_bill b, LATERAL (SELECT coalesce(b.base_minor, b.amount_minor) AS base) AS k,
      LATERAL (SELECT coalesce(sum(p.amount_minor), 0) AS paid, coalesce(sum(p.bill_base_minor), 0) AS paid_base
        FROM payment_made p WHERE p.bill_id = b.id AND p.paid_on <= $1::date
          AND (p.reversed_on IS NULL OR p.reversed_on > $1::date)) AS m
    WHERE ${MAY_USE('b')}
  ) AS v`;
const ROW = `v.id, v.number, v.vendor, v.bill_number AS "billNumber", v.billed_on AS "billedOn", v.due_on AS "dueOn", v.state,
  v.currency, v.amount_minor::text AS minor, v.base::text AS base, v.paid::text AS paid, v.paid_base::text AS "paidBase",
  (SELECT count(*)::integer FROM payment_release p WHERE p.bill_id = v.id AND p.status = 'approved'
    AND NOT EXISTS (SELECT 1 FROM payment_made d WHERE d.release_id = p.id)
    AND NOT EXISTS (SELECT 1 FROM vendor_payment_reversal r WHERE r.release_id = p.id)) AS "toPay"`;

/** The bills one may see, the newest day first. */
export async function listBills(
  deps: Deps,
  principal: Principal,
  query: BillQuery,
): Promise<Page<BillRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const rows = await deps.db.query<Row>(
    `${bills(ROW)}
     WHERE ($3::text IS NULL OR v.number ILIKE $3 OR v.vendor ILIKE $3 OR v.bill_number ILIKE $3)
       AND ($4::text IS NULL OR v.state = $4) AND ($5::text IS NULL OR v.currency = $5)
       AND ($6::date IS NULL OR (v.billed_on, v.id) < ($6, $7::uuid))
     ORDER BY v.billed_on DESC, v.id DESC LIMIT $8`,
    [
      ...[dateIn(principal.zone, deps.clock.now()), principal.id, containing(query.q)],
      ...[query.state ?? null, query.currency ?? null],
      ...[after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ billedOn, id }) => ({ sortKey: billedOn, id }),
    present: presentRow,
  });
}

const inBase = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });

function presentRow(row: Row): BillRow {
  const { currency, minor, base, paid, paidBase, ...bill } = row;
  const owed = ['pending', 'refused', 'taken-back'].includes(row.state) ? 0n : 1n;
  return {
    ...bill,
    amount: toMoneyWire({ minor: BigInt(minor), currency }),
    base: inBase(BigInt(base)),
    open: toMoneyWire({ minor: owed * (BigInt(minor) - BigInt(paid)), currency }),
    openBase: inBase(owed * (BigInt(base) - BigInt(paidBase))),
  };
}

interface WholeRow extends Row {
  description: string;
  tax: string;
  baseTax: string;
  rate: string | null;
  order: string | null;
  requestedBy: PersonRef;
  approvalId: string | null;
  entryId: string | null;
}

const PERSON = (id: string) =>
  `(SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = ${id})`;
const APPROVAL = (kind: string, id: string) =>
  `(SELECT a.id FROM approval_request a WHERE a.kind = '${kind}' AND a.subject_id = ${id}
    ORDER BY a.submitted_at DESC LIMIT 1)`;
const WHOLE = `${ROW}, v.description, v.tax_minor::text AS tax, coalesce(v.base_tax_minor, v.tax_minor)::text AS "baseTax",
  trim_scale(v.rate)::text AS rate, (SELECT o.number FROM purchase_order o WHERE o.id = v.purchase_order_id) AS "order",
  ${PERSON('v.employee_id')} AS "requestedBy", ${APPROVAL('vendor-bill', 'v.id')} AS "approvalId",
  (SELECT j.id FROM journal_entry j WHERE j.source_kind = 'vendor-bill' AND j.source_id = v.id) AS "entryId"`;

/** One bill with its payments. @throws DomainError not-found, also when it is not theirs to see */
export async function findBill(deps: Deps, principal: Principal, id: string): Promise<BillWire> {
  const today = dateIn(principal.zone, deps.clock.now());
  const [row] = await deps.db.query<WholeRow>(`${bills(WHOLE)} WHERE v.id = $3`, [
    ...[today, principal.id, id],
  ]);
  if (!row) throw new DomainError('not-found', 'There is no such bill');
  const payments = await listPayments(deps.db, row);
  const { description, tax, baseTax, rate, order, requestedBy, approvalId, entryId } = row;
  return {
    ...presentRow(rowOf(row)),
    ...{ description, rate, order, requestedBy, approvalId, entryId },
    tax: toMoneyWire({ minor: BigInt(tax), currency: row.currency }),
    baseTax: inBase(BigInt(baseTax)),
    payments: payments.map(({ payment }) => payment),
    difference: inBase(payments.reduce((sum, { difference }) => sum + difference, 0n)),
  };
}

function rowOf(row: WholeRow): Row {
  const { id, number, vendor, billNumber, billedOn, dueOn, state, toPay } = row;
  const { currency, minor, base, paid, paidBase } = row;
  return {
    ...{ id, number, vendor, billNumber, billedOn, dueOn, state, toPay },
    ...{ currency, minor, base, paid, paidBase },
  };
}

interface PaymentRow extends Omit<BillPayment, 'amount' | 'made'> {
  minor: string;
  madeOn: CalendarDate | null;
  base: string | null;
  billBase: string | null;
  rate: string | null;
  recordedBy: PersonRef | null;
  entryId: string | null;
}

const ENTRY = `(SELECT j.id FROM journal_entry j WHERE j.source_kind = 'payment-release' AND j.source_id = p.id)`;

/** The payments of a bill, as they were asked for; each with what it gained while it stands. */
async function listPayments(
  db: Queryable,
  bill: { id: string; currency: string },
): Promise<{ payment: BillPayment; difference: bigint }[]> {
  const rows = await db.query<PaymentRow>(
    `SELECT p.id, ${APPROVAL('payment-release', 'p.id')} AS "approvalId", p.status, p.pay_on AS "payOn", p.method,
       p.amount_minor::text AS minor, ${PERSON('p.employee_id')} AS "requestedBy", m.paid_on AS "madeOn",
       m.base_minor::text AS base, m.bill_base_minor::text AS "billBase", trim_scale(v.rate)::text AS rate,
       ${PERSON('v.recorded_by')} AS "recordedBy", ${ENTRY} AS "entryId",
       (SELECT json_build_object('on', r.reversed_on, 'reason', r.reason,
          'entryId', (SELECT x.id FROM journal_entry x WHERE x.reverses_id = ${ENTRY}))
        FROM vendor_payment_reversal r WHERE r.release_id = p.id) AS reversed
     FROM payment_release p LEFT JOIN payment_made m ON m.release_id = p.id
     LEFT JOIN vendor_payment v ON v.release_id = p.id
     WHERE p.bill_id = $1 ORDER BY p.created_at, p.id`,
    [bill.id],
  );
  return rows.map((row) => presentPayment(row, bill.currency));
}

function presentPayment(row: PaymentRow, currency: string) {
  const { minor, madeOn, base, billBase, rate, recordedBy, entryId, ...payment } = row;
  const amount = toMoneyWire({ minor: BigInt(minor), currency });
  if (madeOn === null || base === null || billBase === null)
    return { payment: { ...payment, amount, made: null }, difference: 0n };
  const took = { base: BigInt(base), billBase: BigInt(billBase) };
  const difference = realisedDifference(took);
  const made = {
    ...{ on: madeOn, rate, recordedBy, entryId },
    ...{ base: inBase(took.base), billBase: inBase(took.billBase) },
    difference: inBase(difference),
  };
  return { payment: { ...payment, amount, made }, difference: row.reversed ? 0n : difference };
}
