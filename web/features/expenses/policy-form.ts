import type { ExpenseCategory } from '../../../domain/expenses/claims';
import type { ExpenseRule } from '../../../domain/expenses/policy';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type { ExpensePolicyWire, NewExpensePolicy } from '../../../domain/wire/expenses';

/** One rule while it is filled in: an amount or a number of days, as text. */
interface RuleValues {
  category: ExpenseCategory;
  rule: ExpenseRule;
  value: string;
  strictness: 'hard' | 'soft';
}

/** What the form of a version holds. */
export interface PolicyValues {
  startsOn: string;
  note: string;
  rules: RuleValues[];
}

/** An empty version, or one to begin with. */
export function valuesOf(from?: ExpensePolicyWire): PolicyValues {
  const rules = (from?.rules ?? []).map(({ category, rule, limit, days, strictness }) => ({
    ...{ category, rule, strictness, value: limit?.amount ?? String(days ?? '') },
  }));
  return { startsOn: '', note: '', rules };
}

/** What keeps the form from being sent, by field. */
export function problemsOf({ startsOn, note, rules }: PolicyValues): Record<string, string> {
  const missing = rules.flatMap(({ value, rule }, index) => {
    const isGood = rule === 'max-age' ? /^\d{1,3}$/.test(value) : value.trim() !== '';
    const words = rule === 'max-age' ? 'Say how many days' : 'Say the amount';
    return isGood ? [] : [[`rules.${index}.value`, words] as const];
  });
  return {
    ...(startsOn ? {} : { startsOn: 'Choose a day' }),
    ...(note.trim() ? {} : { note: 'Say why' }),
    ...Object.fromEntries(missing),
  };
}

/** What is sent. */
export function bodyOf({ startsOn, note, rules }: PolicyValues): NewExpensePolicy {
  return {
    ...{ startsOn, note },
    rules: rules.map(({ value, ...rule }) =>
      rule.rule === 'max-age'
        ? { ...rule, days: Number(value) }
        : { ...rule, limit: { amount: value.trim(), currency: COMPANY_CURRENCY } },
    ),
  };
}

/** A problem's path in the form: a rule's amount or days are one field. */
export function fieldOf(path: string): string {
  return path.replace(/^(rules\.\d+)\.(limit|days).*$/, '$1.value');
}
