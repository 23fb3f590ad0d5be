import type { Period } from '../../../domain/assistant/periods';
import type { Draft } from './statement';

/** Which rows of what was spent are asked for: `authz.spending` has one of a claim for each day and category. */
export interface Spent extends Period {
  category?: string;
}

/**
 * Takes what bounds rows that were spent, each value once.
 * @returns SQL of the rows that fit, by the name that the table has there; and of the first day, if there is one
 */
export function fitting(
  sql: Pick<Draft, 'bind'>,
  { category, from, to }: Spent,
): { fits: (table: string) => string; since?: string } {
  const since = from === undefined ? undefined : `${sql.bind(from)}::date`;
  const until = to === undefined ? undefined : `${sql.bind(to)}::date`;
  const sort = category === undefined ? undefined : sql.bind(category);
  const fits = (table: string) =>
    [
      ...(since ? [`${table}.spent_on >= ${since}`] : []),
      ...(until ? [`${table}.spent_on <= ${until}`] : []),
      ...(sort ? [`${table}.category = ${sort}`] : []),
      'true',
    ].join(' AND ');
  return { fits, since };
}

/**
 * SQL of how many claims the rows `s` are of: those rows count that have none before them in their claim which is counted,
 * too. So nothing has to be sorted by claim.
 * @param of.alike whether rows of one category alone are counted together
 * @param of.since SQL of the first day from which rows are counted together; without one, all are
 * @param of.within SQL of a further condition on rows that count
 */
export function claimsCounted(of: { alike: boolean; since?: string; within?: string }): string {
  const earlier = of.alike ? 's.earlier_alike_on' : 's.earlier_on';
  const isFirst = `(${earlier} = '-infinity'${of.since === undefined ? '' : ` OR ${earlier} < ${of.since}`})`;
  return `count(*) FILTER (WHERE ${isFirst}${of.within === undefined ? '' : ` AND ${of.within}`})`;
}

/** SQL of the first day of the month of a day, as a timestamp: a date alone would be read in the zone of the server. */
export const monthOf = (day: string) => `date_trunc('month', ${day}::timestamp)`;
