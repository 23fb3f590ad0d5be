import type { Period } from '../../../domain/assistant/periods';
import { listed } from '../../../domain/assistant/planner/clarify';
import { EXPENSE_CATEGORY_NAMES, type ExpenseCategory } from '../../../domain/expenses/claims';
import type { Draft } from './statement';

interface LeftOut {
  exceptCategories?: string[];
  exceptStatuses?: string[];
}

/** Which rows of what was spent are asked for: `authz.spending` has one of a claim for each day and category. */
export interface Spent extends Period {
  category?: string;
  exceptCategories?: string[];
}

/** What is left out, in words for a note; empty for nothing. */
export function without({ exceptCategories = [], exceptStatuses = [] }: LeftOut): string {
  const names = [
    ...exceptCategories.map((one) => EXPENSE_CATEGORY_NAMES[one as ExpenseCategory] ?? one),
    ...exceptStatuses,
  ];
  return names.length > 0 ? `, without ${listed(names)}` : '';
}

/** Narrows rows `s` to what became of their claims. */
export function narrowClaims(
  sql: Pick<Draft, 'narrow'>,
  { status, exceptStatuses }: { status?: string; exceptStatuses?: string[] },
): void {
  sql.narrow(status, (one) => `s.status = ${one}`);
  sql.narrow(exceptStatuses, (others) => `s.status <> ALL(${others}::text[])`);
}

/**
 * Takes what bounds rows that were spent, each value once.
 * @returns SQL of the rows that fit, by the name that the table has there; and of the first day, if there is one
 */
export function fitting(
  sql: Pick<Draft, 'bind'>,
  { category, exceptCategories, from, to }: Spent,
): { fits: (table: string) => string; since?: string } {
  const since = from === undefined ? undefined : `${sql.bind(from)}::date`;
  const until = to === undefined ? undefined : `${sql.bind(to)}::date`;
  const sort = category === undefined ? undefined : sql.bind(category);
  const others = exceptCategories && sql.bind(exceptCategories);
  const fits = (table: string) =>
    [
      ...(since ? [`${table}.spent_on >= ${since}`] : []),
      ...(until ? [`${table}.spent_on <= ${until}`] : []),
      ...(sort ? [`${table}.category = ${sort}`] : []),
      ...(others ? [`${table}.category <> ALL(${others}::text[])`] : []),
      'true',
    ].join(' AND ');
  return { fits, since };
}

/**
 * SQL of how many claims the rows `s` are of: those rows count that have none before them in their claim which is counted,
 * too. So nothing has to be sorted by claim.
 * @param of.alike whether rows of one category alone are counted together
 * @param of.isThinned whether rows of some categories are left out: the first row of a claim may be one of those then
 * @param of.since SQL of the first day from which rows are counted together; without one, all are
 * @param of.within SQL of a further condition on rows that count
 */
export function claimsCounted(of: {
  alike: boolean;
  isThinned?: boolean;
  since?: string;
  within?: string;
}): string {
  if (of.isThinned)
    return `count(DISTINCT s.claim_id)${of.within === undefined ? '' : ` FILTER (WHERE ${of.within})`}`;
  const earlier = of.alike ? 's.earlier_alike_on' : 's.earlier_on';
  const isFirst = `(${earlier} = '-infinity'${of.since === undefined ? '' : ` OR ${earlier} < ${of.since}`})`;
  return `count(*) FILTER (WHERE ${isFirst}${of.within === undefined ? '' : ` AND ${of.within}`})`;
}

/** SQL of the first day of the month of a day, as a timestamp: a date alone would be read in the zone of the server. */
export const monthOf = (day: string) => `date_trunc('month', ${day}::timestamp)`;
