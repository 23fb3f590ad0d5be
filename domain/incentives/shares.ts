import { WHOLE_BPS } from './plan';

/** Whose a deal is, in basis points; those of a deal come to 10,000. */
export interface Share {
  employeeId: string;
  bps: number;
}

/**
 * Shares an amount out so that the parts come to it exactly: each gets the whole units of their share, and what is left
 * goes, one each, to the largest remainders (Hamilton's method); of equal ones to the smaller id first.
 * @throws RangeError when the shares do not come to 10,000
 */
export function shareOut(amount: bigint, shares: Share[]): Map<string, bigint> {
  const whole = BigInt(WHOLE_BPS);
  if (shares.reduce((sum, { bps }) => sum + bps, 0) !== WHOLE_BPS)
    throw new RangeError('shares come to 10000 basis points');
  const sign = amount < 0n ? -1n : 1n;
  const parts = shares.map(({ employeeId, bps }) => {
    const exact = amount * sign * BigInt(bps);
    return { employeeId, units: exact / whole, remainder: exact % whole };
  });
  const left = amount * sign - parts.reduce((sum, { units }) => sum + units, 0n);
  const inTurn = parts.toSorted(
    (a, b) => Number(b.remainder - a.remainder) || (a.employeeId < b.employeeId ? -1 : 1),
  );
  return new Map(
    inTurn.map(({ employeeId, units }, index) => [
      employeeId,
      sign * (units + (BigInt(index) < left ? 1n : 0n)),
    ]),
  );
}
