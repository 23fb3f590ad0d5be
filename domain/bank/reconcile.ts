/** What a bank account comes to on a day, in minor units, each summed up for itself. */
export interface ReconciliationSums {
  /** The balance of the account in the books. */
  book: bigint;
  /** The balance by the statements. */
  statement: bigint;
  /** What the bank had before the first statement. */
  opening: bigint;
  /** Lines of the books from before the first statement that no line of the bank was found for. */
  before: bigint;
  /** Lines of the books since then that the bank does not have yet. */
  inBooksOnly: bigint;
  /** Lines of the bank that the books do not have yet. */
  inBankOnly: bigint;
}

/** How the books come to the statement. */
interface Reconciliation extends ReconciliationSums {
  /** By how much the books and the bank began apart: what was never cleared from before the first statement. */
  beginning: bigint;
  /** What nothing explains: zero, or a sum is wrong. */
  difference: bigint;
}

/**
 * Goes from the balance of the books to that of the bank: less what only the books have, plus what only the bank has, less
 * what the two began apart by.
 */
export function reconcile(sums: ReconciliationSums): Reconciliation {
  const beginning = sums.before - sums.opening;
  const explained = sums.book - sums.inBooksOnly + sums.inBankOnly - beginning;
  return { ...sums, beginning, difference: explained - sums.statement };
}
