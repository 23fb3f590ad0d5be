import type { FieldProblem } from '../errors';
import { saidHalves, type SaidPeriod } from './halves';
import { isForward, workingUnits, type Counting, type LeavePeriod } from './working-days';

/** Fills in the halves: a day that was the leave's first or last keeps its half, any other is a whole day. */
export function completePeriod(wished: SaidPeriod, leave: LeavePeriod): LeavePeriod {
  const { from, to } = wished;
  const { fromHalf, toHalf } = saidHalves(wished);
  return {
    from,
    to,
    fromHalf: fromHalf ?? (from === leave.from ? leave.fromHalf : 'am'),
    toHalf: toHalf ?? (to === leave.to ? leave.toHalf : 'pm'),
  };
}

/** A shortened leave with none but the halves that it has by the change: those it had are as they were approved. */
export function newHalves(period: LeavePeriod, leave: LeavePeriod): LeavePeriod {
  return {
    ...period,
    fromHalf: start(period) === start(leave) ? 'am' : period.fromHalf,
    toHalf: end(period) === end(leave) ? 'pm' : period.toHalf,
  };
}

/** What is wrong with shortening a leave to a period: it lies inside, runs forward and is shorter. Empty if nothing is. */
export function shorteningProblems(period: LeavePeriod, leave: LeavePeriod): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (path: string, message: string) => problems.push({ path, message });
  if (start(period) < start(leave)) add('from', 'This is before the leave begins');
  if (end(period) > end(leave)) add('to', 'This is after the leave ends');
  if (period.to < period.from) add('to', 'The last day is before the first');
  else if (!isForward(period)) add('toHalf', 'The leave would end before it has started');
  if (problems.length === 0 && start(period) === start(leave) && end(period) === end(leave))
    add('to', 'This is the leave as it is');
  return problems;
}

/**
 * The working time a shortened leave comes to, in hundredths of a day, by the calendars known now; never more than the
 * leave was counted as when it was approved.
 */
export function shortenedUnits(
  input: { period: LeavePeriod; leave: LeavePeriod & { units: number } },
  counting: Counting,
): number {
  const { period, leave } = input;
  return Math.min(leave.units, workingUnits(period, counting));
}

// Half days in order: text sorts like time.
function start({ from, fromHalf }: LeavePeriod): string {
  return `${from} ${fromHalf === 'pm' ? 1 : 0}`;
}

function end({ to, toHalf }: LeavePeriod): string {
  return `${to} ${toHalf === 'am' ? 0 : 1}`;
}
