import { randomUUID } from 'node:crypto';
import { TOUR_IDS } from '../../domain/tours/tours';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isKeeper = (persona: string) => ['hr', 'admin'].includes(persona);

/** HR and admins keep checklists; tasks and tours are their owner's alone. What others see is in the suite of onboardings. */
export const ONBOARDING_CASES: Record<string, Case> = {
  'get /checklist-templates': (persona) => [
    { path: '/checklist-templates', expect: isKeeper(persona) ? 200 : 403 },
  ],
  'get /onboardings': (_persona, world) => [
    { path: '/onboardings?limit=200', expect: 200 },
    ...Object.values(world.api.company.people).map((id) => ({
      path: `/onboardings?personId=${id}`,
      expect: 200,
    })),
  ],
  'get /onboardings/:id': () => [{ path: `/onboardings/${nobody}`, expect: 404 }],
  'post /onboardings': (persona, world) => [
    {
      path: '/onboardings',
      body: { personId: nobody },
      expect: isKeeper(persona) ? 404 : 403,
    },
    ...['startedBy', 'status', 'id', 'tasks'].map((extra) => ({
      path: '/onboardings',
      body: { personId: world.api.company.people.consultant, [extra]: nobody },
      expect: isKeeper(persona) ? 422 : 403,
    })),
  ],
  'post /onboardings/:id/cancel': (persona) => [
    {
      path: `/onboardings/${nobody}/cancel`,
      body: { reason: 'x' },
      expect: isKeeper(persona) ? 404 : 403,
    },
  ],
  'get /onboarding-tasks': () => [{ path: '/onboarding-tasks', expect: 200 }],
  'post /onboarding-tasks/:id/settle': () => [
    { path: `/onboarding-tasks/${nobody}/settle`, body: { outcome: 'done' }, expect: 404 },
    {
      path: `/onboarding-tasks/${nobody}/settle`,
      body: { outcome: 'done', settledBy: nobody },
      expect: 422,
    },
  ],
  'get /tours/:id/progress': () => [
    ...TOUR_IDS.map((id) => ({ path: `/tours/${id}/progress`, expect: 200 })),
    { path: '/tours/nothing/progress', expect: 404 },
  ],
  'put /tours/:id/progress': () => [
    {
      path: '/tours/nothing/progress',
      body: { version: 1, step: 0, state: 'running' },
      expect: 404,
    },
    {
      path: '/tours/employee/progress',
      body: { version: 1, step: 0, state: 'running', personId: nobody },
      expect: 422,
    },
  ],
};
