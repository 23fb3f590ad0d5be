import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isKeeper = (persona: string) => ['hr', 'admin'].includes(persona);
const accept = { verdict: 'accept', documents: [nobody] };

/** Documents of newcomers: nobody reaches one that is not theirs. Who sees which is in the suite of documents. */
export const BOARDING_CASES: Record<string, Case> = {
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
