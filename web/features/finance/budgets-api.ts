import type { BudgetWire, CommitmentWire, NewBudget } from '../../../domain/wire/budgets';
import type { Page } from '../../../domain/wire/common';
import { api, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { useChange, useList } from './api';

/** The budgets of a month. */
export const useBudgets = (query: QueryParams) =>
  useList<BudgetWire>(keys.budgets(query), '/budgets', query);

/** What is promised of a budget. */
export const useCommitments = (id: string) =>
  useList<CommitmentWire>(keys.commitments(id), `/budgets/${id}/commitments`);

/** Sets budgets. */
export const useSetBudget = () =>
  useChange((budget: NewBudget) => api.put<Page<BudgetWire>>('/budgets', budget));

/** Takes a budget away. */
export const useRemoveBudget = (id: string) =>
  useChange((_: null) => api.delete<undefined>(`/budgets/${id}`));
