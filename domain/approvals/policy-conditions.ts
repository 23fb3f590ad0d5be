import { formatMoney, readMoney } from '../money/money';
import type { Comparison, Condition } from './policy';
import type { RoutingFacts } from './routing';

/**
 * Whether a condition holds. `unknown` is an amount or number that cannot be compared (there is none, or it is in
 * another currency): it is told, and the step is kept, since a signature too many is the smaller evil.
 */
export interface Judgement {
  condition: Condition;
  outcome: 'holds' | 'fails' | 'unknown';
  /** What was found, in words; ids stay ids. */
  found: string;
}

type Judge<On extends Condition['on']> = (
  condition: Extract<Condition, { on: On }>,
  facts: RoutingFacts,
) => Omit<Judgement, 'condition'>;

const JUDGES: { [On in Condition['on']]: Judge<On> } = {
  amount: judgeAmount,
  days: ({ is, value }, { days }) => {
    const found = days === undefined ? undefined : hundredths(days);
    const limit = hundredths(value);
    if (found === undefined || limit === undefined) return unknown('no number of days');
    return { outcome: said(compare(is, BigInt(found), BigInt(limit))), found: `${days} days` };
  },
  department: (condition, { departmentId }) => among(condition.in, departmentId, 'no department'),
  'department-kind': (condition, { departmentKind }) =>
    among(condition.in, departmentKind, 'no department'),
  project: (condition, { projectId }) => among(condition.in, projectId, 'no project'),
  category: (condition, { category }) => among(condition.in, category, 'no category'),
  grade: (condition, { grade }) => among(condition.in, grade, 'no grade'),
};

/** Judges one condition by the facts of a request. */
export function judgeCondition(condition: Condition, facts: RoutingFacts): Judgement {
  const judge = JUDGES[condition.on] as Judge<Condition['on']>;
  return { condition, ...judge(condition, facts) };
}

/** Hundredths of a day of "2.5", or undefined for anything that is no such number. */
export function hundredths(days: string): number | undefined {
  const match = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(days);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

function judgeAmount(
  { is, value }: Extract<Condition, { on: 'amount' }>,
  { amount }: RoutingFacts,
): Omit<Judgement, 'condition'> {
  if (!amount) return unknown('no amount');
  const [found, limit] = [readMoney(amount), readMoney(value)];
  if ('member' in found || 'member' in limit) return unknown('an amount that cannot be read');
  const text = formatMoney(found);
  if (found.currency !== limit.currency) {
    return unknown(`${text}, which a limit in ${limit.currency} cannot judge`);
  }
  return { outcome: said(compare(is, found.minor, limit.minor)), found: text };
}

function compare(is: Comparison, found: bigint, limit: bigint): boolean {
  switch (is) {
    case 'at-least':
      return found >= limit;
    case 'above':
      return found > limit;
    case 'at-most':
      return found <= limit;
    case 'below':
      return found < limit;
  }
}

function among(
  wanted: readonly string[],
  found: string | undefined,
  none: string,
): Omit<Judgement, 'condition'> {
  if (found === undefined) return { outcome: 'fails', found: none };
  return { outcome: said(wanted.includes(found)), found };
}

function said(holds: boolean): 'holds' | 'fails' {
  return holds ? 'holds' : 'fails';
}

function unknown(found: string): Omit<Judgement, 'condition'> {
  return { outcome: 'unknown', found };
}
