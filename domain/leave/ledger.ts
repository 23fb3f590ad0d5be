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
