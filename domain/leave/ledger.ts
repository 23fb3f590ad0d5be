import { formatDate } from '../dates/format';

/** What can happen to a balance. */
export const LEDGER_ENTRIES = [
  'grant',
  'hold',
  'release',
  'take',
  'restore',
  'expire',
  'deduct',
  'encash',
] as const;
/** @see LEDGER_ENTRIES */
export type LedgerEntry = (typeof LEDGER_ENTRIES)[number];

/** A movement in words, as its owner reads it. */
export const LEDGER_WORDS: Record<LedgerEntry, string> = {
  grant: 'Granted',
  hold: 'Asked for',
  release: 'No longer held',
  take: 'Taken',
  restore: 'Given back',
  expire: 'Lost',
  deduct: 'Taken off',
  encash: 'Paid out',
};

/** What a movement does to what is left: adds to it or takes from it. */
export const LEDGER_SIGN: Record<LedgerEntry, 1 | -1> = {
  grant: 1,
  hold: -1,
  release: 1,
  take: -1,
  restore: 1,
  expire: -1,
  deduct: -1,
  encash: -1,
};

/**
 * What a row of the ledger came from, in words; null where leave or a person's own words say it.
 * The sources are those that accruals, ends of buckets and last days write, and what a balance began with.
 */
export function sourceWords(source: string): string | null {
  const [word, rest = ''] = source.split(' ');
  const date = rest.slice(0, 10);
  if (word === 'accrual') return `For the period that begins on ${formatDate(date)}`;
  if (word === 'overtime') return `Overtime on ${formatDate(date)}`;
  if (word === 'opening') return `What was left on ${formatDate(date)}`;
  if (word === 'last-day') return `After the last day, ${formatDate(date)}`;
  if (word === 'end') return `Not used by ${formatDate(date)}`;
  return null;
}

/** What a bucket is called. */
export function bucketName(bucket: {
  year: number | null;
  carried: boolean;
  validFrom: string | null;
}): string {
  if (bucket.year === null)
    return bucket.validFrom === null
      ? 'Running balance'
      : `For overtime on ${formatDate(bucket.validFrom)}`;
  return bucket.carried ? `Carried over from ${bucket.year}` : `Leave of ${bucket.year}`;
}
