import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isHr = (persona: Persona) => persona === 'admin' || persona === 'hr';

const policy = {
  ...{ type: 'casual', validFrom: '2098-01-01', annualDays: '12', frequency: 'monthly' },
  ...{ prorate: true, carryMaxDays: null, carryMonths: null, carryDays: null },
  ...{ overdraftDays: '0', encashMaxDays: '0', encashReserveDays: '0', sandwich: 'none' },
};

const byHand =
  (path: string): Case =>
  (persona, world) => {
    const body = { employeeId: nobody, type: 'casual', days: '1', reason: 'x' };
    const own = { ...body, employeeId: world.api.company.people[persona] };
    return [
      { path, body, expect: isHr(persona) ? 404 : 403 },
      { path, body: own, expect: 403 },
      ...['units', 'actorId', 'source', 'bucketId'].map((extra) => ({
        path,
        body: { ...body, [extra]: nobody },
        expect: isHr(persona) ? 422 : 403,
      })),
    ];
  };

/** What is behind balances is in scope as leave is; what changes them is HR's, and never one's own. */
export const LEAVE_CASES: Record<string, Case> = {
  'get /leave-ledger': (_, world) => [
    { path: '/leave-ledger?limit=200', expect: 200 },
    ...PERSONAS.map((other) => ({
      path: `/leave-ledger?limit=200&employeeId=${world.api.company.people[other]}`,
      expect: 200,
    })),
  ],
  'post /leave-adjustments': byHand('/leave-adjustments'),
  'post /leave-encashments': byHand('/leave-encashments'),
  'get /leave-policies': (persona) => [
    { path: '/leave-policies', expect: isHr(persona) ? 200 : 403 },
  ],
  'post /leave-policies': (persona) => [
    {
      path: '/leave-policies',
      body: { ...policy, createdBy: nobody },
      expect: isHr(persona) ? 422 : 403,
    },
  ],
  'post /leave-policies/previews': (persona) => [
    { path: '/leave-policies/previews', body: policy, expect: isHr(persona) ? 200 : 403 },
  ],
  'delete /leave-policies/:id': (persona) => [
    { path: `/leave-policies/${nobody}`, expect: isHr(persona) ? 404 : 403 },
  ],
  'get /leave-accounts/:employeeId/last-day': (persona, world) =>
    [nobody, world.api.company.people['sales.rep']].map((id) => ({
      path: `/leave-accounts/${id}/last-day`,
      expect: !isHr(persona) ? 403 : id === nobody ? 404 : 200,
    })),
  'put /leave-accounts/:employeeId/last-day': (persona) => [
    {
      path: `/leave-accounts/${nobody}/last-day`,
      body: { lastDay: '2098-01-01' },
      expect: isHr(persona) ? 404 : 403,
    },
  ],
};
