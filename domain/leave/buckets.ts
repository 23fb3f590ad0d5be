import type { CalendarDate } from '../dates/calendar';
import { countedDays, type Counting, type LeaveDay, type LeavePeriod } from './working-days';

/** A stock of leave that may be used within dates. Units are hundredths of a day. */
export interface Bucket {
  id: string;
  /** What is left in it; below zero only in the running one. */
  free: number;
  /** The one that is never lost and may be overdrawn; every balance has one. */
  isRunning: boolean;
  /** Null: from ever. */
  validFrom: CalendarDate | null;
  /** The last day it may be used for; null: it is never lost. */
  expiresOn: CalendarDate | null;
}

/** What is drawn from which bucket, and what none of them has. */
interface UsePlan {
  uses: { bucketId: string; units: number }[];
  uncovered: number;
}

/**
 * Which buckets pay for some days of leave: day by day, from those that may be used on that day, the one that is lost
 * first goes first. With buckets that each cover one stretch of time no other order covers more.
 * @param floor how far below zero the running bucket may go (0 or less)
 */
export function planUse(days: LeaveDay[], buckets: Bucket[], floor: number): UsePlan {
  const stock = [...buckets].sort(lostFirst).map((bucket) => ({
    ...bucket,
    left: Math.max(0, bucket.free - (bucket.isRunning ? floor : 0)),
  }));
  const uses = new Map<string, number>();
  let uncovered = 0;
  for (const day of [...days].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    let needed = day.units;
    for (const bucket of stock) {
      const drawn = isUsableOn(bucket, day.on) ? Math.min(needed, bucket.left) : 0;
      if (drawn === 0) continue;
      bucket.left -= drawn;
      needed -= drawn;
      uses.set(bucket.id, (uses.get(bucket.id) ?? 0) + drawn);
    }
    uncovered += needed;
  }
  return { uses: [...uses].map(([bucketId, units]) => ({ bucketId, units })), uncovered };
}

/** Whether a bucket may pay for leave on a day. */
export function isUsableOn(bucket: Bucket, on: CalendarDate): boolean {
  return (
    (bucket.validFrom === null || bucket.validFrom <= on) &&
    (bucket.expiresOn === null || on <= bucket.expiresOn)
  );
}

/**
 * The days of a leave with the units each costs. Where a leave was counted otherwise than by the calendars known now, its
 * first days cost what they do now and the last one the rest, so that together they are the leave's units.
 */
export function leaveDays(leave: LeavePeriod & { units: number }, counting: Counting): LeaveDay[] {
  const days: LeaveDay[] = [];
  let left = leave.units;
  for (const day of countedDays(leave, counting)) {
    const units = Math.min(left, day.units);
    if (units > 0) days.push({ on: day.on, units });
    left -= units;
  }
  if (left > 0) days.push({ on: leave.to, units: left });
  return days;
}

/** What becomes of a bucket that is over. */
interface BucketEnd {
  /** Lost, in hundredths of a day. */
  expire: number;
  /** Whether the rest goes on until `expiresOn`. */
  carried: boolean;
  expiresOn: CalendarDate | null;
}

/**
 * What becomes of a bucket whose last day has passed. One of a year goes on with what may be carried into the next one;
 * any other is lost.
 * @param input.carry what may be carried: `max` for all that is carried at a time, `already` what other buckets carry
 *   at that moment, `until` the last day; null when nothing is, or when this bucket has been carried before
 */
export function endOfBucket(input: {
  bucket: Bucket;
  carry: { max: number; already: number; until: CalendarDate | null } | null;
}): BucketEnd {
  const { bucket, carry } = input;
  const free = Math.max(0, bucket.free);
  if (!carry || carry.max === 0) {
    return { expire: free, carried: false, expiresOn: bucket.expiresOn };
  }
  const kept = Math.min(free, Math.max(0, carry.max - carry.already));
  return { expire: free - kept, carried: true, expiresOn: carry.until };
}

/** What can be paid out: what is left above the reserve, and no more than the rest of the year's most. */
export function encashable(input: {
  available: number;
  reserve: number;
  max: number;
  encashedThisYear: number;
}): number {
  const { available, reserve, max, encashedThisYear } = input;
  return Math.max(0, Math.min(available - reserve, max - encashedThisYear));
}

function lostFirst(a: Bucket, b: Bucket): number {
  return rank(a).localeCompare(rank(b));
}

/** Text that sorts as buckets are used: by the day they are lost, then by the day they begin, the running one last. */
function rank({ expiresOn, validFrom, isRunning, id }: Bucket): string {
  return [isRunning ? 1 : 0, expiresOn ?? '9999', validFrom ?? '0000', id].join(' ');
}
