import { dateParts, daysBetween, type CalendarDate } from '../dates/calendar';
import { formatDate } from '../dates/format';
import type { FieldProblem } from '../errors';
import { formatMoney } from '../money/money';
import { CLAIM_CURRENCY, EXPENSE_CATEGORY_NAMES, type ExpenseCategory } from './claims';

/** What a policy can limit, category by category. */
export const EXPENSE_RULES = [
  'item-cap',
  'day-cap',
  'month-cap',
  'receipt-above',
  'max-age',
] as const;
/** @see EXPENSE_RULES */
export type ExpenseRule = (typeof EXPENSE_RULES)[number];

/** What a claim can break: a rule of the policy, or none of it but per diem for a day whose meals are claimed too. */
export const BREACHES = [...EXPENSE_RULES, 'per-diem'] as const;
/** @see BREACHES */
export type Breach = (typeof BREACHES)[number];

/** What people call a rule. */
const BREACH_NAMES: Record<Breach, string> = {
  'per-diem': 'Per diem',
  'item-cap': 'Cap per item',
  'day-cap': 'Cap per day',
  'month-cap': 'Cap per month',
  'receipt-above': 'Receipt needed above',
  'max-age': 'Oldest expense',
};
/** What people call a rule of the policy. */
export const EXPENSE_RULE_NAMES: Record<ExpenseRule, string> = BREACH_NAMES;

/** One rule of a version: amounts in minor units of the claim's currency, the age in days. */
export interface PolicyRule {
  category: ExpenseCategory;
  rule: ExpenseRule;
  /** Null for `max-age`. */
  minor: bigint | null;
  /** Null for all but `max-age`. */
  days: number | null;
  /** Hard: the claim is refused. Soft: it needs one more signature, an exception. */
  isHard: boolean;
}

/** A version of the policy and the dates of expenses it is for; `until` is the first date it is not for any more. */
export interface ExpensePolicy {
  number: number;
  from: CalendarDate;
  until: CalendarDate | null;
  rules: PolicyRule[];
}

/** A line as rules look at it. */
interface JudgedLine {
  date: CalendarDate;
  category: ExpenseCategory;
  /** In the claim's currency. */
  minor: bigint;
  hasReceipt: boolean;
}

/** What the same person has claimed in other claims that wait or are approved. */
export type SpentElsewhere = Pick<JudgedLine, 'date' | 'category' | 'minor'>;

/** A rule that a line does not keep. */
export interface Violation {
  /** From 1. */
  line: number;
  rule: Breach;
  isHard: boolean;
  message: string;
}

interface Claimed {
  lines: JudgedLine[];
  elsewhere: SpentElsewhere[];
  today: CalendarDate;
}

/**
 * The rules that the lines of a claim break, line by line. Each line is judged by the version that is for its own date;
 * without one nothing is asked. Caps of a day and a month count what was claimed elsewhere, then this claim's lines in
 * their order: the line that goes over is the one that breaks the rule.
 */
export function findViolations(claim: Claimed, policies: ExpensePolicy[]): Violation[] {
  return claim.lines.flatMap((line, index) => {
    const policy = policies.find(
      ({ from, until }) => from <= line.date && (until === null || line.date < until),
    );
    const rules = (policy?.rules ?? []).filter(({ category }) => category === line.category);
    return rules.flatMap((rule) => {
      const message = BREAKS[rule.rule](claim, index, rule);
      return message === null
        ? []
        : [{ line: index + 1, rule: rule.rule, isHard: rule.isHard, message }];
    });
  });
}

/** Hard violations as the problems that refuse a claim: each names its line and its rule. */
export function refusalsOf(violations: Violation[]): FieldProblem[] {
  return violations
    .filter(({ isHard }) => isHard)
    .map(({ line, rule, message }) => ({
      path: `lines.${line - 1}.${FIELDS[rule]}`,
      message: `Line ${line}: ${message} (${BREACH_NAMES[rule].toLowerCase()})`,
    }));
}

const FIELDS: Record<Breach, string> = {
  'per-diem': 'date',
  'item-cap': 'amount.amount',
  'day-cap': 'amount.amount',
  'month-cap': 'amount.amount',
  'receipt-above': 'receipts',
  'max-age': 'date',
};

const money = (minor: bigint) => formatMoney({ minor, currency: CLAIM_CURRENCY });
const nameOf = (category: ExpenseCategory) => EXPENSE_CATEGORY_NAMES[category].toLowerCase();
const monthOf = (date: CalendarDate) => date.slice(0, 7);

/** Says how a line breaks a rule; null when it keeps it. */
type Breaks = (claim: Claimed, index: number, rule: PolicyRule) => string | null;

const BREAKS: Record<ExpenseRule, Breaks> = {
  'item-cap': overAmount((limit, name) => `Over the cap of ${limit} per item for ${name}`),
  'day-cap': overSum(
    (a, b) => a === b,
    (limit, name, { sum, date }) =>
      `Over the cap of ${limit} a day for ${name}: ${formatDate(date)} comes to ${sum}`,
  ),
  'month-cap': overSum(
    (a, b) => monthOf(a) === monthOf(b),
    (limit, name, { sum, date }) =>
      `Over the cap of ${limit} a month for ${name}: ${monthName(date)} comes to ${sum}`,
  ),
  'receipt-above'(claim, index, rule) {
    if (claim.lines[index]?.hasReceipt) return null;
    return overAmount((limit, name) => `A receipt is needed above ${limit} for ${name}`)(
      claim,
      index,
      rule,
    );
  },
  'max-age'({ lines, today }, index, { category, days }) {
    const line = lines[index];
    if (!line || days === null || daysBetween(line.date, today) <= days) return null;
    return `Older than ${days} days, the most for ${nameOf(category)}`;
  },
};

function overAmount(say: (limit: string, name: string) => string): Breaks {
  return ({ lines }, index, { category, minor }) => {
    const line = lines[index];
    if (!line || minor === null || line.minor <= minor) return null;
    return say(money(minor), nameOf(category));
  };
}

function overSum(
  isSame: (a: CalendarDate, b: CalendarDate) => boolean,
  say: (limit: string, name: string, over: { sum: string; date: CalendarDate }) => string,
): Breaks {
  return ({ lines, elsewhere }, index, { category, minor: limit }) => {
    const line = lines[index];
    if (!line || limit === null) return null;
    const sum = [...elsewhere, ...lines.slice(0, index + 1)]
      .filter((one) => one.category === category && isSame(one.date, line.date))
      .reduce((total, one) => total + one.minor, 0n);
    if (sum <= limit) return null;
    const over = { sum: money(sum), date: line.date };
    return say(money(limit), nameOf(category), over);
  };
}

function monthName(date: CalendarDate): string {
  const { day } = dateParts(date);
  return formatDate(date).slice(String(day).length + 1);
}
