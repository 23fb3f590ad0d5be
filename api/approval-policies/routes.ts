import { z } from 'zod';
import { wholeListOf } from '../../domain/wire/common';
import {
  diffPoliciesSchema,
  policyDifferenceSchema,
  policyPageSchema,
  policyRowSchema,
  publishPolicySchema,
  savePolicyDraftSchema,
  simulatePolicySchema,
  simulationSchema,
} from '../../domain/wire/policies';
import { diffPolicyVersions } from '../../modules/approvals/use-cases/diff-policies';
import {
  discardPolicyDraft,
  savePolicyDraft,
} from '../../modules/approvals/use-cases/edit-policy-draft';
import { publishPolicy } from '../../modules/approvals/use-cases/publish-policy';
import { listPolicies, readPolicy } from '../../modules/approvals/use-cases/read-policies';
import { simulatePolicy } from '../../modules/approvals/use-cases/simulate-policy';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const oneKind = z.object({ kind: z.string().max(60) });
const policies = { tag: 'Approval policies', access: ['admin' as const] };

/** Who signs what, as admins read, try and change it. */
export function approvalPolicyRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...policies,
      method: 'get',
      path: '/approval-policies',
      summary: 'Every kind with the version in force and what is scheduled',
      answer: wholeListOf(policyRowSchema),
      handle: async () => ({ items: await listPolicies(approvals), nextCursor: null }),
    }),
    defineRoute({
      ...policies,
      method: 'get',
      path: '/approval-policies/:kind',
      summary: 'All versions of a policy, and its draft with what is wrong with it',
      params: oneKind,
      answer: policyPageSchema,
      handle: ({ params }) => readPolicy(approvals, params.kind),
    }),
    defineRoute({
      ...policies,
      method: 'post',
      path: '/approval-policies/:kind/diff',
      summary: 'What changes from one version to another, and for which recent requests',
      params: oneKind,
      body: diffPoliciesSchema,
      answer: policyDifferenceSchema,
      handle: ({ params, body }) => diffPolicyVersions(approvals, { kindId: params.kind, ...body }),
    }),
    defineRoute({
      ...policies,
      method: 'post',
      path: '/approval-policies/:kind/simulations',
      summary: 'Who would sign a request, and why; nothing is written',
      params: oneKind,
      body: simulatePolicySchema,
      answer: simulationSchema,
      handle: ({ params, body }) => simulatePolicy(approvals, { ...body, kindId: params.kind }),
    }),
  ];
}

function changingRoutes({ approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...policies,
      method: 'put',
      path: '/approval-policies/:kind/draft',
      summary: 'Save the draft of the next version',
      params: oneKind,
      body: savePolicyDraftSchema,
      answer: policyPageSchema,
      handle: ({ params, body, principal }) =>
        savePolicyDraft(approvals, {
          ...{ kindId: params.kind, principal, policy: body.policy },
          ...(body.revision === undefined ? {} : { revision: body.revision }),
        }),
    }),
    defineRoute({
      ...policies,
      method: 'delete',
      path: '/approval-policies/:kind/draft',
      summary: 'Throw the draft away',
      params: oneKind,
      answer: policyPageSchema,
      handle: ({ params, principal }) =>
        discardPolicyDraft(approvals, { kindId: params.kind, principal }),
    }),
    defineRoute({
      ...policies,
      method: 'post',
      path: '/approval-policies/:kind/publish',
      summary: 'Make the draft the next version, at once or from an instant on',
      params: oneKind,
      body: publishPolicySchema,
      answer: policyPageSchema,
      status: 201,
      creates: true,
      handle: ({ params, principal, body: { effectiveFrom, ...body } }) =>
        publishPolicy(approvals, {
          ...{ kindId: params.kind, principal, ...body },
          ...(effectiveFrom === undefined ? {} : { effectiveFrom: new Date(effectiveFrom) }),
        }),
    }),
  ];
}
