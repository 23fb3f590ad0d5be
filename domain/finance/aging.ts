import { daysBetween, type CalendarDate } from '../dates/calendar';

/** How long ago something fell due, as reports group it. */
export const AGING_BUCKETS = ['not due', '1–30 days', '31–60 days', '61–90 days', 'over 90 days'];

/** What is open of one document on a day, in minor units; below zero where more was paid than was owed. */
interface OpenItem {
  party: string;
  dueOn: CalendarDate;
  minor: bigint;
}

/** The open items of one party by how long they are due. */
interface PartyAging {
  party: string;
  /** In the order of {@link AGING_BUCKETS}. */
  buckets: bigint[];
  total: bigint;
}

/** Which of {@link AGING_BUCKETS} something that is due on a day is in; the day itself is not late. */
export function agingBucket(dueOn: CalendarDate, asOf: CalendarDate): number {
  const late = daysBetween(dueOn, asOf);
  if (late <= 0) return 0;
  return Math.min(Math.ceil(late / 30), AGING_BUCKETS.length - 1);
}

/** Sums open items up by party, in the order of their names. */
export function ageItems(items: OpenItem[], asOf: CalendarDate): PartyAging[] {
  const parties = new Map<string, PartyAging>();
  for (const { party, dueOn, minor } of items) {
    const found = parties.get(party) ?? { party, buckets: noBuckets(), total: 0n };
    const bucket = agingBucket(dueOn, asOf);
    found.buckets[bucket] = (found.buckets[bucket] ?? 0n) + minor;
    found.total += minor;
    parties.set(party, found);
  }
  return [...parties.values()].sort((a, b) => a.party.localeCompare(b.party));
}

/** Bucket by bucket, over all parties. */
export function sumBuckets(parties: PartyAging[]): bigint[] {
  return noBuckets().map((_, at) =>
    parties.reduce((sum, { buckets }) => sum + (buckets[at] ?? 0n), 0n),
  );
}

function noBuckets(): bigint[] {
  return AGING_BUCKETS.map(() => 0n);
}
