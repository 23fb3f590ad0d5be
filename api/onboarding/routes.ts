import { z } from 'zod';
import { pageOf, wholeListOf } from '../../domain/wire/common';
import {
  cancelOnboardingSchema,
  onboardingDetailSchema,
  onboardingSchema,
  onboardingsQuerySchema,
  onboardingTaskSchema,
  settleTaskSchema,
  startOnboardingSchema,
} from '../../domain/wire/onboarding';
import {
  listOnboardings,
  tasksOf,
  visibleOnboardingDetail,
} from '../../modules/onboarding/queries';
import { cancelOnboarding } from '../../modules/onboarding/use-cases/cancel-onboarding';
import { settleTask } from '../../modules/onboarding/use-cases/settle-task';
import { startOnboarding } from '../../modules/onboarding/use-cases/start-onboarding';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Onboarding';
const params = z.object({ id: z.uuid() });

/** Checklists for who joins or leaves: HR starts and cancels them, everybody settles their own tasks. */
export function onboardingRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...keepingRoutes(deps), ...taskRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/onboardings',
      summary: 'The onboardings and off-boardings I may see, the newest first',
      query: onboardingsQuerySchema,
      answer: pageOf(onboardingSchema),
      handle: ({ principal, query }) => listOnboardings(db, principal, query),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/onboardings/:id',
      summary: 'One onboarding with its tasks',
      params,
      answer: onboardingDetailSchema,
      handle: ({ principal, params: { id } }) => visibleOnboardingDetail(db, principal, id),
    }),
  ];
}

function keepingRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'post',
      path: '/onboardings',
      summary: 'Start the checklist of somebody who joins or leaves',
      access: ['hr', 'admin'],
      body: startOnboardingSchema,
      answer: onboardingDetailSchema,
      status: 201,
      creates: true,
      handle: ({ principal, body }) => startOnboarding(deps, principal, body),
    }),
    defineRoute({
      tag,
      method: 'post',
      path: '/onboardings/:id/cancel',
      summary: 'Cancel a checklist that is no longer wanted; what was done stays on record',
      access: ['hr', 'admin'],
      params,
      body: cancelOnboardingSchema,
      answer: onboardingDetailSchema,
      handle: ({ principal, params: { id }, body }) =>
        cancelOnboarding(deps, principal, { id, reason: body.reason }),
    }),
  ];
}

function taskRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/onboarding-tasks',
      summary: 'My tasks for people who join or leave, and for myself; open ones first',
      answer: wholeListOf(onboardingTaskSchema),
      handle: async ({ principal }) => ({
        items: await tasksOf(deps.db, principal.id),
        nextCursor: null,
      }),
    }),
    defineRoute({
      tag,
      method: 'post',
      path: '/onboarding-tasks/:id/settle',
      summary: 'Tick off a task of mine, or declare it not applicable with a reason',
      params,
      body: settleTaskSchema,
      answer: onboardingTaskSchema,
      handle: ({ principal, params: { id }, body }) =>
        settleTask(deps, principal, { id, wanted: body }),
    }),
  ];
}
