import type { CalendarDate } from '../../domain/dates/calendar';
import type { CreditBasis } from '../../domain/sales/stages';
import type { Queryable } from '../../platform/database/database';

/** Something that came of a deal, with whose deal it is now. Amounts in minor units of the deal's currency. */
export interface CreditedDeal {
  creditId: string;
  dealId: string;
  dealNumber: string;
  dealName: string;
  departmentId: string;
  basis: CreditBasis;
  /** Negative where it takes another one back; a refund is positive, as it was given back. */
  amountMinor: bigint;
  creditedOn: CalendarDate;
  reference: string;
  currency: string;
  /** Of the whole deal: what it is worth and what fulfilling it is expected to cost. */
  dealAmountMinor: bigint;
  dealCostMinor: bigint;
  /** The days it was won on, the first one first, also those that were taken back. */
  wonOn: CalendarDate[];
  /** They come to 10,000. */
  splits: { employeeId: string; bps: number }[];
}

interface CreditRow extends Omit<
  CreditedDeal,
  'amountMinor' | 'dealAmountMinor' | 'dealCostMinor'
> {
  amountMinor: string;
  dealAmountMinor: string;
  dealCostMinor: string;
}

/** What came of deals from one day to another, both included, in order; for reckoning, not for showing: unscoped. */
export async function creditsBetween(
  db: Queryable,
  period: { from: CalendarDate; to: CalendarDate; bases: readonly CreditBasis[] },
): Promise<CreditedDeal[]> {
  const rows = await db.query<CreditRow>(
    `SELECT c.id AS "creditId", d.id AS "dealId", d.number AS "dealNumber", d.name AS "dealName",
       d.department_id AS "departmentId", c.basis, c.amount_minor AS "amountMinor", c.credited_on AS "creditedOn",
       c.reference, d.currency, d.amount_minor AS "dealAmountMinor", d.cost_minor AS "dealCostMinor",
       (SELECT coalesce(json_agg(w.credited_on ORDER BY w.credited_on), '[]') FROM deal_credit w
        WHERE w.deal_id = d.id AND w.basis = 'won' AND w.reverses_id IS NULL) AS "wonOn",
       (SELECT json_agg(json_build_object('employeeId', s.employee_id, 'bps', s.bps) ORDER BY s.employee_id)
        FROM deal_split s WHERE s.deal_id = d.id) AS splits
     FROM deal_credit c JOIN deal d ON d.id = c.deal_id
     WHERE c.credited_on BETWEEN $1 AND $2 AND c.basis = ANY($3::text[])
     ORDER BY c.credited_on, c.recorded_at, c.id`,
    [period.from, period.to, period.bases],
  );
  return rows.map((row) => ({
    ...row,
    amountMinor: BigInt(row.amountMinor),
    dealAmountMinor: BigInt(row.dealAmountMinor),
    dealCostMinor: BigInt(row.dealCostMinor),
  }));
}
