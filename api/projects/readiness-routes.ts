import { z } from 'zod';
import {
  checkStateSchema,
  newDrillSchema,
  readinessPlanSchema,
  readinessSchema,
} from '../../domain/wire/readiness';
import { readReadiness } from '../../modules/projects/readiness-queries';
import {
  recordDrill,
  savePlan,
  settleCheck,
} from '../../modules/projects/use-cases/change-readiness';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const params = z.object({ id: z.uuid() });
const shared = { tag: 'Projects', answer: readinessSchema } as const;

/** What a project has to see to before it goes live. Each change answers with what it is ready for then. */
export function readinessRoutes({ db, approvals }: ApiDeps): Route[] {
  return [
    defineRoute({
      ...shared,
      method: 'get',
      path: '/projects/:id/readiness',
      summary: 'Checks, risks and the way back, and the verdict that follows from them',
      params,
      handle: ({ principal, params: { id } }) => readReadiness(db, principal, id),
    }),
    defineRoute({
      ...shared,
      method: 'put',
      path: '/projects/:id/readiness',
      summary: 'Write the whole plan; signatures of a waiting go-live start again',
      params,
      body: readinessPlanSchema,
      handle: ({ principal, params: { id }, body }) =>
        savePlan(approvals, { principal, projectId: id, plan: body }),
    }),
    defineRoute({
      ...shared,
      method: 'post',
      path: '/projects/:id/readiness/checks/:checkId',
      summary: 'Say what has become of a check; its owner may',
      params: params.extend({ checkId: z.uuid() }),
      body: checkStateSchema,
      handle: ({ principal, params: { id, checkId }, body }) =>
        settleCheck(approvals, { principal, projectId: id, checkId, change: body }),
    }),
    defineRoute({
      ...shared,
      method: 'post',
      path: '/projects/:id/readiness/drills',
      summary: 'Record that the way back was tried; its owner may',
      params,
      body: newDrillSchema,
      status: 201,
      creates: true,
      handle: ({ principal, params: { id }, body }) =>
        recordDrill(approvals, { principal, projectId: id, drill: body }),
    }),
  ];
}
