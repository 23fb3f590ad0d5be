/** What an account is, in the order of a balance sheet and a profit and loss account. */
export const ACCOUNT_KINDS = ['asset', 'liability', 'equity', 'income', 'expense'] as const;
/** @see ACCOUNT_KINDS */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** What an account can sum up of single documents: each line of it names one. */
export const CONTROLS = ['receivable', 'payable', 'advances', 'reimbursements'] as const;
/** @see CONTROLS */
export type Control = (typeof CONTROLS)[number];

const GROWS_BY_DEBIT: Record<AccountKind, boolean> = {
  ...{ asset: true, expense: true },
  ...{ liability: false, equity: false, income: false },
};

/** What was debited less what was credited, with the sign people expect of the kind: an income is above zero. */
export function balanceOf(
  kind: AccountKind,
  { debit, credit }: { debit: bigint; credit: bigint },
): bigint {
  return GROWS_BY_DEBIT[kind] ? debit - credit : credit - debit;
}
