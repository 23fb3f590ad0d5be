import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Page } from '../../../domain/wire/common';
import type {
  AccountChange,
  AccountWire,
  AgingWire,
  BalanceSheetWire,
  CashWire,
  FiscalYear,
  JournalEntryDetail,
  NewAccount,
  NewEntry,
  PeriodChange,
  PeriodWire,
  ProfitAndLossWire,
  Reversal,
  TrialBalanceWire,
} from '../../../domain/wire/finance';
import { api, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Reads something of the books. */
export function useReading<Answer>(queryKey: QueryKey, path: string, query?: QueryParams) {
  return useQuery<Answer, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
  });
}

/** A report of a day or a stretch of time. */
const useReport = <Report>(name: string, query: QueryParams) =>
  useReading<Report>(keys.report(name, query), `/reports/${name}`, query);

/** Reads a list of the books that comes whole. */
export function useList<Item>(queryKey: QueryKey, path: string, query?: QueryParams) {
  return useQuery<Item[], ApiProblem>({
    queryKey,
    queryFn: async ({ signal }) => (await api.get<Page<Item>>(path, query, signal)).items,
  });
}

/** Changes the books: what is shown of them is read again. */
export function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.books }),
  });
}

/** A creation that is sent twice happens once. */
export const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** The chart of accounts. */
export const useAccounts = () => useList<AccountWire>(keys.accounts, '/accounts');

/** Adds an account. */
export const useAddAccount = () =>
  useChange((account: NewAccount) => api.post<AccountWire>('/accounts', account, once()));

/** Renames an account, or takes it out of use. */
export const useChangeAccount = (id: string) =>
  useChange((change: AccountChange) => api.patch<AccountWire>(`/accounts/${id}`, change));

/** The months of the books. */
export const usePeriods = () => useList<PeriodWire>(keys.periods, '/accounting-periods');

/** Closes a month, opens it again, or locks it. */
export const useMovePeriod = (month: string) =>
  useChange((change: PeriodChange) => api.put<PeriodWire>(`/accounting-periods/${month}`, change));

/** The month a fiscal year begins with. */
export const useFiscalYear = () => useReading<FiscalYear>(keys.fiscalYear, '/fiscal-year');

/** Sets the month a fiscal year begins with. */
export const useSetFiscalYear = () =>
  useChange((year: FiscalYear) => api.put<FiscalYear>('/fiscal-year', year));

/** One entry with its lines. */
export const useEntry = (id: string) =>
  useReading<JournalEntryDetail>(keys.journalEntry(id), `/journal-entries/${id}`);

/** Posts an entry by hand. */
export const useEnter = () =>
  useChange((entry: NewEntry) => api.post<JournalEntryDetail>('/journal-entries', entry, once()));

/** Takes an entry back. */
export const useReverse = (id: string) =>
  useChange((reversal: Reversal) =>
    api.post<JournalEntryDetail>(`/journal-entries/${id}/reversals`, reversal, once()),
  );

/** What is left on each account. */
export const useTrialBalance = (query: QueryParams) =>
  useReport<TrialBalanceWire>('trial-balance', query);

/** What was earned and spent. */
export const useProfitAndLoss = (query: QueryParams) =>
  useReport<ProfitAndLossWire>('profit-and-loss', query);

/** What there is and whose it is. */
export const useBalanceSheet = (query: QueryParams) =>
  useReport<BalanceSheetWire>('balance-sheet', query);

/** What is open. */
export const useAging = (query: QueryParams) => useReport<AgingWire>('aging', query);

/** What is in the bank and in hand. */
export const useCash = (query: QueryParams) => useReport<CashWire>('cash', query);
