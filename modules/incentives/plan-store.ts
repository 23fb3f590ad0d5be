import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import type { PeriodLength } from '../../domain/incentives/periods';
import {
  percentText,
  type Basis,
  type Measure,
  type PlanVersion,
  type TierScale,
} from '../../domain/incentives/plan';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';
import type { PlanVersionWire } from '../../domain/wire/incentive-plans';
import type { Queryable } from '../../platform/database/database';

/** A plan as rules go by it. */
export interface Plan {
  id: string;
  name: string;
  departmentId: string;
  period: PeriodLength;
}

/** Minor units of the company's currency as they cross the wire. */
export function companyMoney(minor: bigint | string): MoneyWire {
  return toMoneyWire({ minor: BigInt(minor), currency: COMPANY_CURRENCY });
}

/** A plan by its id, whoever asks. @throws DomainError not-found */
export async function requirePlan(db: Queryable, id: string): Promise<Plan> {
  const [plan] = await db.query<Plan>(
    `SELECT id, name, department_id AS "departmentId", period FROM incentive_plan WHERE id = $1`,
    [id],
  );
  if (!plan) throw new DomainError('not-found', 'There is no such plan');
  return plan;
}

interface VersionRow {
  planId: string;
  id: string;
  number: number;
  from: CalendarDate;
  to: CalendarDate | null;
  basis: Basis;
  measure: Measure;
  scale: TierScale;
  cap: string | null;
  tiers: { from: string; rateBps: number }[];
}

/** The versions of some plans with their tiers, the oldest first. */
export async function readVersions(
  db: Queryable,
  planIds: string[],
): Promise<(PlanVersion & { planId: string })[]> {
  const rows = await db.query<VersionRow>(
    `SELECT v.plan_id AS "planId", v.id, v.number, v.from_on AS "from", v.to_on AS "to", v.basis, v.measure, v.scale,
       v.cap_minor AS cap, (SELECT json_agg(json_build_object('from', lower(t.band)::text, 'rateBps', t.rate_bps)
         ORDER BY t.ordinal) FROM incentive_tier t WHERE t.version_id = v.id) AS tiers
     FROM incentive_plan_version v WHERE v.plan_id = ANY($1::uuid[]) ORDER BY v.from_on`,
    [planIds],
  );
  return rows.map(({ cap, tiers, ...row }) => ({
    ...row,
    cap: cap === null ? null : BigInt(cap),
    tiers: tiers.map(({ from, rateBps }) => ({ from: BigInt(from), rateBps })),
  }));
}

/** A version as it crosses the wire. */
export function presentVersion(version: PlanVersion): PlanVersionWire {
  const { number, from, to, basis, measure, scale, tiers, cap } = version;
  return {
    ...{ number, from, to, basis, measure, scale },
    tiers: tiers.map((tier) => ({
      from: scale === 'quota' ? percentText(tier.from) : companyMoney(tier.from).amount,
      rate: percentText(tier.rateBps),
    })),
    cap: cap === null ? null : companyMoney(cap),
  };
}
