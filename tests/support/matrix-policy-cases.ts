import { randomUUID } from 'node:crypto';
import { leaveKind } from '../../approvals/leave/definition';
import type { Persona } from './company';

const nobody = randomUUID();

const adminOnly = (path: string, forAdmin: number, body?: unknown) => (persona: Persona) => [
  { path, body, expect: persona === 'admin' ? forAdmin : 403 },
];

/** What each route of approval policies is asked by each persona: only admins get in. */
export const POLICY_CASES = {
  'get /approval-policies': adminOnly('/approval-policies', 200),
  'get /approval-policies/:kind': adminOnly('/approval-policies/leave', 200),
  'put /approval-policies/:kind/draft': adminOnly('/approval-policies/leave/draft', 409, {
    policy: leaveKind.policy,
    revision: 7,
  }),
  'delete /approval-policies/:kind/draft': adminOnly('/approval-policies/nothing/draft', 404),
  'post /approval-policies/:kind/publish': adminOnly('/approval-policies/leave/publish', 409, {
    revision: 1,
    note: 'x',
  }),
  'post /approval-policies/:kind/diff': adminOnly('/approval-policies/leave/diff', 200, {
    from: 1,
    to: 'in-force',
  }),
  'post /approval-policies/:kind/simulations': adminOnly(
    '/approval-policies/leave/simulations',
    422,
    { requesterId: nobody, facts: {} },
  ),
  'get /approval-groups': adminOnly('/approval-groups', 200),
  'post /approval-groups': adminOnly('/approval-groups', 422, { name: 'x', memberIds: [nobody] }),
  'patch /approval-groups/:id': adminOnly(`/approval-groups/${nobody}`, 404, { name: 'x' }),
};
