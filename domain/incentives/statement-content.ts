import { COMPANY_CURRENCY } from '../money/company-currency';
import { toMoneyWire } from '../money/money';
import type { PersonRef } from '../wire/common';
import type { PlanVersionWire } from '../wire/incentive-plans';
import type { StatementContent } from '../wire/incentives';
import type { DealEvent } from './credits';
import type { IncentivePeriod } from './periods';
import { percentText, type PlanVersion } from './plan';
import type { BonusCredit, BonusRule } from './seller';
import type { PaidCredit, Reckoning } from './statement';

/** A deal as statements name it. */
interface NamedDeal {
  id: string;
  number: string;
  name: string;
  /** The seller's share now, in basis points. */
  bps: number;
}

/** An event as statements name it. */
interface NamedEvent {
  basis: DealEvent['basis'];
  reference: string;
}

/** What a statement is written from. */
interface StatementParts {
  plan: { id: string; name: string };
  period: IncentivePeriod;
  seller: PersonRef;
  versions: { rule: PlanVersion; shown: PlanVersionWire }[];
  quota: bigint | null;
  reckoning: Reckoning;
  bonuses: BonusCredit[];
  rules: BonusRule[];
  adjustments: { id: string; on: string; reason: string; amount: bigint }[];
  dealOf: (dealId: string) => NamedDeal;
  eventOf: (eventId: string) => NamedEvent;
}

const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });

/** All a statement says. The same parts give the same text to the letter: it is hashed. */
export function statementContent(parts: StatementParts): StatementContent {
  const { plan, period, seller, versions, quota, adjustments } = parts;
  return {
    plan: { id: plan.id, name: plan.name },
    period: { name: period.name, from: period.from, to: period.to },
    seller: { id: seller.id, name: seller.name },
    versions: versions.map(({ shown }) => shown),
    quota: quota === null ? null : money(quota),
    lines: parts.reckoning.lines.map((line) => lineOf(parts, line)),
    bonuses: parts.bonuses.map((bonus) => bonusOf(parts, bonus)),
    adjustments: adjustments.map(({ id, on, reason, amount }) => ({
      ...{ id, on, reason, amount: money(amount) },
    })),
    totals: totalsOf(parts.reckoning),
  };
}

function lineOf(parts: StatementParts, line: PaidCredit): StatementContent['lines'][number] {
  const { bps, ...deal } = parts.dealOf(line.dealId);
  const version = parts.versions.find(({ rule }) => rule.id === line.versionId);
  return {
    ...{ eventId: line.eventId, deal, ...parts.eventOf(line.eventId), on: line.on },
    ...{ base: money(line.base), share: percentText(bps), credit: money(line.credit) },
    ...{ before: money(line.before), after: money(line.after) },
    version: version?.rule.number ?? 0,
    pieces: piecesOf(line.pieces),
    payout: money(line.payout),
  };
}

/** Tiers' parts as they are shown. */
export function piecesOf(
  pieces: PaidCredit['pieces'],
): StatementContent['lines'][number]['pieces'] {
  return pieces.map(({ tier, rateBps, credit }) => ({
    ...{ tier, rate: percentText(rateBps), credit: money(credit) },
  }));
}

function bonusOf(parts: StatementParts, bonus: BonusCredit): StatementContent['bonuses'][number] {
  const { id, number, name } = parts.dealOf(bonus.dealId);
  return {
    bonusId: bonus.bonusId,
    name: parts.rules.find((rule) => rule.id === bonus.bonusId)?.name ?? '',
    eventId: bonus.eventId,
    deal: { id, number, name },
    on: bonus.on,
    amount: money(bonus.amount),
  };
}

function totalsOf(reckoning: Reckoning): StatementContent['totals'] {
  return {
    credited: money(reckoning.credited),
    commission: money(reckoning.commission),
    bonuses: money(reckoning.bonuses),
    cut: money(reckoning.cut),
    adjustments: money(reckoning.adjustments),
    broughtForward: money(reckoning.broughtForward),
    payable: money(reckoning.payable),
    carriedForward: money(reckoning.carriedForward),
  };
}
