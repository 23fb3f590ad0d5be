import { addDays, type CalendarDate } from '../dates/calendar';
import { carriedUntil } from './accrual';
import { encashable, endOfBucket, isUsableOn, type Bucket } from './buckets';

/** A bucket with what decides about its end. */
export interface AccountBucket extends Bucket {
  year: number | null;
  carried: boolean;
  /** Lost, taken off or paid out so far. */
  removed: number;
}

/** What a policy says about the end of a year. Units are hundredths of a day. */
export interface YearEndRule {
  /** Null: all that is left runs on. */
  carryMax: number | null;
  carryMonths: number | null;
  carryDays: number | null;
  encashMax: number;
  encashReserve: number;
}

/** What decides about the ends of a person's buckets of one type. */
export interface EndRules {
  /** The rule that holds on a day. */
  ruleOn: (on: CalendarDate) => YearEndRule | undefined;
  /** The years whose lost leave is paid out as far as the policy allows, with the units each has paid already. */
  paidOut: ReadonlyMap<number, number>;
  /** Years whose ends are not to be touched now. */
  except?: ReadonlySet<number>;
}

/** A bucket that is over: so much of it is paid out, so much lost, and the rest goes on until another day. */
export interface Ending {
  bucketId: string;
  year: number | null;
  lastDay: CalendarDate;
  encash: number;
  expire: number;
  /** What goes on; 0 where nothing is carried. */
  carry: number;
  carried: boolean;
  expiresOn: CalendarDate | null;
  /** The key that a second writing of this same end meets. */
  source: string;
}

/**
 * What is over before a day, the oldest first, and the buckets as they are after it. Previews, the run of a year's end,
 * the daily run and a request for leave all take a year's end from here: there is no second arithmetic.
 */
export function settleBuckets(
  buckets: readonly AccountBucket[],
  rules: EndRules,
  today: CalendarDate,
): { buckets: AccountBucket[]; endings: Ending[] } {
  const after = buckets
    .map((bucket) => ({ ...bucket }))
    .sort((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1));
  const isOver = ({ expiresOn }: AccountBucket) => expiresOn !== null && expiresOn < today;
  const endings: Ending[] = [];
  for (const bucket of after) {
    while (isOver(bucket) && !isKept(bucket, rules)) {
      const carry = carryOf(bucket, rules, after);
      if (!carry && bucket.free <= 0) break;
      endings.push(endOne(bucket, { carry, encashable: encashableAtEnd(bucket, rules, after) }));
    }
  }
  return { buckets: after.filter((bucket) => !isOver(bucket)), endings };
}

/** The last day of a leave year: it is the calendar year. */
export function lastDayOfYear(year: number): CalendarDate {
  return `${year}-12-31`;
}

function isKept({ year, carried }: AccountBucket, { except }: EndRules): boolean {
  return year !== null && !carried && (except?.has(year) ?? false);
}

/** Ends a bucket in memory. */
function endOne(
  bucket: AccountBucket,
  by: { carry: ReturnType<typeof carryOf>; encashable: number },
): Ending {
  const lastDay = bucket.expiresOn as CalendarDate;
  const end = endOfBucket({ bucket, carry: by.carry });
  const encash = Math.min(end.expire, by.encashable);
  // What was removed so far only grows: with it the same end is the same row, and a later one another.
  const source = `end ${lastDay}/${bucket.removed}`;
  bucket.free -= end.expire;
  bucket.removed += end.expire;
  bucket.carried ||= end.carried;
  bucket.expiresOn = end.expiresOn;
  return {
    ...{ bucketId: bucket.id, year: bucket.year, lastDay, source },
    ...{ encash, expire: end.expire - encash, carry: end.carried ? Math.max(0, bucket.free) : 0 },
    ...{ carried: bucket.carried, expiresOn: end.expiresOn },
  };
}

/** What a bucket of a year may take into the next one, by the policy that holds then, or held last. */
function carryOf(bucket: AccountBucket, { ruleOn }: EndRules, others: readonly AccountBucket[]) {
  const { year, carried, expiresOn } = bucket;
  if (year === null || carried || expiresOn === null) return null;
  const rule = ruleOn(addDays(expiresOn, 1)) ?? ruleOn(expiresOn);
  if (!rule || rule.carryMax === 0) return null;
  const already = others
    .filter((other) => other !== bucket && other.carried)
    .reduce((sum, { free }) => sum + Math.max(0, free), 0);
  return {
    max: rule.carryMax ?? Number.MAX_SAFE_INTEGER,
    already,
    until: carriedUntil(year + 1, { months: rule.carryMonths, days: rule.carryDays }),
  };
}

/** How much of a year's bucket may be paid out when it ends: by the policy of its last day, where the year pays out. */
function encashableAtEnd(
  { year, carried, expiresOn }: AccountBucket,
  { ruleOn, paidOut }: EndRules,
  all: readonly AccountBucket[],
): number {
  const paid = year === null || carried ? undefined : paidOut.get(year);
  const rule = expiresOn === null ? undefined : ruleOn(expiresOn);
  if (paid === undefined || expiresOn === null || !rule) return 0;
  const available = all
    .filter((bucket) => isUsableOn(bucket, expiresOn))
    .reduce((sum, { free }) => sum + free, 0);
  const { encashReserve: reserve, encashMax: max } = rule;
  return encashable({ available, reserve, max, encashedThisYear: paid });
}
