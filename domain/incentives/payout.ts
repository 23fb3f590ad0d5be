import { divideRounded } from '../money/money';
import { WHOLE_BPS, type Band } from './plan';

/** Some credit in one tier, and what that tier pays for it. */
export interface Piece {
  /** The tier's place in its version, from 1. */
  tier: number;
  rateBps: number;
  /** Minor units of credit; negative where credit is taken back. */
  credit: bigint;
}

/**
 * What all credit of a period pays: each tier its own rate for the part that lies in it (marginal), rounded once, halves
 * away from zero. It depends on the sum alone, so the order of deals and refunds cannot matter. Below 0, where more was
 * taken back than credited, the first tier goes on.
 * @param bands from the first one, which begins at 0
 */
export function payoutAt(bands: Band[], cumulative: bigint): bigint {
  const exact = piecesUpTo(bands, cumulative).reduce(
    (sum, { credit, rateBps }) => sum + credit * BigInt(rateBps),
    0n,
  );
  return divideRounded(exact, BigInt(WHOLE_BPS));
}

/** What the credit between two sums pays: the difference of both payouts, so that lines add up to the whole. */
export function payoutBetween(bands: Band[], before: bigint, after: bigint): bigint {
  return payoutAt(bands, after) - payoutAt(bands, before);
}

/** The credit between two sums, by the tiers it lies in; empty tiers are left out. */
export function piecesBetween(bands: Band[], before: bigint, after: bigint): Piece[] {
  const upTo = piecesUpTo(bands, before);
  return piecesUpTo(bands, after)
    .map((piece, index) => ({ ...piece, credit: piece.credit - (upTo[index]?.credit ?? 0n) }))
    .filter(({ credit }) => credit !== 0n);
}

function piecesUpTo(bands: Band[], cumulative: bigint): Piece[] {
  return bands.map(({ from, rateBps }, index) => {
    const end = bands[index + 1]?.from;
    const reached = end === undefined || cumulative < end ? cumulative : end;
    const isBelow = index > 0 && reached < from;
    return { tier: index + 1, rateBps, credit: isBelow ? 0n : reached - from };
  });
}
