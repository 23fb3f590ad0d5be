import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { invalidInput } from '../../domain/errors';
import { dateSchema, pageQuerySchema, type MoneyWire, type Page } from '../../domain/wire/common';
import {
  agingQuerySchema,
  type AgingWire,
  type BalanceSheetWire,
  type CashWire,
  type ProfitAndLossWire,
} from '../../domain/wire/finance';
import {
  readAging,
  readBalanceSheet,
  readCash,
  readProfitAndLoss,
} from '../../modules/finance/queries-of-reports';
import type { Database } from '../../platform/database/database';
import { systemClock } from '../../platform/clock/clock';
import { amount, listExport } from './list-export';

type Account = CashWire['accounts'][number]['account'];

/** A row of a report: an account with its figure, or a figure that is worked out and of no account. */
interface Row {
  part: string;
  account: Account | null;
  name: string;
  amount: MoneyWire;
}

const whole = <Item>(items: Item[]): Page<Item> => ({ items, nextCursor: null });
const computed = <More extends { amount: MoneyWire }>(part: string, name: string, more: More) => ({
  ...{ part, account: null, name, ...more },
});
const ofAccounts = <Figure extends { account: Account }>(part: string, figures: Figure[]) =>
  figures.map((figure) => ({ ...figure, part, name: figure.account.name }));

const CELLS = {
  part: ({ part }: Row) => part,
  account: ({ account }: Row) => account?.code ?? null,
  name: ({ name }: Row) => name,
  amount: (row: Row) => amount(row.amount),
  currency: (row: Row) => row.amount.currency,
};

type Compared = Row & { previous: MoneyWire };

const profitRows = (report: ProfitAndLossWire): Compared[] => [
  ...ofAccounts('Income', report.income),
  computed('Income', 'Income', report.totalIncome),
  ...ofAccounts('Expenses', report.expense),
  computed('Expenses', 'Expenses', report.totalExpense),
  computed('Profit', 'Profit', report.profit),
];

const stretchSchema = pageQuerySchema.extend({
  from: dateSchema,
  to: dateSchema,
  department: z.uuid().optional(),
});

const profitAndLoss = listExport('profit-and-loss', {
  summary: 'What was earned and spent in some days, as a file',
  query: stretchSchema,
  read: async (db: Database, principal: Principal, query: z.output<typeof stretchSchema>) => {
    if (query.to < query.from)
      throw invalidInput([{ path: 'to', message: 'It ends before it begins' }]);
    const deps = { db, clock: systemClock };
    return whole(profitRows(await readProfitAndLoss(deps, { principal, query })));
  },
  shows: null,
  cells: { ...CELLS, previous: ({ previous }: Compared) => amount(previous) },
});

const daySchema = pageQuerySchema.extend({ asOf: dateSchema });
type OfDay = z.output<typeof daySchema>;

const sheetRows = (sheet: BalanceSheetWire): Row[] => [
  ...ofAccounts('Assets', sheet.assets),
  computed('Assets', 'Assets', { amount: sheet.totalAssets }),
  ...ofAccounts('Liabilities', sheet.liabilities),
  computed('Liabilities', 'Liabilities', { amount: sheet.totalLiabilities }),
  ...ofAccounts('Equity', sheet.equity),
  computed('Equity', 'Profit of the fiscal year so far', { amount: sheet.profitOfYear }),
  computed('Equity', 'Profit of earlier years', { amount: sheet.earlierProfit }),
  computed('Equity', 'Equity', { amount: sheet.totalEquity }),
];

const balanceSheet = listExport('balance-sheet', {
  summary: 'The balance sheet of a day, as a file',
  query: daySchema,
  read: async (db: Database, principal: Principal, query: OfDay) =>
    whole(sheetRows(await readBalanceSheet({ db, clock: systemClock }, { principal, query }))),
  shows: null,
  cells: CELLS,
});

type Party = Omit<AgingWire['parties'][number], 'amounts'> & { amounts: (MoneyWire | undefined)[] };

const bucket =
  (at: number) =>
  ({ amounts }: Party) =>
    amount(amounts[at] ?? null);

const agedSchema = daySchema.extend(agingQuerySchema.pick({ of: true }).shape);

const aging = listExport('aging', {
  summary: 'What is open on a day by how long it is due, as a file',
  query: agedSchema,
  read: async (db: Database, principal: Principal, query: z.output<typeof agedSchema>) => {
    const report = await readAging({ db, clock: systemClock }, { principal, query });
    const { parties, amounts, total } = report;
    return whole<Party>([...parties, { party: 'Open', amounts, total }]);
  },
  shows: null,
  cells: {
    party: ({ party }) => party,
    notDue: bucket(0),
    days30: bucket(1),
    days60: bucket(2),
    days90: bucket(3),
    over90: bucket(4),
    open: ({ total }) => amount(total),
    currency: ({ total }) => total.currency,
  },
});

const cash = listExport('cash', {
  summary: 'What is in the bank and in hand on a day, as a file',
  query: daySchema,
  read: async (db: Database, principal: Principal, query: OfDay) => {
    const report = await readCash({ db, clock: systemClock }, { principal, query });
    return whole<Row>([
      ...ofAccounts('Cash', report.accounts),
      computed('Cash', 'Cash', { amount: report.total }),
    ]);
  },
  shows: null,
  cells: {
    account: CELLS.account,
    name: CELLS.name,
    amount: CELLS.amount,
    currency: CELLS.currency,
  },
});

/** Reports as files: their rows with the sums below them, for those who may read them on the page. */
export const reportLists = {
  'profit-and-loss': profitAndLoss,
  'balance-sheet': balanceSheet,
  aging,
  cash,
};
