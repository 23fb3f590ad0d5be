import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { SalesImport } from '../../../domain/sales/check-import';
import type { Page, PersonRef } from '../../../domain/wire/common';
import type {
  ContactWire,
  CustomerWire,
  EditContact,
  EditCustomer,
  NewContact,
  NewCustomer,
} from '../../../domain/wire/customers';
import type {
  DealWire,
  EditDeal,
  ForecastWire,
  Handover,
  NewActivity,
  NewCredit,
  NewDeal,
  NewQuote,
  NewSplits,
  PipelineWire,
} from '../../../domain/wire/deals';
import type { SalesImportCheck, SalesImported } from '../../../domain/wire/sales-import';
import { api, withQuery, type ApiProblem, type QueryParams } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

function useReading<Answer>(queryKey: QueryKey, path: string, query?: QueryParams) {
  return useQuery<Answer, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => api.get<Answer>(path, query, signal),
  });
}

/** A change of what sales shows: all of it is read again. */
function useSalesChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.sales }),
  });
}

const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** One customer. */
export const useCustomer = (id: string) =>
  useReading<CustomerWire>(keys.customer(id), `/customers/${id}`);

/** Adds a customer. */
export const useAddCustomer = () =>
  useSalesChange((customer: NewCustomer) => api.post<CustomerWire>('/customers', customer, once()));

/** Changes a customer, or archives it. */
export const useEditCustomer = (id: string) =>
  useSalesChange((changes: EditCustomer) => api.patch<CustomerWire>(`/customers/${id}`, changes));

/** Adds a person at a customer's. */
export const useAddContact = (customerId: string) =>
  useSalesChange((contact: NewContact) =>
    api.post<ContactWire>(`/customers/${customerId}/contacts`, contact, once()),
  );

/** Changes a person at a customer's. */
export const useEditContact = (customerId: string, id: string) =>
  useSalesChange((changes: EditContact) =>
    api.patch<ContactWire>(`/customers/${customerId}/contacts/${id}`, changes),
  );

/** One deal. */
export const useDeal = (id: string) => useReading<DealWire>(keys.deal(id), `/deals/${id}`);

/** Adds a deal. */
export const useAddDeal = () =>
  useSalesChange((deal: NewDeal) => api.post<DealWire>('/deals', deal, once()));

/** Changes what a deal says. */
export const useEditDeal = (id: string) =>
  useSalesChange((changes: EditDeal) => api.patch<DealWire>(`/deals/${id}`, changes));

/** Sets whose a deal is. */
export const useShareDeal = (id: string) =>
  useSalesChange((shares: NewSplits) => api.put<DealWire>(`/deals/${id}/splits`, shares));

/** Writes the lines of an offer. */
export const useQuoteDeal = (id: string) =>
  useSalesChange((quote: NewQuote) => api.put<DealWire>(`/deals/${id}/lines`, quote));

/** Notes something about a deal. */
export const useNote = (id: string) =>
  useSalesChange((activity: NewActivity) =>
    api.post<DealWire>(`/deals/${id}/activities`, activity, once()),
  );

/** Says that something planned is done. */
export const useFinish = (id: string) =>
  useSalesChange((activityId: string) =>
    api.post<DealWire>(`/deals/${id}/activities/${activityId}/done`),
  );

/** Records what came of a deal. */
export const useCredit = (id: string) =>
  useSalesChange((credit: NewCredit) => api.post<DealWire>(`/deals/${id}/credits`, credit, once()));

/** Makes a won deal a project. */
export const useHandOver = (id: string) =>
  useSalesChange((handover: Handover) =>
    api.post<DealWire>(`/deals/${id}/handover`, handover, once()),
  );

/** The board. */
export const usePipeline = (ownerId: string | undefined) =>
  useReading<PipelineWire>(keys.pipeline(ownerId), '/pipeline', { ownerId });

/** The forecast. */
export const useForecast = (query: QueryParams) =>
  useReading<ForecastWire>(keys.forecast(query), '/forecast', query);

/** Whom a deal can be given to, or the project it becomes, as options of a select. */
export function useSalesPeople(part: 'seller' | 'project-manager', enabled = true) {
  const people = useQuery<PersonRef[], ApiProblem>({
    queryKey: keys.salesPeople(part),
    enabled,
    queryFn: async ({ signal }) =>
      (await api.get<Page<PersonRef>>('/sales-people', { part }, signal)).items,
  });
  return (people.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

/** What is wrong with a file; writes nothing. */
export function useCheckSalesFile(of: SalesImport) {
  return useMutation<SalesImportCheck, ApiProblem, File>({
    mutationFn: (file) => api.upload<SalesImportCheck>(`/sales-imports/${of}/checks`, formOf(file)),
  });
}

/** Writes a file that was checked. */
export const useImportSales = (of: SalesImport) =>
  useSalesChange(({ file, sha256 }: { file: File; sha256: string }) =>
    api.upload<SalesImported>(withQuery(`/sales-imports/${of}`, { sha256 }), formOf(file)),
  );
