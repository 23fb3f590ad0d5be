import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isKeeper = (persona: string) => ['hr', 'admin'].includes(persona);
const accept = { verdict: 'accept', documents: [nobody] };

const name = 'Not written';
const items = [{ title: 'x', ownerRole: 'employee', offsetDays: 0 }];
/** Refused for its body by whoever may write at all: nothing of it is ever written. */
const odd = { name, items, purpose: 'onboarding', id: nobody };

/** Checklists are written by HR and admins; of documents nobody reaches one that is not theirs. Who sees which is in the suite of documents. */
export const BOARDING_CASES: Record<string, Case> = {
  'post /checklist-templates': (persona) => [
    { path: '/checklist-templates', body: odd, expect: isKeeper(persona) ? 422 : 403 },
  ],
  'get /checklist-templates/:id': (persona) => [
    { path: `/checklist-templates/${nobody}`, expect: isKeeper(persona) ? 404 : 403 },
  ],
  'put /checklist-templates/:id': (persona) => [
    {
      path: `/checklist-templates/${nobody}`,
      body: { name, items, revision: 1 },
      expect: isKeeper(persona) ? 404 : 403,
    },
    {
      path: `/checklist-templates/${nobody}`,
      body: { name, items, revision: 1, retiredAt: null },
      expect: isKeeper(persona) ? 422 : 403,
    },
  ],
  'post /checklist-templates/:id/retire': (persona) => [
    { path: `/checklist-templates/${nobody}/retire`, expect: isKeeper(persona) ? 404 : 403 },
  ],
  'post /checklist-templates/preview': (persona) => [
    {
      path: '/checklist-templates/preview',
      body: { dayZero: '2026-06-01', locationId: null, offsets: [0] },
      expect: isKeeper(persona) ? 200 : 403,
    },
  ],
  'post /onboarding-tasks/:id/documents': () => [
    { path: `/onboarding-tasks/${nobody}/documents`, expect: 404 },
  ],
  'get /onboarding-documents/:id': () => [{ path: `/onboarding-documents/${nobody}`, expect: 404 }],
  'delete /onboarding-documents/:id': () => [
    { path: `/onboarding-documents/${nobody}`, expect: 404 },
  ],
  'get /onboarding-reviews': (persona) => [
    { path: '/onboarding-reviews', expect: isKeeper(persona) ? 200 : 403 },
  ],
  'post /onboarding-tasks/:id/review': (persona) => [
    {
      path: `/onboarding-tasks/${nobody}/review`,
      body: accept,
      expect: isKeeper(persona) ? 404 : 403,
    },
    ...['reviewedBy', 'status', 'reason'].map((extra) => ({
      path: `/onboarding-tasks/${nobody}/review`,
      body: { ...accept, [extra]: nobody },
      expect: isKeeper(persona) ? 422 : 403,
    })),
  ],
};
