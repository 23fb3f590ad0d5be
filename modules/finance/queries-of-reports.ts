import type { Principal } from '../../domain/access/principal';
import { daysBetween, reachesBack, type CalendarDate } from '../../domain/dates/calendar';
import { dateIn } from '../../domain/dates/today';
import { balanceOf, type Control } from '../../domain/finance/accounts';
import { ageItems, AGING_BUCKETS, sumBuckets } from '../../domain/finance/aging';
import { fiscalYearStart, monthStart, stretchBefore } from '../../domain/finance/fiscal-year';
import {
  balanceSheet,
  profitAndLoss,
  trialBalance,
  type AccountTurnover,
  type StatementRow,
} from '../../domain/finance/statements';
import { DomainError, invalidInput } from '../../domain/errors';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type {
  AgingQuery,
  AgingWire,
  BalanceSheetWire,
  CashWire,
  ProfitAndLossWire,
  ProfitQuery,
  TrialBalanceWire,
} from '../../domain/wire/finance';
import type { Clock } from '../../platform/clock/clock';
import type { Queryable } from '../../platform/database/database';
import { readFiscalYear } from './account-queries';
import { booksScope, requireBooks, visibleLines } from './policy';

interface Deps {
  db: Queryable;
  clock: Clock;
}
interface Asked<Query> {
  principal: Principal;
  query: Query;
}
interface Stretch {
  from?: CalendarDate;
  to: CalendarDate;
}

const money = (minor: bigint) => toMoneyWire({ minor, currency: COMPANY_CURRENCY });
const refOf = ({ id, code, name }: { id: string; code: string; name: string }) => ({
  ...{ id, code, name },
});
const figure = ({ account, amount }: StatementRow) => ({
  ...{ account: refOf(account), amount: money(amount) },
});
const todayOf = ({ clock }: Deps, { zone }: Principal) => dateIn(zone, clock.now());

/** What was posted to each account in a stretch of time, as far as one may see it; accounts without a line are left out. */
export async function turnovers(
  db: Queryable,
  principal: Principal,
  { from, to, department }: Stretch & { department?: string },
): Promise<AccountTurnover[]> {
  const parameters: unknown[] = [to, from ?? null, department ?? null];
  const mayRead = visibleLines(booksScope(principal), parameters);
  const rows = await db.query<
    Omit<AccountTurnover, 'debit' | 'credit'> & { debit: string; credit: string }
  >(
    `SELECT a.id, a.code, a.name, a.kind, sum(l.debit_minor)::text AS debit, sum(l.credit_minor)::text AS credit
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id JOIN account a ON a.id = l.account_id
     WHERE j.posted_on <= $1 AND ($2::date IS NULL OR j.posted_on >= $2)
       AND ($3::uuid IS NULL OR l.department_id = $3) AND ${mayRead}
     GROUP BY a.id ORDER BY a.code`,
    parameters,
  );
  return rows.map((row) => ({ ...row, debit: BigInt(row.debit), credit: BigInt(row.credit) }));
}

/** What is left on each account on a day; both sums are equal. @throws DomainError forbidden */
export async function readTrialBalance(
  deps: Deps,
  { principal, query }: Asked<{ asOf?: CalendarDate }>,
): Promise<TrialBalanceWire> {
  requireBooks(principal);
  const asOf = query.asOf ?? todayOf(deps, principal);
  const { rows, debit, credit } = trialBalance(await turnovers(deps.db, principal, { to: asOf }));
  return {
    asOf,
    rows: rows.map((row) => ({
      ...{ account: refOf(row.account), kind: row.account.kind },
      ...{ debit: money(row.debit), credit: money(row.credit) },
    })),
    ...{ debit: money(debit), credit: money(credit) },
  };
}

/**
 * What was earned and spent, beside as many days before: the company's, or for the head of a department the department's.
 * @throws DomainError forbidden, invalid-input (nothing as long can be before it)
 */
export async function readProfitAndLoss(
  deps: Deps,
  { principal, query }: Asked<ProfitQuery>,
): Promise<ProfitAndLossWire> {
  booksScope(principal);
  const to = query.to ?? todayOf(deps, principal);
  const from = query.from ?? monthStart(to);
  const days = daysBetween(from, to) + 1;
  if (!reachesBack(from, days))
    throw invalidInput([{ path: 'from', message: 'Nothing as long is before it to compare with' }]);
  const before = stretchBefore({ from, to, days });
  const { department } = query;
  const [now, then] = await Promise.all(
    [{ from, to }, before].map(async (stretch) =>
      profitAndLoss(await turnovers(deps.db, principal, { ...stretch, department })),
    ),
  );
  if (!now || !then) throw new Error('two stretches were asked for');
  const total = (of: 'totalIncome' | 'totalExpense' | 'profit') => ({
    ...{ amount: money(now[of]), previous: money(then[of]) },
  });
  return {
    ...{ from, to, previous: before },
    income: compared(now.income, then.income),
    expense: compared(now.expense, then.expense),
    ...{ totalIncome: total('totalIncome'), totalExpense: total('totalExpense') },
    profit: total('profit'),
  };
}

function compared(now: StatementRow[], then: StatementRow[]) {
  const ids = new Map([...now, ...then].map(({ account }) => [account.id, account]));
  const amountOf = (rows: StatementRow[], id: string) =>
    money(rows.find(({ account }) => account.id === id)?.amount ?? 0n);
  return [...ids.values()]
    .sort((a, b) => a.code.localeCompare(b.code))
    .map((account) => ({
      account: refOf(account),
      ...{ amount: amountOf(now, account.id), previous: amountOf(then, account.id) },
    }));
}

/** What there is and whose it is on a day. @throws DomainError forbidden */
export async function readBalanceSheet(
  deps: Deps,
  { principal, query }: Asked<{ asOf?: CalendarDate }>,
): Promise<BalanceSheetWire> {
  requireBooks(principal);
  const asOf = query.asOf ?? todayOf(deps, principal);
  const { startsInMonth } = await readFiscalYear(deps.db);
  const yearFrom = fiscalYearStart(asOf, startsInMonth);
  const [all, ofYear] = await Promise.all([
    turnovers(deps.db, principal, { to: asOf }),
    turnovers(deps.db, principal, { from: yearFrom, to: asOf }),
  ]);
  const sheet = balanceSheet(all, ofYear);
  return {
    ...{ asOf, yearFrom },
    ...{ assets: sheet.assets.map(figure), liabilities: sheet.liabilities.map(figure) },
    equity: sheet.equity.map(figure),
    ...{ profitOfYear: money(sheet.profitOfYear), earlierProfit: money(sheet.earlierProfit) },
    ...{ totalAssets: money(sheet.totalAssets), totalEquity: money(sheet.totalEquity) },
    totalLiabilities: money(sheet.totalLiabilities),
  };
}

/**
 * What is open on a day by whose it is and how long it is due, from the lines up to that day: what was paid later is open
 * then.
 * @throws DomainError forbidden, not-found (the chart has no such account)
 */
export async function readAging(
  deps: Deps,
  { principal, query }: Asked<AgingQuery>,
): Promise<AgingWire> {
  requireBooks(principal);
  const asOf = query.asOf ?? todayOf(deps, principal);
  const account = await controlAccount(deps.db, query.of);
  const all = await turnovers(deps.db, principal, { to: asOf });
  const turnover = all.find(({ id }) => id === account.id);
  const parties = ageItems(await openItems(deps.db, account, asOf), asOf);
  return {
    ...{ asOf, account: refOf(account), buckets: AGING_BUCKETS },
    parties: parties.map(({ party, buckets, total }) => ({
      ...{ party, amounts: buckets.map(money), total: money(total) },
    })),
    amounts: sumBuckets(parties).map(money),
    total: money(parties.reduce((sum, { total }) => sum + total, 0n)),
    control: money(turnover ? balanceOf(turnover.kind, turnover) : 0n),
  };
}

/** An account that sums up single documents. */
interface ControlAccount {
  id: string;
  code: string;
  name: string;
  kind: AccountTurnover['kind'];
}

/** The account of a control. @throws DomainError not-found */
export async function controlAccount(db: Queryable, of: Control): Promise<ControlAccount> {
  const [account] = await db.query<ControlAccount>(
    'SELECT id, code, name, kind FROM account WHERE control = $1',
    [of],
  );
  if (!account) throw new DomainError('not-found', `The chart has no account for ${of}`);
  return account;
}

/** What is open on an account on a day. A document is due when its first line says so, and otherwise on the day it was posted. */
export async function openItems(db: Queryable, { id, kind }: ControlAccount, asOf: CalendarDate) {
  const rows = await db.query<{
    party: string;
    dueOn: CalendarDate;
    debit: string;
    credit: string;
  }>(
    `SELECT max(l.party) AS party, coalesce(min(l.due_on), min(j.posted_on)) AS "dueOn",
       sum(l.debit_minor)::text AS debit, sum(l.credit_minor)::text AS credit
     FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
     WHERE l.account_id = $1 AND j.posted_on <= $2
     GROUP BY l.item_kind, l.item_id HAVING sum(l.debit_minor) <> sum(l.credit_minor)`,
    [id, asOf],
  );
  return rows.map(({ party, dueOn, debit, credit }) => ({
    ...{ party, dueOn },
    minor: balanceOf(kind, { debit: BigInt(debit), credit: BigInt(credit) }),
  }));
}

/** What is in the bank and in hand on a day. @throws DomainError forbidden */
export async function readCash(
  deps: Deps,
  { principal, query }: Asked<{ asOf?: CalendarDate }>,
): Promise<CashWire> {
  requireBooks(principal);
  const asOf = query.asOf ?? todayOf(deps, principal);
  const rows = await deps.db.query<{ id: string; code: string; name: string; minor: string }>(
    `SELECT a.id, a.code, a.name, coalesce((SELECT sum(l.debit_minor) - sum(l.credit_minor)
       FROM journal_line l JOIN journal_entry j ON j.id = l.entry_id
       WHERE l.account_id = a.id AND j.posted_on <= $1), 0)::text AS minor
     FROM account a WHERE EXISTS (SELECT 1 FROM account_use u WHERE u.account_id = a.id AND u.use IN ('bank', 'cash'))
     ORDER BY a.code`,
    [asOf],
  );
  const total = rows.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  return {
    asOf,
    accounts: rows.map((row) => ({ account: refOf(row), amount: money(BigInt(row.minor)) })),
    total: money(total),
  };
}
