import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const amount = { amount: '1.00', currency: 'INR' };
const keepsPlans = (persona: Persona) => persona === 'admin' || persona === 'hr';
const version = {
  ...{ from: '2026-01-01', basis: 'paid', measure: 'revenue', scale: 'amount', cap: null },
  tiers: [{ from: '0', rate: '5' }],
};

/** A plan, run or statement that is not there is so for everybody; whoever adds a member of their own is refused first. */
const onNothing =
  (path: string, body?: object): Case =>
  () => [
    { path, body, expect: 404 },
    ...(body ? [{ path, body: { ...body, setBy: nobody }, expect: 422 }] : []),
  ];

/** What nobody has is an empty list, whoever's it is asked for. */
const whole =
  (path: string): Case =>
  () => [{ path, expect: 200 }];

/** Who is on the plan of the demo company. */
const SELLERS = new Set<Persona>(['sales.rep', 'sales.rep2', 'sales.manager']);

/** Plans are kept by HR, admins and heads; runs drawn up by finance, admins and heads; earnings seen in line. */
export const INCENTIVE_CASES: Record<string, Case> = {
  'get /incentive-plans': whole('/incentive-plans'),
  'post /incentive-plans': (persona) => [
    {
      path: '/incentive-plans',
      body: { name: 'x', period: 'month', departmentId: nobody },
      expect: keepsPlans(persona) ? 422 : 403,
    },
    {
      path: '/incentive-plans',
      body: { name: 'x', period: 'month', departmentId: nobody, createdBy: nobody },
      expect: 422,
    },
  ],
  'get /incentive-plans/:id': onNothing(`/incentive-plans/${nobody}`),
  'post /incentive-plans/:id/versions': onNothing(`/incentive-plans/${nobody}/versions`, version),
  'post /incentive-plans/:id/members': onNothing(`/incentive-plans/${nobody}/members`, {
    ...{ employeeId: nobody, from: '2026-01-01', to: null },
  }),
  'put /incentive-plans/:id/quotas': onNothing(`/incentive-plans/${nobody}/quotas`, {
    ...{ employeeId: nobody, from: '2026-01-01', amount },
  }),
  'post /incentive-plans/:id/bonuses': onNothing(`/incentive-plans/${nobody}/bonuses`, {
    ...{ name: 'x', from: '2026-01-01', to: '2026-01-31', least: null, amount },
  }),
  'get /my-incentives': whole('/my-incentives'),
  'post /incentive-what-ifs': (persona, world) => [
    { path: '/incentive-what-ifs', body: { amount }, expect: SELLERS.has(persona) ? 200 : 409 },
    {
      path: '/incentive-what-ifs',
      body: { amount, employeeId: world.api.company.people['sales.rep2'] },
      expect: 422,
    },
  ],
  'get /incentive-statements': (_persona, world) => [
    { path: '/incentive-statements?limit=200', expect: 200 },
    ...Object.values(world.api.company.people).map((id) => ({
      path: `/incentive-statements?limit=200&employeeId=${id}`,
      expect: 200,
    })),
  ],
  'get /exports/incentive-statements': whole('/exports/incentive-statements'),
  'get /incentive-statements/:id': onNothing(`/incentive-statements/${nobody}`),
  'post /incentive-statements/:statementId/disputes': onNothing(
    `/incentive-statements/${nobody}/disputes`,
    { amount, reason: 'x' },
  ),
  'get /incentive-runs': whole('/incentive-runs'),
  'post /incentive-runs': onNothing('/incentive-runs', { planId: nobody, on: '2026-01-01' }),
  'get /incentive-runs/:id': onNothing(`/incentive-runs/${nobody}`),
  'post /incentive-runs/:id/discard': onNothing(`/incentive-runs/${nobody}/discard`),
  'post /incentive-runs/:runId/approvals': onNothing(`/incentive-runs/${nobody}/approvals`, {
    note: 'x',
  }),
};
