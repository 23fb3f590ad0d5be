import type { IncentivePeriod } from '../../domain/incentives/periods';
import type { PlanVersion } from '../../domain/incentives/plan';
import { bonusCredits, tierCredits, type BonusRule } from '../../domain/incentives/seller';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { isKeepable } from '../../domain/money/money';
import { reckon, type Reckoning } from '../../domain/incentives/statement';
import { statementContent } from '../../domain/incentives/statement-content';
import type { StatementContent } from '../../domain/wire/incentives';
import type { Queryable } from '../../platform/database/database';
import {
  readBonusRules,
  readCredited,
  readEvents,
  readSellers,
  sellerEvents,
  type PeriodEvents,
  type Seller,
} from './period-store';
import { presentVersion, readVersions, type Plan } from './plan-store';

/** What a period comes to for a seller. */
export interface DrawnStatement {
  seller: Seller;
  reckoning: Reckoning;
  content: StatementContent;
}

/** All statements of a period, and why some cannot be written. */
export interface DrawnPeriod {
  versions: PlanVersion[];
  statements: DrawnStatement[];
  problems: string[];
}

/**
 * Works out a period of a plan for everybody on it, or for one of them, by the rows as they are now; writes nothing.
 * @param of.since without it, what earlier periods have missed counts, too
 */
export async function drawStatements(
  db: Queryable,
  of: { plan: Plan; period: IncentivePeriod; employeeId?: string; since?: string },
): Promise<DrawnPeriod> {
  const { plan, period } = of;
  const versions = (await readVersions(db, [plan.id])).filter(({ from }) => from <= period.to);
  const first = versions[0];
  if (!first) return { versions, statements: [], problems: [] };
  const [sellers, rules, found] = await Promise.all([
    readSellers(db, { ...of, planId: plan.id }),
    readBonusRules(db, plan.id),
    readEvents(db, { from: of.since ?? first.from, to: period.to }),
  ]);
  const [creditedTo, otherPlans] = await Promise.all([
    readCredited(
      db,
      sellers.map(({ id }) => id),
    ),
    readOtherPlans(db, plan, sellers),
  ]);
  const drawn = sellers.map((seller) =>
    draw({
      plan,
      period,
      versions,
      otherPlans,
      rules,
      found,
      seller,
      credited: creditedTo(seller),
    }),
  );
  return {
    versions,
    statements: drawn.flatMap(({ statement }) => statement ?? []),
    problems: [...found.problems, ...drawn.flatMap(({ problem }) => problem ?? [])],
  };
}

/** The versions of the plans that sellers were on beside a plan, by their ids: deals they won then earn by those. */
async function readOtherPlans(
  db: Queryable,
  plan: Plan,
  sellers: Seller[],
): Promise<Map<string, PlanVersion[]>> {
  const all = sellers.flatMap(({ memberships }) => memberships.map(({ planId }) => planId));
  const others = [...new Set(all)].filter((id) => id !== plan.id);
  const versions = others.length > 0 ? await readVersions(db, others) : [];
  return new Map(others.map((id) => [id, versions.filter(({ planId }) => planId === id)]));
}

interface Drawing {
  plan: Plan;
  period: IncentivePeriod;
  versions: PlanVersion[];
  otherPlans: Map<string, PlanVersion[]>;
  rules: BonusRule[];
  found: PeriodEvents;
  seller: Seller;
  credited: Parameters<typeof sellerEvents>[1]['credited'];
}

function draw(of: Drawing): { statement?: DrawnStatement; problem?: string } {
  const { seller, versions, period } = of;
  const events = sellerEvents(seller, { ...of, planId: of.plan.id });
  const credits = tierCredits(events, versions, of.otherPlans);
  const bonuses = bonusCredits(events, of.rules);
  const isOn = seller.memberships.some(
    ({ planId, from, to }) =>
      planId === of.plan.id && from <= period.to && (to === null || to >= period.from),
  );
  if (!isOn && credits.length + bonuses.length + seller.adjustments.length === 0) return {};
  if (seller.quota === null && credits.some(({ versionId }) => goesByQuota(versions, versionId))) {
    return { problem: `${seller.name} has no quota for ${period.name}: set it in the plan` };
  }
  const reckoning = reckon({
    ...{ versions, credits, quota: seller.quota, broughtForward: seller.broughtForward },
    bonuses: bonuses.map(({ eventId, ...bonus }) => ({ ...bonus, sourceId: eventId })),
    adjustments: seller.adjustments.map(({ id, ...one }) => ({ ...one, sourceId: id })),
  });
  const owed = { minor: reckoning.payable - reckoning.carriedForward, currency: COMPANY_CURRENCY };
  if (!isKeepable(owed))
    return { problem: `${seller.name} comes to more in ${period.name} than an amount can be` };
  return { statement: { seller, reckoning, content: write(of, { reckoning, bonuses }) } };
}

function goesByQuota(versions: PlanVersion[], id: string): boolean {
  return versions.find((version) => version.id === id)?.scale === 'quota';
}

function write(
  { plan, period, versions, rules, found, seller }: Drawing,
  { reckoning, bonuses }: { reckoning: Reckoning; bonuses: ReturnType<typeof bonusCredits> },
): StatementContent {
  return statementContent({
    ...{ plan, period, rules, reckoning, bonuses },
    seller: { id: seller.id, name: seller.name },
    versions: versions.map((rule) => ({ rule, shown: presentVersion(rule) })),
    ...{ quota: seller.quota, adjustments: seller.adjustments },
    dealOf: (id) => {
      const known = found.deals.get(id);
      const share = known?.deal.shares.find(({ employeeId }) => employeeId === seller.id);
      return { id, number: known?.number ?? '', name: known?.name ?? '', bps: share?.bps ?? 0 };
    },
    eventOf: (id) => {
      const event = found.events.get(id);
      if (!event) throw new Error('a credit without its event');
      return { basis: event.basis, reference: event.reference };
    },
  });
}
