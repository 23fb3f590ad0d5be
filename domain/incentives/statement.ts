import type { CalendarDate } from '../dates/calendar';
import { compare, type Credit } from './credits';
import { payoutBetween, piecesBetween, type Piece } from './payout';
import { bandsOf, type PlanVersion } from './plan';

/** A credit with its place in the period's sum and what it pays. */
export interface PaidCredit extends Credit {
  before: bigint;
  after: bigint;
  pieces: Piece[];
  payout: bigint;
}

/** A fixed amount beside the tiers: a bonus for a win, or what a dispute has found missing. */
interface FixedAmount {
  sourceId: string;
  amount: bigint;
  on: CalendarDate;
}

/** What a period comes to for a seller, in minor units. */
export interface Reckoning {
  lines: PaidCredit[];
  /** All credit of the period. */
  credited: bigint;
  /** By the tiers. */
  commission: bigint;
  bonuses: bigint;
  /** What the plan's cap cuts off, positive. */
  cut: bigint;
  adjustments: bigint;
  /** What the period before left to be taken back, 0 or negative. */
  broughtForward: bigint;
  payable: bigint;
  /** What this one leaves to be taken back, 0 or negative. */
  carriedForward: bigint;
}

/**
 * Works out a seller's period. Credit adds up over the whole of it; each version pays, by its own tiers, for the credit
 * of its days, on top of what the versions before it had. Nobody owes the company: what is negative is set off against
 * the next period.
 * @param input.quota minor units; null where there is none
 * @throws RangeError where a version's tiers go by quota and there is none
 */
export function reckon(input: {
  versions: PlanVersion[];
  credits: Credit[];
  quota: bigint | null;
  bonuses: FixedAmount[];
  adjustments: FixedAmount[];
  broughtForward: bigint;
}): Reckoning {
  const lines = payLines(input);
  const commission = total(lines.map(({ payout }) => payout));
  const bonuses = total(input.bonuses.map(({ amount }) => amount));
  const cut = cutOff(capOf(input.versions), commission + bonuses);
  const adjustments = total(input.adjustments.map(({ amount }) => amount));
  const due = commission + bonuses - cut + adjustments + input.broughtForward;
  return {
    lines,
    credited: total(lines.map(({ credit }) => credit)),
    ...{ commission, bonuses, cut, adjustments, broughtForward: input.broughtForward },
    payable: due > 0n ? due : 0n,
    carriedForward: due < 0n ? due : 0n,
  };
}

function payLines(input: {
  versions: PlanVersion[];
  credits: Credit[];
  quota: bigint | null;
}): PaidCredit[] {
  let before = 0n;
  return input.versions.flatMap((version) => {
    const own = input.credits.filter(({ versionId }) => versionId === version.id);
    if (own.length === 0) return [];
    const bands = bandsOf(version, input.quota);
    return own.toSorted(inOrder).map((credit) => {
      const after = before + credit.credit;
      const line = {
        ...{ ...credit, before, after, pieces: piecesBetween(bands, before, after) },
        payout: payoutBetween(bands, before, after),
      };
      before = after;
      return line;
    });
  });
}

const inOrder = (a: Credit, b: Credit) =>
  compare({ id: a.eventId, on: a.on }, { id: b.eventId, on: b.on });

/** The cap of the version the period ends with. */
function capOf(versions: PlanVersion[]): bigint | null {
  return versions.at(-1)?.cap ?? null;
}

function cutOff(cap: bigint | null, earned: bigint): bigint {
  return cap !== null && earned > cap ? earned - cap : 0n;
}

function total(amounts: bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
