import type { CalendarDate } from '../dates/calendar';
import {
  creditsOf,
  NO_STANDING,
  type Credit,
  type CreditedDeal,
  type DealEvent,
  type Standing,
} from './credits';
import { versionOn, type Basis, type PlanVersion } from './plan';
import { shareOut } from './shares';

/** Some days of a seller on a plan. */
export interface Membership {
  planId: string;
  from: CalendarDate;
  to: CalendarDate | null;
}

/** A bonus of a plan: a fixed amount for each deal won on one of its days. */
export interface BonusRule {
  id: string;
  name: string;
  from: CalendarDate;
  to: CalendarDate;
  /** What a deal is worth at least, minor units. */
  least: bigint;
  amount: bigint;
}

/** What an event gives beside the tiers, or takes back. */
export interface BonusCredit {
  bonusId: string;
  eventId: string;
  dealId: string;
  on: CalendarDate;
  amount: bigint;
}

/** A seller with what may count for them. Amounts in minor units. */
export interface SellerEvents {
  employeeId: string;
  planId: string;
  memberships: Membership[];
  /** With the days each was won on, the first one first. */
  deals: { deal: CreditedDeal; wonOn: CalendarDate[]; events: DealEvent[] }[];
  /** What published statements say of a deal, by its id. */
  standings: Map<string, Standing>;
  /** What they gave by a bonus for a deal, by `bonus/deal`. */
  bonusesGiven: Map<string, bigint>;
  /** The events that are in them, by `bonus/event`. */
  bonusesDone: ReadonlySet<string>;
}

/**
 * The plan that a seller's events of a day belong to: the one they were on last. What is earned belongs to it while they
 * are on it; what is taken back does so afterwards, too.
 */
export function planOn(
  memberships: Membership[],
  on: CalendarDate,
): { planId: string; isOn: boolean } | undefined {
  const begun = memberships.filter(({ from }) => from <= on);
  const last = begun.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  return last && { planId: last.planId, isOn: last.to === null || on <= last.to };
}

/**
 * A seller's credits by the tiers, deal by deal.
 * @param versions of the seller's plan, the oldest first
 * @param otherPlans those of the plans the seller was on before, by their ids
 */
export function tierCredits(
  seller: SellerEvents,
  versions: PlanVersion[],
  otherPlans: ReadonlyMap<string, PlanVersion[]> = new Map(),
): Credit[] {
  const rulesOn = (day: CalendarDate) => {
    const plan = planOn(seller.memberships, day);
    return (plan?.isOn && otherPlans.get(plan.planId)) || versions;
  };
  return seller.deals.flatMap(({ deal, wonOn, events }) =>
    creditsOf({
      ...{ deal, employeeId: seller.employeeId },
      before: seller.standings.get(deal.id) ?? NO_STANDING,
      events: events.flatMap((event) => {
        const version = versionFor(versions, event.on);
        if (!version || !belongs(seller, event)) return [];
        return [{ event, version, basis: basisFor(rulesOn, wonOn, { event, version }) }];
      }),
    }),
  );
}

/** A seller's bonuses: their share of each, once for a deal; taken back with the win. */
export function bonusCredits(seller: SellerEvents, rules: BonusRule[]): BonusCredit[] {
  return rules.flatMap((rule) =>
    seller.deals.flatMap(({ deal, events }) => {
      let given = seller.bonusesGiven.get(`${rule.id}/${deal.id}`) ?? 0n;
      return events
        .filter((event) => event.basis === 'won' && belongs(seller, event))
        .filter(({ id }) => !seller.bonusesDone.has(`${rule.id}/${id}`))
        .flatMap((event) => {
          const amount =
            event.amount > 0n ? bonusFor(seller, { rule, deal, event, given }) : -given;
          given += amount;
          const { id: eventId, on } = event;
          return amount === 0n ? [] : [{ bonusId: rule.id, eventId, dealId: deal.id, on, amount }];
        });
    }),
  );
}

function bonusFor(
  { employeeId }: SellerEvents,
  of: { rule: BonusRule; deal: CreditedDeal; event: DealEvent; given: bigint },
): bigint {
  const { rule, deal, event, given } = of;
  const isMeant = rule.from <= event.on && event.on <= rule.to && deal.amount >= rule.least;
  if (!isMeant || given !== 0n) return 0n;
  return shareOut(rule.amount, deal.shares).get(employeeId) ?? 0n;
}

function belongs({ memberships, planId }: SellerEvents, event: DealEvent): boolean {
  const plan = planOn(memberships, event.on);
  if (plan?.planId !== planId) return false;
  return plan.isOn || event.basis === 'refunded' || event.amount < 0n;
}

/**
 * By what a deal earns: by what held when it was won. A basis that changes afterwards neither pays for the deal once more
 * nor leaves it without anything. What was won before there was a version goes by the first one.
 */
function basisFor(
  rulesOn: (day: CalendarDate) => PlanVersion[],
  wonOn: CalendarDate[],
  { event, version }: { event: DealEvent; version: PlanVersion },
): Basis {
  const day = wonOn.findLast((one) => one <= event.on) ?? wonOn[0];
  if (day === undefined) return version.basis;
  const rules = rulesOn(day);
  return (versionFor(rules, day) ?? rules[0] ?? version).basis;
}

/** The version of a day; after the last one's end that one, for what is taken back then. */
function versionFor(versions: PlanVersion[], on: CalendarDate): PlanVersion | undefined {
  return versionOn(versions, on) ?? versions.findLast(({ to }) => to !== null && to < on);
}
