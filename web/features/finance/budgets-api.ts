import type {
  BudgetMonthWire,
  BudgetWire,
  CommitmentWire,
  NewBudget,
} from '../../../domain/wire/budgets';
import type { Page } from '../../../domain/wire/common';
import { api, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { useChange, useList, useReading } from './api';

/** The budgets of a month. */
export const useBudgets = (query: QueryParams) =>
  useList<BudgetWire>(keys.budgets(query), '/budgets', query);

/** What the budgets of each month come to. */
export const useBudgetMonths = (query: QueryParams) =>
  useList<BudgetMonthWire>(keys.budgetMonths(query), '/budget-months', query);

/** One budget and where it stands. */
export const useBudget = (id: string) =>
  useReading<BudgetWire>(keys.budgets({ id }), `/budgets/${id}`);

/** What is promised of a budget. */
export const useCommitments = (id: string) =>
  useList<CommitmentWire>(keys.commitments(id), `/budgets/${id}/commitments`);

/** Sets budgets. */
export const useSetBudget = () =>
  useChange((budget: NewBudget) => api.put<Page<BudgetWire>>('/budgets', budget));

/** Takes a budget away. */
export const useRemoveBudget = (id: string) =>
  useChange((_: null) => api.delete<undefined>(`/budgets/${id}`));
