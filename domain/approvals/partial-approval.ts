import type { FieldProblem } from '../errors';
import {
  formatMoney,
  parseMoney,
  readMoney,
  sumMoney,
  toMoneyWire,
  type Money,
} from '../money/money';
import type { MoneyWire } from '../wire/common';
import type { Fact, RequestLine } from './kind';

/** What a decision approved of one line: as it is stored, in minor units as text. */
export interface ApprovedLine {
  key: string;
  minor: string;
  currency: string;
}

/** What an approver says of one line. */
export interface LineAmount {
  key: string;
  amount: MoneyWire;
}

/** What one decision does to the lines: nothing was cut, these amounts are left, or these fields are wrong. */
type LineJudgement =
  { cut: false } | { cut: true; lines: ApprovedLine[] } | { problems: FieldProblem[] };

/**
 * What is left of each line after some approvals: the least any of them approved of it, in the order of the lines.
 * An approval that says nothing of lines approves what it found.
 */
export function linesLeft(
  lines: RequestLine[],
  approvals: (ApprovedLine[] | null)[],
): (RequestLine & { left: Money })[] {
  return lines.map((line) => {
    const asked = parseMoney(line.amount);
    const amounts = approvals.flatMap((approved) => approved?.filter(isOf(line)) ?? []);
    const minor = amounts.reduce(
      (least, approved) => (BigInt(approved.minor) < least ? BigInt(approved.minor) : least),
      asked.minor,
    );
    return { ...line, left: { minor, currency: asked.currency } };
  });
}

/**
 * Judges an approval by lines against what is left of the request. Lines it does not name stay as they are; none may
 * grow, and something must be left. Cutting wants a reason.
 * @param given.comment what the approver wrote, trimmed; empty if nothing
 * @returns what every line comes to after it, to be stored, unless nothing is cut; problems name `lines.0.amount`
 */
export function judgeLines(
  left: ReturnType<typeof linesLeft>,
  given: { lines: LineAmount[]; comment: string },
): LineJudgement {
  const problems = given.lines.flatMap((_line, index) => lineProblems(left, given.lines, index));
  if (problems.length > 0) return { problems };
  const after = left.map((line) => {
    const named = given.lines.find(isOf(line));
    return { key: line.key, before: line.left, now: named ? parseMoney(named.amount) : line.left };
  });
  if (after.every(({ before, now }) => now.minor === before.minor)) return { cut: false };
  if (after.every(({ now }) => now.minor === 0n)) {
    return { problems: [{ path: 'lines', message: 'Nothing would be left: reject instead' }] };
  }
  if (!given.comment) {
    return { problems: [{ path: 'comment', message: 'Say why you approve less than was asked' }] };
  }
  return {
    cut: true,
    lines: after.map(({ key, now }) => ({
      key,
      minor: now.minor.toString(),
      currency: now.currency,
    })),
  };
}

/** What was asked and what is left of it, in all. Lines are of one currency. */
export function totalsOf(left: ReturnType<typeof linesLeft>): { asked: Money; left: Money } {
  const currency = left[0]?.left.currency ?? 'INR';
  return {
    asked: sumMoney(
      left.map((line) => parseMoney(line.amount)),
      currency,
    ),
    left: sumMoney(
      left.map((line) => line.left),
      currency,
    ),
  };
}

/** What a person reads of a request that was approved in part: the total, then each line that was cut. Else nothing. */
export function cutFacts(left: ReturnType<typeof linesLeft>): Fact[] {
  const cut = left.filter((line) => line.left.minor < parseMoney(line.amount).minor);
  if (cut.length === 0) return [];
  const totals = totalsOf(left);
  return [
    { label: 'Approved in part', value: ofAsked(totals.left, totals.asked) },
    ...cut.map((line) => ({
      label: line.label,
      value: ofAsked(line.left, parseMoney(line.amount)),
    })),
  ];
}

/** An amount of a line as it crosses the wire. */
export function approvedWire(line: ApprovedLine): LineAmount {
  const money = { minor: BigInt(line.minor), currency: line.currency };
  return { key: line.key, amount: toMoneyWire(money) };
}

function ofAsked(left: Money, asked: Money): string {
  return `${formatMoney(left)} of ${formatMoney(asked)}`;
}

function isOf(line: { key: string }): (other: { key: string }) => boolean {
  return (other) => other.key === line.key;
}

function lineProblems(
  left: ReturnType<typeof linesLeft>,
  given: LineAmount[],
  index: number,
): FieldProblem[] {
  const { key, amount } = given[index] as LineAmount;
  const problem = (member: string, message: string) => [
    { path: `lines.${index}.${member}`, message },
  ];
  const line = left.find(isOf({ key }));
  if (!line) return problem('key', 'There is no such line');
  if (given.findIndex(isOf({ key })) < index) return problem('key', 'This line is named twice');
  const money = readMoney(amount);
  if ('member' in money) return problem(`amount.${money.member}`, money.message);
  if (money.currency !== line.left.currency)
    return problem('amount.currency', `This line is in ${line.left.currency}`);
  if (money.minor < 0n) return problem('amount.amount', 'Must not be less than zero');
  if (money.minor > line.left.minor)
    return problem('amount.amount', `At most ${formatMoney(line.left)} is left of this line`);
  return [];
}
