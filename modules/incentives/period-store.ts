import type { CalendarDate } from '../../domain/dates/calendar';
import {
  NO_STANDING,
  type CreditedDeal,
  type DealEvent,
  type Standing,
} from '../../domain/incentives/credits';
import type { IncentivePeriod } from '../../domain/incentives/periods';
import type { BonusRule, Membership, SellerEvents } from '../../domain/incentives/seller';
import { convertMoney } from '../../domain/money/exchange';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { isKeepable } from '../../domain/money/money';
import type { Queryable } from '../../platform/database/database';
import { ratesOn } from '../expenses/use-cases/find-rates';
import { creditsBetween, type CreditedDeal as DealCredit } from '../sales/queries';

/** A deal with what came of it. */
interface FoundDeal {
  deal: CreditedDeal;
  number: string;
  name: string;
  wonOn: CalendarDate[];
  events: DealEvent[];
}

/** What a period is worked out from, whoever asks. */
export interface PeriodEvents {
  deals: Map<string, FoundDeal>;
  events: Map<string, DealCredit>;
  /** What lacks an exchange rate or is too much to be kept, and so cannot be counted. */
  problems: string[];
}

/**
 * What came of deals in some days, in the company's currency by the rate of each event's day. The deal itself is taken
 * at the rate of the same day, so that its margin stays the same part of it.
 */
export async function readEvents(
  db: Queryable,
  days: { from: CalendarDate; to: CalendarDate },
): Promise<PeriodEvents> {
  const found = await creditsBetween(db, {
    ...days,
    bases: ['won', 'invoiced', 'paid', 'refunded'],
  });
  const rateOn = await ratesOn(
    db,
    found.map(({ currency, creditedOn }) => ({ currency, on: creditedOn })),
  );
  const result: PeriodEvents = { deals: new Map(), events: new Map(), problems: [] };
  for (const credit of found) {
    const { currency, creditedOn, dealNumber } = credit;
    const rate = currency === COMPANY_CURRENCY ? 10n ** 10n : rateOn(currency, creditedOn);
    if (rate === undefined) {
      result.problems.push(
        `${dealNumber} is in ${currency}: no exchange rate to ${COMPANY_CURRENCY} is entered for ${creditedOn}`,
      );
    } else {
      const convert = (minor: bigint) =>
        convertMoney({ minor, currency }, rate, COMPANY_CURRENCY).minor;
      if (isKeepable({ minor: convert(credit.dealAmountMinor), currency: COMPANY_CURRENCY }))
        addEvent(result, credit, convert);
      else
        result.problems.push(
          `${dealNumber} is worth more in ${COMPANY_CURRENCY} on ${creditedOn} than an amount can be`,
        );
    }
  }
  return result;
}

function addEvent(
  { deals, events }: PeriodEvents,
  credit: DealCredit,
  convert: (minor: bigint) => bigint,
): void {
  const { dealId, dealNumber, dealName, splits } = credit;
  const known = deals.get(dealId) ?? {
    deal: {
      ...{ id: dealId, shares: splits },
      ...{ amount: convert(credit.dealAmountMinor), cost: convert(credit.dealCostMinor) },
    },
    ...{ number: dealNumber, name: dealName, wonOn: credit.wonOn, events: [] },
  };
  known.events.push({
    ...{ id: credit.creditId, basis: credit.basis, on: credit.creditedOn },
    ...{ amount: convert(credit.amountMinor), own: credit.amountMinor },
  });
  deals.set(dealId, known);
  events.set(credit.creditId, credit);
}

/** Somebody with a place in a period of a plan. */
export interface Seller {
  id: string;
  name: string;
  memberships: Membership[];
  quota: bigint | null;
  broughtForward: bigint;
  adjustments: { id: string; on: CalendarDate; reason: string; amount: bigint }[];
}

interface SellerRow {
  id: string;
  name: string;
  memberships: Membership[];
  quota: string | null;
  broughtForward: string;
  adjustments: { id: string; on: CalendarDate; reason: string; amount: string }[];
}

/** Everybody who is or was on a plan by the end of a period, by name; or one of them. */
export async function readSellers(
  db: Queryable,
  of: { planId: string; period: IncentivePeriod; employeeId?: string },
): Promise<Seller[]> {
  const rows = await db.query<SellerRow>(SELLERS, [
    ...[of.planId, of.period.from, of.period.to, of.employeeId ?? null],
  ]);
  return rows.map(({ quota, broughtForward, adjustments, ...row }) => ({
    ...row,
    quota: quota === null ? null : BigInt(quota),
    broughtForward: BigInt(broughtForward),
    adjustments: adjustments.map((one) => ({ ...one, amount: BigInt(one.amount) })),
  }));
}

const SELLERS = `
  SELECT e.id, e.name,
    (SELECT json_agg(json_build_object('planId', m.plan_id, 'from', m.from_on, 'to', m.to_on) ORDER BY m.from_on)
      FROM incentive_member m WHERE m.employee_id = e.id) AS memberships,
    (SELECT q.amount_minor FROM incentive_quota q WHERE q.plan_id = $1 AND q.employee_id = e.id AND q.from_on <= $3
      ORDER BY q.from_on DESC LIMIT 1) AS quota,
    coalesce((SELECT s.carried_minor FROM incentive_statement s JOIN incentive_run r ON r.id = s.run_id
      WHERE s.employee_id = e.id AND r.plan_id = $1 AND r.status = 'published' AND r.to_on < $2
      ORDER BY r.to_on DESC LIMIT 1), 0) AS "broughtForward",
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'on', a.made_on, 'reason', d.reason,
        'amount', a.amount_minor::text) ORDER BY a.made_on, a.id), '[]')
      FROM incentive_adjustment a JOIN incentive_dispute d ON d.id = a.dispute_id
      WHERE a.plan_id = $1 AND a.employee_id = e.id AND NOT EXISTS (SELECT 1 FROM incentive_credit c
        WHERE c.employee_id = e.id AND c.kind = 'adjustment' AND c.source_id = a.id)) AS adjustments
  FROM employee e
  WHERE ($4::uuid IS NULL OR e.id = $4)
    AND EXISTS (SELECT 1 FROM incentive_member m WHERE m.plan_id = $1 AND m.employee_id = e.id AND m.from_on <= $3)
  ORDER BY e.name, e.id`;

/** The bonuses of a plan. */
export async function readBonusRules(db: Queryable, planId: string): Promise<BonusRule[]> {
  const rows = await db.query<
    Omit<BonusRule, 'least' | 'amount'> & { least: string; amount: string }
  >(
    `SELECT id, name, from_on AS "from", to_on AS "to", least_minor AS least, amount_minor AS amount
     FROM incentive_bonus WHERE plan_id = $1 ORDER BY from_on, id`,
    [planId],
  );
  return rows.map(({ least, amount, ...row }) => ({
    ...row,
    ...{ least: BigInt(least), amount: BigInt(amount) },
  }));
}

interface CreditedRow {
  employeeId: string;
  kind: 'credit' | 'bonus';
  sourceId: string;
  bonusId: string | null;
  dealId: string;
  basis: DealEvent['basis'];
  /** As it was recorded of the deal, in its own currency. */
  own: string;
  credit: string;
}

/** What published statements have credited to some people. */
export async function readCredited(db: Queryable, employeeIds: string[]) {
  const rows = await db.query<CreditedRow>(
    `SELECT c.employee_id AS "employeeId", c.kind, c.source_id AS "sourceId", c.bonus_id AS "bonusId",
       c.deal_id AS "dealId", k.basis, k.amount_minor AS own, c.credit_minor AS credit
     FROM incentive_credit c JOIN deal_credit k ON k.id = c.source_id
     WHERE c.employee_id = ANY($1::uuid[]) AND c.kind IN ('credit', 'bonus')`,
    [employeeIds],
  );
  return (seller: Pick<Seller, 'id'>) => rows.filter(({ employeeId }) => employeeId === seller.id);
}

/** A seller's events that no published statement has, with what those statements say of the same deals. */
export function sellerEvents(
  seller: Seller,
  of: { planId: string; found: PeriodEvents; credited: CreditedRow[] },
): SellerEvents {
  const done = new Set(of.credited.filter(isCredit).map(({ sourceId }) => sourceId));
  const deals = [...of.found.deals.values()].filter(
    ({ deal }) =>
      deal.shares.some(({ employeeId }) => employeeId === seller.id) ||
      of.credited.some(({ dealId }) => dealId === deal.id),
  );
  return {
    ...{ employeeId: seller.id, planId: of.planId, memberships: seller.memberships },
    deals: deals.map(({ deal, wonOn, events }) => ({
      ...{ deal, wonOn },
      events: events.filter(({ id }) => !done.has(id)),
    })),
    standings: standingsOf(of.credited.filter(isCredit)),
    bonusesGiven: bonusesOf(of.credited),
    bonusesDone: new Set(of.credited.map(({ bonusId, sourceId }) => `${bonusId}/${sourceId}`)),
  };
}

const isCredit = ({ kind }: CreditedRow) => kind === 'credit';

function standingsOf(credited: CreditedRow[]): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const { dealId, ...row } of credited) {
    const before = standings.get(dealId) ?? NO_STANDING;
    const [own, credit] = [BigInt(row.own), BigInt(row.credit)];
    standings.set(dealId, addTo(before, { own, credit, isRefund: row.basis === 'refunded' }));
  }
  return standings;
}

function addTo(
  before: Standing,
  { own, credit, isRefund }: { own: bigint; credit: bigint; isRefund: boolean },
): Standing {
  const { base, given, reversed, refunded, taken } = before;
  if (isRefund) return { ...before, refunded: refunded + own, taken: taken - credit };
  return own > 0n
    ? { ...before, base: base + own, given: given + credit }
    : { ...before, reversed: reversed - own, taken: taken - credit };
}

function bonusesOf(credited: CreditedRow[]): Map<string, bigint> {
  const given = new Map<string, bigint>();
  for (const { bonusId, dealId, credit } of credited) {
    if (bonusId === null) continue;
    const key = `${bonusId}/${dealId}`;
    given.set(key, (given.get(key) ?? 0n) + BigInt(credit));
  }
  return given;
}
