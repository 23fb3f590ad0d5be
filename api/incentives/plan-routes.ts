import type { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { wholeListOf } from '../../domain/wire/common';
import {
  newBonusSchema,
  newMemberSchema,
  newPlanSchema,
  newPlanVersionSchema,
  planRowSchema,
  planSchema,
  setQuotaSchema,
} from '../../domain/wire/incentive-plans';
import { recordParamsSchema } from '../../domain/wire/records';
import { findPlan, listPlans } from '../../modules/incentives/plan-queries';
import { addBonus, setMember, setQuota } from '../../modules/incentives/use-cases/keep-people';
import { addVersion, makePlan } from '../../modules/incentives/use-cases/keep-plan';
import type { Database } from '../../platform/database/database';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** How sellers earn: plans with their versions, and who is on them. */
export function incentivePlanRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-plans',
      summary: 'The plans one keeps, runs or is on',
      answer: wholeListOf(planRowSchema),
      handle: async ({ principal }) => ({
        items: await listPlans(deps, principal),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'post',
      path: '/incentive-plans',
      summary: 'Make a plan, without rules yet',
      body: newPlanSchema,
      answer: planSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, body }) =>
        findPlan(deps, principal, await makePlan(deps.db, principal, body)),
    }),
    defineRoute({
      tag: 'Incentives',
      method: 'get',
      path: '/incentive-plans/:id',
      summary: 'A plan with its versions, and of its people those one may see',
      params: recordParamsSchema,
      answer: planSchema,
      handle: ({ principal, params }) => findPlan(deps, principal, params.id),
    }),
    ...changes(deps),
  ];
}

function changes(deps: ApiDeps): Route[] {
  return [
    planChange(deps, {
      ...{ method: 'post', path: 'versions', summary: 'Say how it pays from a day on' },
      ...{ body: newPlanVersionSchema, change: addVersion },
    }),
    planChange(deps, {
      ...{ method: 'post', path: 'members', summary: 'Put somebody on it, or say until when' },
      ...{ body: newMemberSchema, change: setMember },
    }),
    planChange(deps, {
      ...{ method: 'put', path: 'quotas', summary: 'Say what a seller is to reach in a period' },
      ...{ body: setQuotaSchema, change: setQuota },
    }),
    planChange(deps, {
      ...{ method: 'post', path: 'bonuses', summary: 'Add a fixed amount for each deal won' },
      ...{ body: newBonusSchema, change: addBonus },
    }),
  ];
}

function planChange<Body extends z.ZodType<object>>(
  deps: ApiDeps,
  of: {
    method: 'post' | 'put';
    path: string;
    summary: string;
    body: Body;
    change: (
      db: Database,
      principal: Principal,
      wanted: z.output<Body> & { planId: string },
    ) => Promise<void>;
  },
): Route {
  return defineRoute({
    ...{ tag: 'Incentives', method: of.method, summary: of.summary, body: of.body },
    path: `/incentive-plans/:id/${of.path}`,
    params: recordParamsSchema,
    answer: planSchema,
    ...(of.method === 'post' ? { status: 201, creates: true } : {}),
    handle: async ({ principal, params, body }) => {
      // Whether there is such a plan is not told to those who may not see it.
      await findPlan(deps, principal, params.id);
      await of.change(deps.db, principal, {
        ...(body as z.output<Body>),
        planId: params.id,
      });
      return findPlan(deps, principal, params.id);
    },
  });
}
