import { balanceOf, type AccountKind } from './accounts';

/** What was posted to an account, in minor units of the company's currency. */
export interface AccountTurnover {
  id: string;
  code: string;
  name: string;
  kind: AccountKind;
  debit: bigint;
  credit: bigint;
}

/** One line of a trial balance: what is left on one side. */
interface TrialRow {
  account: AccountTurnover;
  debit: bigint;
  credit: bigint;
}

/** The accounts with what is left of each on its side, and both sums, which are equal. */
export function trialBalance(turnovers: AccountTurnover[]): {
  rows: TrialRow[];
  debit: bigint;
  credit: bigint;
} {
  const rows = turnovers.map((account) => {
    const left = account.debit - account.credit;
    return { account, debit: left > 0n ? left : 0n, credit: left < 0n ? -left : 0n };
  });
  return {
    rows,
    debit: rows.reduce((sum, { debit }) => sum + debit, 0n),
    credit: rows.reduce((sum, { credit }) => sum + credit, 0n),
  };
}

/** One line of a statement. */
export interface StatementRow {
  account: AccountTurnover;
  amount: bigint;
}

/** What came in, what it cost, and what is left. */
interface ProfitAndLoss {
  income: StatementRow[];
  expense: StatementRow[];
  totalIncome: bigint;
  totalExpense: bigint;
  profit: bigint;
}

/** The profit and loss account of what was posted in a stretch of time; other accounts are left out. */
export function profitAndLoss(turnovers: AccountTurnover[]): ProfitAndLoss {
  const [income, expense] = [rowsOf(turnovers, 'income'), rowsOf(turnovers, 'expense')];
  const [totalIncome, totalExpense] = [sumRows(income), sumRows(expense)];
  return { income, expense, totalIncome, totalExpense, profit: totalIncome - totalExpense };
}

/** What there is, what is owed, and what belongs to the owners. */
interface BalanceSheet {
  assets: StatementRow[];
  liabilities: StatementRow[];
  equity: StatementRow[];
  /** Of the fiscal year so far, and of those before it: computed, as no year is closed by an entry. */
  profitOfYear: bigint;
  earlierProfit: bigint;
  totalAssets: bigint;
  totalLiabilities: bigint;
  totalEquity: bigint;
}

/**
 * The balance sheet of a day.
 * @param turnovers everything posted up to that day
 * @param ofYear what of it was posted in the fiscal year of that day
 */
export function balanceSheet(
  turnovers: AccountTurnover[],
  ofYear: AccountTurnover[],
): BalanceSheet {
  const [assets, liabilities, equity] = [
    rowsOf(turnovers, 'asset'),
    rowsOf(turnovers, 'liability'),
    rowsOf(turnovers, 'equity'),
  ];
  const profitOfYear = profitAndLoss(ofYear).profit;
  const earlierProfit = profitAndLoss(turnovers).profit - profitOfYear;
  return {
    ...{ assets, liabilities, equity, profitOfYear, earlierProfit },
    totalAssets: sumRows(assets),
    totalLiabilities: sumRows(liabilities),
    totalEquity: sumRows(equity) + profitOfYear + earlierProfit,
  };
}

function rowsOf(turnovers: AccountTurnover[], kind: AccountKind): StatementRow[] {
  return turnovers
    .filter((account) => account.kind === kind)
    .map((account) => ({ account, amount: balanceOf(kind, account) }));
}

function sumRows(rows: StatementRow[]): bigint {
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}
