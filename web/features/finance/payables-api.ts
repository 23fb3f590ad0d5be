import type { BillWire, MadePayment, PaymentReversal } from '../../../domain/wire/payables';
import { api } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { once, useChange, useReading } from './api';

/** One bill with its payments. */
export const useBill = (id: string) => useReading<BillWire>(keys.bill(id), `/vendor-bills/${id}`);

/** Records that a released payment was made. */
export const useMakePayment = (releaseId: string) =>
  useChange((payment: MadePayment) =>
    api.post<BillWire>(`/payment-releases/${releaseId}/payments`, payment, once()),
  );

/** Takes a payment back. */
export const useReversePayment = (releaseId: string) =>
  useChange((reversal: PaymentReversal) =>
    api.post<BillWire>(`/payment-releases/${releaseId}/reversals`, reversal, once()),
  );
