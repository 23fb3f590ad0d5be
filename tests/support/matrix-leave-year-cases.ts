import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isHr = (persona: Persona) => persona === 'admin' || persona === 'hr';
const paysLeave = (persona: Persona) => persona === 'admin' || persona === 'finance';

const hrOnly =
  (path: string, forThem: number, body?: unknown): Case =>
  (persona) => [{ path, body, expect: isHr(persona) ? forThem : 403 }];

const rate = { amount: '1.00', currency: 'INR' };
const year = { paysOut: false, keptUntil: null };

/** Lists of money: everybody may ask, and is told of themselves alone, unless they are HR's or finance's. */
const payList =
  (path: string): Case =>
  (_persona, world) => [
    { path: `${path}?limit=200`, expect: 200 },
    ...PERSONAS.map((other) => ({
      path: `${path}?limit=200&employeeId=${world.api.company.people[other]}`,
      expect: 200,
    })),
  ];

/** Years' ends are HR's; what leave is worth is HR's, finance's and one's own. */
export const LEAVE_YEAR_CASES: Record<string, Case> = {
  'get /leave-years/:year': hrOnly('/leave-years/2025', 200),
  'put /leave-years/:year': hrOnly('/leave-years/2025', 422, { ...year, setBy: nobody }),
  'get /leave-years/:year/runs': hrOnly('/leave-years/2025/runs', 200),
  'post /leave-year-runs': hrOnly('/leave-year-runs', 422, { year: 2025, drawnBy: nobody }),
  'get /leave-year-runs/:id': hrOnly(`/leave-year-runs/${nobody}`, 404),
  'get /leave-year-rows': hrOnly(`/leave-year-rows?runId=${nobody}`, 200),
  'post /leave-year-runs/:id/start': hrOnly(`/leave-year-runs/${nobody}/start`, 404),
  'post /leave-year-runs/:id/stop': hrOnly(`/leave-year-runs/${nobody}/stop`, 404),
  'get /exports/leave-year-rows': hrOnly(`/exports/leave-year-rows?runId=${nobody}`, 200),
  'get /comp-off-rules': () => [{ path: '/comp-off-rules', expect: 200 }],
  'put /comp-off-rules': hrOnly('/comp-off-rules', 422, {
    ...{ validFrom: '2098-01-01', halfDayHours: 4, validDays: 90, setBy: nobody },
  }),
  'get /daily-rates': payList('/daily-rates'),
  'put /daily-rates': (persona, world) => [
    {
      path: '/daily-rates',
      body: { employeeId: nobody, validFrom: '2026-01-01', rate },
      expect: isHr(persona) ? 404 : 403,
    },
    {
      path: '/daily-rates',
      body: { employeeId: world.api.company.people[persona], validFrom: '2026-01-01', rate },
      expect: 403,
    },
    {
      path: '/daily-rates',
      body: { employeeId: nobody, validFrom: '2026-01-01', rate, setBy: nobody },
      expect: isHr(persona) ? 422 : 403,
    },
  ],
  'get /leave-payables': () => [{ path: '/leave-payables?limit=200', expect: 200 }],
  'post /leave-payables/payments': (persona) => [
    {
      path: '/leave-payables/payments',
      body: { ids: [nobody], paidOn: '2026-01-01' },
      expect: paysLeave(persona) ? 422 : 403,
    },
  ],
  'get /exports/leave-payables': () => [{ path: '/exports/leave-payables', expect: 200 }],
};
