import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

const isAdmin = (persona: Persona) => persona === 'admin';
const nobody = randomUUID();

/** Who acts for whom, and who comes in between: the routes of substitutes, added approvers and overrides. */
export const PEOPLE_CASES: Record<string, Case> = {
  'get /delegations': (persona, { api }) => [
    { path: '/delegations', expect: 200 },
    { path: '/delegations?side=to', expect: 200 },
    ...PERSONAS.filter((other) => other !== persona).map((other) => ({
      path: `/delegations?personId=${api.company.people[other]}`,
      expect: isAdmin(persona) ? 200 : 403,
    })),
  ],
  'get /delegation-candidates': () => [{ path: '/delegation-candidates', expect: 200 }],
  'post /delegations': (persona, { api }) =>
    PERSONAS.filter((other) => other !== persona).map((other) => ({
      path: '/delegations',
      // Named as their own substitute, nobody's delegation is written, an admin's neither.
      body: { from: api.company.people[other], to: api.company.people[other], when: 'away' },
      expect: isAdmin(persona) ? 422 : 403,
    })),
  'post /delegations/:id/revoke': () => [{ path: `/delegations/${nobody}/revoke`, expect: 404 }],
  'post /approvals/:id/approvers': (persona, world) =>
    world.planted
      .filter((record) => !record.asked.includes(persona) && !isAdmin(persona))
      .map((record) => ({
        path: `/approvals/${record.approvalId}/approvers`,
        body: { to: world.api.company.people.hr },
        expect: record.approvalSeenBy.includes(persona) ? 403 : 404,
      })),
  'post /approvals/:id/override': (persona, world) =>
    isAdmin(persona)
      ? [
          {
            path: `/approvals/${nobody}/override`,
            body: { verdict: 'approve', reason: 'x' },
            expect: 404,
          },
        ]
      : world.planted.map((record) => ({
          path: `/approvals/${record.approvalId}/override`,
          body: { verdict: 'approve', reason: 'x' },
          expect: 403,
        })),
};
