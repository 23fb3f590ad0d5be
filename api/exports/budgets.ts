import type { Principal } from '../../domain/access/principal';
import { budgetQuerySchema, type BudgetQuery, type BudgetWire } from '../../domain/wire/budgets';
import { pageQuerySchema } from '../../domain/wire/common';
import { listBudgets } from '../../modules/budgets/queries';
import { systemClock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import { amount, listExport } from './list-export';

/** The budgets of a month, or of several, as a file: for those who may read them on the page. */
export const budgets = listExport('budgets', {
  summary: 'The budgets that I may see and where they stand, as a file',
  query: pageQuerySchema.extend(budgetQuerySchema.shape),
  read: async (db: Database, principal: Principal, query: BudgetQuery) => ({
    items: await listBudgets({ db, clock: systemClock }, principal, query),
    nextCursor: null,
  }),
  shows: null,
  cells: {
    month: ({ month }: BudgetWire) => month,
    department: ({ department }) => department.name,
    code: ({ account }) => account.code,
    account: ({ account }) => account.name,
    amount: (row) => amount(row.amount),
    spent: ({ actual }) => amount(actual),
    promised: ({ committed }) => amount(committed),
    left: ({ left }) => amount(left),
    currency: (row) => row.amount.currency,
    action: ({ action }) => action,
  },
});
