import { randomUUID } from 'node:crypto';
import { PERSONAS } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const forged = 'A'.repeat(64);
const isKeeper = (persona: string) => ['hr', 'admin'].includes(persona);
/** Whoever guesses at links is stopped at some time. */
const REFUSED = [404, 429];

const details = {
  ...{ phone: '', contactName: '', contactRelation: '', contactPhone: '' },
  ...{ street: '', city: '', postalCode: '', country: '', size: null },
};
const whole = {
  ...{ phone: '+91 98200 12345', contactName: 'Ravi', contactRelation: 'Brother' },
  ...{ contactPhone: '+91 98200 54321', street: '4 Lake Road', city: 'Pune' },
  ...{ postalCode: '411001', country: 'India', size: null },
};
const filled = { token: forged, details, account: null };

const kept =
  (path: string, body: object = {}): Case =>
  (persona) => [
    { path: `/onboardings/${nobody}${path}`, body, expect: isKeeper(persona) ? 404 : 403 },
  ];

/** Forms before the first day are HR's to keep; by a link that is none, nobody reads or writes anything. */
export const PEOPLE_REST_CASES: Record<string, Case> = {
  'get /onboardings/:id/preboarding': (persona) => [
    { path: `/onboardings/${nobody}/preboarding`, expect: isKeeper(persona) ? 404 : 403 },
  ],
  'post /onboardings/:id/preboarding': kept('/preboarding', { email: 'a@example.com' }),
  'post /onboardings/:id/preboarding/revoke': kept('/preboarding/revoke'),
  'post /onboardings/:id/preboarding/review': kept('/preboarding/review', {
    verdict: 'accept',
    revision: 1,
  }),
  'get /people/:id/personal-details': (persona, world) =>
    PERSONAS.map((other) => ({
      path: `/people/${world.api.company.people[other]}/personal-details`,
      expect: isKeeper(persona) || other === persona ? 200 : 404,
    })),
  'put /people/:id/personal-details': (persona, world) =>
    PERSONAS.filter((other) => other !== persona).map((other) => ({
      path: `/people/${world.api.company.people[other]}/personal-details`,
      body: { ...whole },
      expect: 404,
    })),
  'get /people/:id/probation': (persona, world) =>
    PERSONAS.map((other) => ({
      path: `/people/${world.api.company.people[other]}/probation`,
      expect: world.sees(persona, other) ? 200 : 404,
    })),
  'post /probation-reviews': (persona, world) => [
    {
      path: '/probation-reviews',
      body: { personId: world.api.company.people[persona], outcome: 'confirm', reason: 'x' },
      expect: 422,
    },
    {
      path: '/probation-reviews',
      body: { personId: nobody, outcome: 'confirm', reason: 'x', status: 'approved' },
      expect: 422,
    },
  ],
  'get /expense-advances/payable': () => [{ path: '/expense-advances/payable', expect: 200 }],
  'post /advance-requests/:id/payment': (persona) => [
    {
      path: `/advance-requests/${nobody}/payment`,
      body: { paidOn: '2026-01-05' },
      expect: ['finance', 'admin'].includes(persona) ? 404 : 403,
    },
  ],
  'post /preboarding/read': () => [
    { path: '/preboarding/read', body: { token: forged }, expect: REFUSED },
    { path: '/preboarding/read', body: { token: forged, personId: nobody }, expect: 422 },
  ],
  'post /preboarding/save': () => [{ path: '/preboarding/save', body: filled, expect: REFUSED }],
  'post /preboarding/submit': () => [
    { path: '/preboarding/submit', body: filled, expect: REFUSED },
  ],
  'post /preboarding/documents': () => [
    { path: `/preboarding/documents?taskId=${nobody}`, expect: REFUSED },
  ],
  'post /preboarding/documents/take-back': () => [
    {
      path: '/preboarding/documents/take-back',
      body: { token: forged, documentId: nobody },
      expect: REFUSED,
    },
  ],
};
