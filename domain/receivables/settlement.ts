import { divideRounded } from '../money/money';

/** A document that is settled, or that settles, step by step: its amounts in its currency and in the company's. */
export interface Settled {
  total: bigint;
  base: bigint;
  /** What was settled of both before. */
  settled: bigint;
  settledBase: bigint;
}

/** What is open of a document in its own currency. */
export function openOf({ total, settled }: Pick<Settled, 'total' | 'settled'>): bigint {
  return total - settled;
}

/**
 * Which part of what a document was posted with goes with a part of its amount. Parts are cut from the whole, not from what
 * is left: the last one takes exactly the rest, so a document that is settled leaves nothing in the books.
 * @param amount of the document's currency; at most what is open
 */
export function baseShare(document: Settled, amount: bigint): bigint {
  const { total, base, settled, settledBase } = document;
  const share = divideRounded(base * (settled + amount), total) - settledBase;
  return share < 0n ? 0n : share;
}

/**
 * Lays an amount on open invoices in their order, until it is used up.
 * @returns how much goes to each; those that get nothing are left out
 */
export function layOut<Invoice extends { open: bigint }>(
  amount: bigint,
  invoices: Invoice[],
): { invoice: Invoice; amount: bigint }[] {
  let left = amount;
  return invoices.flatMap((invoice) => {
    const part = invoice.open < left ? invoice.open : left;
    left -= part;
    return part > 0n ? [{ invoice, amount: part }] : [];
  });
}
