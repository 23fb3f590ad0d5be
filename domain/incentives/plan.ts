import type { CalendarDate } from '../dates/calendar';
import { divideRounded } from '../money/money';

/** What a deal earns by: that it was won, that it was invoiced, or that the customer paid. */
export const BASES = ['won', 'invoiced', 'paid'] as const;
/** @see BASES */
export type Basis = (typeof BASES)[number];

/** What of a deal counts: all it is worth, or what is left after its cost. */
export const MEASURES = ['revenue', 'margin'] as const;
/** @see MEASURES */
export type Measure = (typeof MEASURES)[number];

/** What tiers begin at: amounts, or shares of each seller's quota. */
export const TIER_SCALES = ['amount', 'quota'] as const;
/** @see TIER_SCALES */
export type TierScale = (typeof TIER_SCALES)[number];

/** From where on a rate holds; up to where the next tier begins. */
interface Tier {
  /** Minor units, or basis points of the quota; the first one begins at 0. */
  from: bigint;
  /** Basis points: 500 is 5 %. */
  rateBps: number;
}

/** How a plan pays between two days. */
export interface PlanVersion {
  id: string;
  number: number;
  from: CalendarDate;
  /** The last day; null: until another version follows. */
  to: CalendarDate | null;
  basis: Basis;
  measure: Measure;
  scale: TierScale;
  tiers: Tier[];
  /** The most a seller earns in a period, minor units; null: no limit. */
  cap: bigint | null;
}

/** A tier in amounts. */
export interface Band {
  /** Minor units of credit in the period. */
  from: bigint;
  rateBps: number;
}

/** All of it: 100 %. */
export const WHOLE_BPS = 10_000;

/** The version that holds on a day, if there is one. */
export function versionOn(versions: PlanVersion[], on: CalendarDate): PlanVersion | undefined {
  return versions.find(({ from, to }) => from <= on && (to === null || on <= to));
}

/**
 * A version's tiers in amounts.
 * @param quota of the seller in the period, minor units; only asked for where tiers are shares of it
 * @throws RangeError where it is asked for and there is none
 */
export function bandsOf({ scale, tiers }: PlanVersion, quota: bigint | null): Band[] {
  if (scale === 'amount') return tiers;
  if (quota === null) throw new RangeError('tiers by quota need a quota');
  return tiers.map(({ from, rateBps }) => ({
    from: divideRounded(quota * from, BigInt(WHOLE_BPS)),
    rateBps,
  }));
}

/** What is wrong with tiers, by the place of each in the list; nothing when they begin at 0 and rise. */
export function tierProblems(tiers: Tier[]): { index: number; message: string }[] {
  return tiers.flatMap(({ from }, index) => {
    const before = tiers[index - 1];
    if (!before) return from === 0n ? [] : [{ index, message: 'The first tier begins at 0' }];
    return from > before.from
      ? []
      : [{ index, message: 'A tier begins above where the one before it does' }];
  });
}

/** Reads a percentage such as "7.5" or "12.25" as basis points; undefined when it is none, or has more decimals. */
export function readPercent(text: string): bigint | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text);
  return match ? BigInt((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** Basis points as people write a percentage: "7.5". */
export function percentText(bps: bigint | number): string {
  const digits = bps.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
}
