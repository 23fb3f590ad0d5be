import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const forBooks =
  (path: string, body: object): Case =>
  (persona) => [{ path, body, expect: persona === 'finance' || persona === 'admin' ? 404 : 403 }];

/** Bills: everybody sees their own; only finance and admins record what was paid. */
export const PAYABLES_CASES: Record<string, Case> = {
  'get /vendor-bills': () => [{ path: '/vendor-bills', expect: 200 }],
  'get /vendor-bills/:id': () => [{ path: `/vendor-bills/${nobody}`, expect: 404 }],
  'get /exports/vendor-bills': () => [{ path: '/exports/vendor-bills', expect: 200 }],
  'post /payment-releases/:id/payments': forBooks(`/payment-releases/${nobody}/payments`, {
    on: '2026-11-02',
  }),
  'post /payment-releases/:id/reversals': forBooks(`/payment-releases/${nobody}/reversals`, {
    ...{ on: '2026-11-02', reason: 'x' },
  }),
};
