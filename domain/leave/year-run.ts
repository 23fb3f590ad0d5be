import { addDays } from '../dates/calendar';
import { formatDate } from '../dates/format';
import {
  lastDayOfYear,
  settleBuckets,
  type AccountBucket,
  type EndRules,
  type Ending,
} from './year-end';
import { sayUnits } from './working-days';

/** What becomes of somebody's leave of a type at a year's end, in hundredths of a day. */
export interface YearEndFigures {
  carry: number;
  expire: number;
  encash: number;
}

/** @see YearEndFigures; with why somebody is left out of a run. */
type YearEndPlan = YearEndFigures & { leftOut: string | null };

const NOTHING: YearEndFigures = { carry: 0, expire: 0, encash: 0 };

/** What the end of a year is, of all that has ended; null when the year's was not among it. */
export function yearEndOf(endings: readonly Ending[], year: number): YearEndFigures | null {
  const end = endings.find(
    (ending) => ending.year === year && ending.lastDay === lastDayOfYear(year),
  );
  return end ? { carry: end.carry, expire: end.expire, encash: end.encash } : null;
}

/**
 * What the run of a year's end would do with somebody's leave of a type: the very arithmetic of the run, on a copy.
 * @param account.active whether the person is still here
 */
export function planYearEnd(
  account: { typeName: string; active: boolean; buckets: readonly AccountBucket[] },
  rules: EndRules,
  year: number,
): YearEndPlan {
  const leaveOut = (leftOut: string): YearEndPlan => ({ ...NOTHING, leftOut });
  const bucket = account.buckets.find((one) => one.year === year);
  const lastDay = lastDayOfYear(year);
  if (!bucket) {
    const runsOn = rules.ruleOn(lastDay)?.carryMax === null;
    const name = account.typeName;
    return leaveOut(
      runsOn ? `${name} runs on from year to year` : `No ${name.toLowerCase()} of ${year}`,
    );
  }
  if (bucket.carried || bucket.expiresOn !== lastDay)
    return leaveOut(`Ended already; usable until ${sayUntil(bucket)}`);
  if (!account.active) return leaveOut('No longer active: settle what is left by hand');
  const { endings } = settleBuckets(account.buckets, rules, addDays(lastDay, 1));
  const figures = yearEndOf(endings, year);
  return figures ? { ...figures, leftOut: null } : leaveOut('Nothing is left of it');
}

function sayUntil({ expiresOn }: AccountBucket): string {
  return expiresOn === null ? 'it is used' : formatDate(expiresOn);
}

/**
 * What differed between what was drawn up and what was done, in words; null where nothing did.
 * @param done.before whether it had ended before the run came to it
 */
export function sayDifference(
  planned: YearEndFigures,
  done: YearEndFigures & { before: boolean },
): string | null {
  const parts = [
    difference('carried', planned.carry, done.carry),
    difference('lost', planned.expire, done.expire),
    difference('paid out', planned.encash, done.encash),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  const when = done.before
    ? 'Ended before the run came to it, when the balance was used or changed'
    : 'The balance has changed since the preview';
  return `${when}: ${parts.join(', ')}`;
}

function difference(word: string, planned: number, done: number): string | null {
  return planned === done ? null : `${sayUnits(done)} ${word} instead of ${sayUnits(planned)}`;
}
