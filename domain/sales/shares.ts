import type { FieldProblem } from '../errors';

/** The whole of a deal, in basis points. */
export const WHOLE_BPS = 10_000;

/** Whose a deal is, to how many hundredths of a percent. */
interface Share {
  employeeId: string;
  bps: number;
}

/** "37.5 %". */
export const percentText = (bps: number): string => `${bps / 100} %`;

/** What is wrong with shares: each person once, and all of them come to the whole (splits of 60 and 30 are refused). */
export function checkShares(shares: readonly Share[]): FieldProblem[] {
  const twice = shares.findIndex(
    ({ employeeId }, at) => shares.findIndex((other) => other.employeeId === employeeId) < at,
  );
  if (twice >= 0)
    return [{ path: `splits.${twice}.employeeId`, message: 'This person is named twice' }];
  const sum = shares.reduce((all, { bps }) => all + bps, 0);
  if (sum === WHOLE_BPS) return [];
  const off = percentText(Math.abs(WHOLE_BPS - sum));
  const message = sum < WHOLE_BPS ? `${off} are missing` : `${off} too much`;
  return [{ path: 'splits', message: `The shares come to ${percentText(sum)}: ${message}` }];
}

/**
 * An amount handed out by shares, exact to the last unit: whole units first, what remains one by one to the largest
 * remainders, the earlier share where two are alike.
 */
export function shareOut(minor: bigint, shares: readonly Share[]): bigint[] {
  const whole = BigInt(WHOLE_BPS);
  const exact = shares.map(({ bps }) => minor * BigInt(bps));
  const parts = exact.map((amount) => amount / whole);
  const order = exact
    .map((amount, at) => ({ at, remainder: amount % whole }))
    .sort((a, b) => Number(b.remainder - a.remainder) || a.at - b.at);
  let left = minor - parts.reduce((sum, part) => sum + part, 0n);
  for (const { at } of order) {
    if (left <= 0n) break;
    parts[at] = (parts[at] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts;
}
