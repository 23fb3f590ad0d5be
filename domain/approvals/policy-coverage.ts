import { formatUnits } from '../leave/working-days';
import { formatMoney, parseMoney, toMoneyWire } from '../money/money';
import type { DepartmentKind } from '../roles';
import type { Condition, Policy } from './policy';
import { limitOf } from './policy-bands';
import { judgeSteps } from './policy-plan';
import type { RoutingFacts } from './routing';

/** Cases that are looked at; a policy that has more is refused unless one step always applies. */
const MOST_CASES = 20_000;

/**
 * A request that no step of the policy would apply to, in words; undefined when there is none.
 * Tries each side of every limit and each listed member with every other, which is exhaustive: between two limits
 * nothing changes.
 */
export function uncoveredRequest(policy: Policy): string | undefined {
  if (policy.steps.some(({ when }) => when.length === 0)) return undefined;
  const conditions = policy.steps.flatMap(({ when }) => when);
  const dimensions = [
    amounts(conditions),
    days(conditions),
    listed(conditions, 'department', (departmentId) => ({ departmentId })),
    listed(conditions, 'department-kind', (kind) => ({ departmentKind: kind as DepartmentKind })),
    listed(conditions, 'project', (projectId) => ({ projectId })),
    listed(conditions, 'category', (category) => ({ category })),
    listed(conditions, 'grade', (grade) => ({ grade })),
  ].filter((cases) => cases.length > 0);
  if (dimensions.reduce((count, cases) => count * cases.length, 1) > MOST_CASES) {
    return 'There are too many cases to check that somebody always signs: leave one step without conditions';
  }
  const gap = combinations(dimensions).find((facts) =>
    judgeSteps(policy, facts).every(({ applies }) => !applies),
  );
  return gap && `No step applies to a request ${sayFacts(gap)}: nobody would sign it`;
}

function amounts(conditions: Condition[]): RoutingFacts[] {
  return around(conditions, 'amount').map(({ unit: currency, value: minor }) => ({
    amount: toMoneyWire({ minor, currency }),
  }));
}

function days(conditions: Condition[]): RoutingFacts[] {
  return around(conditions, 'days').map(({ value }) => ({ days: formatUnits(Number(value)) }));
}

/** Nothing, and each limit with its two neighbours, in each unit that limits are in. */
function around(conditions: Condition[], on: 'amount' | 'days'): { unit: string; value: bigint }[] {
  const limits = conditions.flatMap((condition) => {
    const limit = condition.on === on ? limitOf(condition) : undefined;
    return limit ? [limit] : [];
  });
  const found = new Map<string, { unit: string; value: bigint }>();
  for (const { unit, value } of limits) {
    for (const near of [0n, value - 1n, value, value + 1n]) {
      if (near >= 0n) found.set(`${unit} ${near}`, { unit, value: near });
    }
  }
  return [...found.values()];
}

/** Each member of the lists, and none of them. */
function listed(
  conditions: Condition[],
  on: Exclude<Condition['on'], 'amount' | 'days'>,
  facts: (member: string) => RoutingFacts,
): RoutingFacts[] {
  const members = new Set(
    conditions.flatMap((condition) => (condition.on === on ? (condition.in as string[]) : [])),
  );
  return members.size === 0 ? [] : [{}, ...[...members].map(facts)];
}

function combinations(dimensions: RoutingFacts[][]): RoutingFacts[] {
  return dimensions.reduce<RoutingFacts[]>(
    (found, cases) => found.flatMap((facts) => cases.map((one) => ({ ...facts, ...one }))),
    [{}],
  );
}

function sayFacts(facts: RoutingFacts): string {
  const { amount, days, departmentKind, category, grade } = facts;
  const parts = [
    amount && `of ${formatMoney(parseMoney(amount))}`,
    days && `of ${days} days`,
    departmentKind && `from a ${departmentKind} department`,
    category && `of the category ${category}`,
    grade && `by somebody of grade ${grade}`,
    facts.departmentId && 'from one of the listed departments',
    facts.projectId && 'for one of the listed projects',
  ].filter(Boolean);
  return parts.length === 0 ? 'that is in none of the lists' : parts.join(', ');
}
