import type { CalendarDate } from '../../domain/dates/calendar';
import { toMoneyWire } from '../../domain/money/money';
import type { CreditBasis } from '../../domain/sales/stages';
import type { PersonRef } from '../../domain/wire/common';
import type { ProjectWire } from '../../domain/wire/records';
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

interface HandoverRow {
  deal: string;
  currency: string;
  budgetMinor: string;
  notes: string;
  by: PersonRef | null;
  at: Date;
}

/** What a project was made of, for whoever may see the project; null where it was not sold here. Of the deal its number. */
export async function handoverOf(
  db: Queryable,
  projectId: string,
): Promise<ProjectWire['handover']> {
  const [row] = await db.query<HandoverRow>(
    `SELECT d.number AS deal, h.currency, h.budget_minor AS "budgetMinor", h.notes, h.handed_at AS at,
       (SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = h.handed_by) AS by
     FROM deal_handover h JOIN deal d ON d.id = h.deal_id WHERE h.project_id = $1`,
    [projectId],
  );
  if (!row) return null;
  const { currency, budgetMinor, at, ...rest } = row;
  const budget = toMoneyWire({ minor: BigInt(budgetMinor), currency });
  return { ...rest, budget, at: at.toISOString() };
}
