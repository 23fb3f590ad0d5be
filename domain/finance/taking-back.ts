interface Undoing {
  /** How it is taken back, as a sentence without its end. */
  how: string;
  /** The page of these documents. */
  to: string;
}

const ofReceipts: Undoing = {
  how: 'It is taken back on the page of its receipt',
  to: '/finance/receipts',
};

const ELSEWHERE: Readonly<Record<string, Undoing>> = {
  'customer-invoice': { how: 'It is taken back by a credit note', to: '/finance/invoices' },
  'credit-note': { how: 'It is made good by another invoice', to: '/finance/invoices' },
  'customer-receipt': ofReceipts,
  'customer-allocation': ofReceipts,
  'payment-release': {
    how: 'It is taken back on the page of its bill',
    to: '/finance/bills',
  },
};

/**
 * Where what an entry was posted for is taken back, when its document has a way of its own: the mirror of the entry alone
 * would leave the document saying that it is settled, or paid, while the books say that it is not.
 * @param sourceKind the kind of document, such as `customer-receipt`
 * @returns null where the entry's mirror is the way
 */
export function takenBackElsewhere(sourceKind: string): Undoing | null {
  return Object.hasOwn(ELSEWHERE, sourceKind) ? ELSEWHERE[sourceKind]! : null;
}
