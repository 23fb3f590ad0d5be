import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { Page, PersonRef } from '../../../domain/wire/common';
import type {
  AdvanceWire,
  BatchWire,
  CompanyAccount,
  CompanyAccountView,
  ExchangeRateWire,
  ExpensePolicyWire,
  ImportedRates,
  NewAdvance,
  NewBatch,
  NewExchangeRate,
  NewExpensePolicy,
  ReimbursementWire,
  PayableAdvance,
} from '../../../domain/wire/expenses';
import type { MileageRateWire, NewMileageRate } from '../../../domain/wire/mileage';
import type { NewPerDiemRate, PerDiemRateWire } from '../../../domain/wire/per-diem';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

function useList<Item>(queryKey: QueryKey, path: string, query?: Record<string, string | number>) {
  return useQuery<Item[], ApiProblem>({
    queryKey,
    queryFn: async ({ signal }) => (await api.get<Page<Item>>(path, query, signal)).items,
  });
}

function useChange<Body, Answer>(stale: QueryKey, change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: stale }),
  });
}

const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** Every version of the expense policy, those that begin last first. */
export const useExpensePolicies = () =>
  useList<ExpensePolicyWire>(keys.expensePolicies, '/expense-policies');

/** Sets a version of the expense policy. */
export const useSetPolicy = () =>
  useChange(keys.expensePolicies, (wanted: NewExpensePolicy) =>
    api.post<ExpensePolicyWire>('/expense-policies', wanted, once()),
  );

/** The newest rates. */
export const useExchangeRates = () =>
  useList<ExchangeRateWire>(keys.exchangeRates, '/exchange-rates', { limit: 200 });

/** Enters the rate of a day. */
export const useEnterRate = () =>
  useChange(keys.exchangeRates, (rate: NewExchangeRate) =>
    api.put<ImportedRates>('/exchange-rates', rate),
  );

/** Looks at a file of rates, or enters them. */
export const useImportRates = () =>
  useChange(keys.exchangeRates, (file: { csv: string; dryRun: boolean }) =>
    api.post<ImportedRates>('/exchange-rates/import', file),
  );

/** What approved claims are owed, of one status. */
export const useReimbursements = (status: string) =>
  useList<ReimbursementWire>(keys.reimbursements(status), '/reimbursements', {
    status,
    limit: 200,
  });

/** The newest batches. */
export const useBatches = () => useList<BatchWire>(keys.batches, '/reimbursement-batches');

/** Makes a batch. */
export const useMakeBatch = () =>
  useChange(keys.payments, (wanted: NewBatch) =>
    api.post<BatchWire>('/reimbursement-batches', wanted, once()),
  );

/** Ends a batch: the bank has paid it, or it is not paid after all. */
export const useEndBatch = (id: string) =>
  useChange(keys.payments, (verb: 'pay' | 'cancel') =>
    api.post<BatchWire>(`/reimbursement-batches/${id}/${verb}`),
  );

/** The account the company pays from. */
export function useCompanyAccount() {
  return useQuery<CompanyAccountView, ApiProblem>({
    queryKey: keys.companyAccount,
    queryFn: ({ signal }) => api.get<CompanyAccountView>('/company-account', undefined, signal),
  });
}

/** Sets the account the company pays from. */
export const useSetCompanyAccount = () =>
  useChange(keys.companyAccount, (account: CompanyAccount) =>
    api.put<CompanyAccountView>('/company-account', account),
  );

/** The advances one may see. */
export const useAdvances = () => useList<AdvanceWire>(keys.advances, '/expense-advances');

/** Approved advances that were not paid, the most urgent first. */
export const usePayableAdvances = () =>
  useList<PayableAdvance>(keys.payableAdvances, '/expense-advances/payable');

/** Records that an approved advance was paid. */
export const usePayAdvance = (id: string) =>
  useChange(keys.advances, (paidOn: string) =>
    api.post<AdvanceWire>(`/advance-requests/${id}/payment`, { paidOn }, once()),
  );

/** Whom an advance can be recorded for. */
export const useAdvancePeople = () =>
  useList<PersonRef>(keys.advancePeople, '/expense-advances/people');

/** Records an advance. */
export const useRecordAdvance = () =>
  useChange(keys.advances, (advance: NewAdvance) =>
    api.post<AdvanceWire>('/expense-advances', advance, once()),
  );

/** Records what somebody has given back of an advance. */
export const useReturnAdvance = ({ id }: AdvanceWire) =>
  useChange(keys.advances, (amount: { amount: string; currency: string }) =>
    api.post<AdvanceWire>(`/expense-advances/${id}/returns`, { amount }, once()),
  );

/** What a kilometre is worth, vehicle by vehicle. */
export const useMileageRates = () => useList<MileageRateWire>(keys.mileageRates, '/mileage-rates');

/** Enters what a kilometre is worth from a day on. */
export const useEnterMileageRate = () =>
  useChange(keys.mileageRates, (rate: NewMileageRate) =>
    api.put<Page<MileageRateWire>>('/mileage-rates', rate),
  );

/** What a day away is worth, place by place. */
export const usePerDiemRates = () => useList<PerDiemRateWire>(keys.perDiemRates, '/per-diem-rates');

/** Enters what a day away is worth from a day on. */
export const useEnterPerDiemRate = () =>
  useChange(keys.perDiemRates, (rate: NewPerDiemRate) =>
    api.put<Page<PerDiemRateWire>>('/per-diem-rates', rate),
  );
