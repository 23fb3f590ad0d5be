import type { Money } from '../../domain/money/money';
import type { Queryable } from '../../platform/database/database';

/**
 * What one sees of orders and bills, and what bills and payments may build on: one's own, those of one's department for its
 * head, all for finance and admins. As SQL; `$2` is the person.
 */
export const MAY_USE = (table: string) => `EXISTS (
    SELECT 1 FROM employee me, employee owner WHERE me.id = $2 AND owner.id = ${table}.employee_id AND (
      owner.id = me.id
      OR me.roles && ARRAY['finance', 'admin']
      OR EXISTS (SELECT 1 FROM department d WHERE d.id = owner.department_id AND d.head_id = me.id)))`;

/** An approved order as bills see it. */
export interface BillableOrder {
  id: string;
  number: string;
  vendor: string;
  /** What no bill has claimed yet. */
  left: Money;
}

/** The approved order of a number, if this person may bill it; null otherwise. */
export async function billableOrder(
  db: Queryable,
  of: { number: string; requesterId: string },
): Promise<BillableOrder | null> {
  const [row] = await db.query<Omit<BillableOrder, 'left'> & { minor: string; currency: string }>(
    `SELECT o.id, o.number, o.vendor, o.currency, o.total_minor - o.billed_minor AS minor
     FROM purchase_order o WHERE o.number = $1 AND o.status = 'approved' AND ${MAY_USE('o')}`,
    [of.number, of.requesterId],
  );
  if (!row) return null;
  const { minor, currency, ...order } = row;
  return { ...order, left: { minor: BigInt(minor), currency } };
}

/** Whether a vendor's bill is pending or approved already, leaving out what was taken back and the record `exceptId`. */
export async function hasLiveBill(
  db: Queryable,
  bill: { vendor: string; billNumber: string; exceptId?: string },
): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 FROM vendor_bill WHERE lower(vendor) = lower($1) AND lower(bill_number) = lower($2)
       AND status IN ('pending', 'approved') AND taken_back_on IS NULL AND id IS DISTINCT FROM $3::uuid`,
    [bill.vendor, bill.billNumber, bill.exceptId ?? null],
  );
  return rows.length > 0;
}

/** An approved bill as its payment sees it. */
export interface PayableBill {
  id: string;
  vendor: string;
  billNumber: string;
  amount: Money;
  /** What no release asks for, leaving out those that were taken back. */
  left: Money;
  /** What it was posted with in the company's currency, and at which rate, where it is in another one. */
  books: { base: bigint; rate: string } | null;
}

/** The approved bill of one of our numbers, if this person may ask for its payment; null otherwise. */
export async function payableBill(
  db: Queryable,
  of: { number: string; requesterId: string; exceptId?: string },
): Promise<PayableBill | null> {
  const [row] = await db.query<
    Pick<PayableBill, 'id' | 'vendor' | 'billNumber'> &
      Record<'minor' | 'currency' | 'released', string> &
      Record<'base' | 'rate', string | null>
  >(
    `SELECT b.id, b.vendor, b.bill_number AS "billNumber", b.currency, b.amount_minor AS minor, b.base_minor AS base,
       trim_scale(b.rate)::text AS rate,
       (SELECT coalesce(sum(p.amount_minor), 0)::text FROM payment_release p
         WHERE p.bill_id = b.id AND p.status IN ('pending', 'approved') AND p.id IS DISTINCT FROM $3::uuid
         AND NOT EXISTS (SELECT 1 FROM vendor_payment_reversal r WHERE r.release_id = p.id)) AS released
     FROM vendor_bill b WHERE b.number = $1 AND b.status = 'approved' AND b.taken_back_on IS NULL AND ${MAY_USE('b')}`,
    [of.number, of.requesterId, of.exceptId ?? null],
  );
  if (!row) return null;
  const { id, vendor, billNumber, currency, base, rate } = row;
  const minor = BigInt(row.minor);
  return {
    ...{ id, vendor, billNumber, amount: { minor, currency } },
    left: { minor: minor - BigInt(row.released), currency },
    books: base === null || rate === null ? null : { base: BigInt(base), rate },
  };
}

/** The number an approved order or bill was given, or undefined. */
export async function numberOf(
  db: Queryable,
  { table, id }: { table: 'purchase_order' | 'vendor_bill'; id: string },
): Promise<string | undefined> {
  const [row] = await db.query<{ number: string | null }>(
    `SELECT number FROM ${table} WHERE id = $1`,
    [id],
  );
  return row?.number ?? undefined;
}
