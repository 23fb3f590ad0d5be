import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

const nobody = randomUUID();
const invites = (persona: Persona) => persona === 'admin' || persona === 'hr';
const HEADS = {
  ...{ Administration: 'admin', 'Human Resources': 'hr', Finance: 'finance' },
  ...{ Sales: 'sales.head', Consulting: 'consulting.head' },
} as const;
const forged = 'A'.repeat(64);

/** How people get in: invitations, forgotten passwords and sessions. */
export const ACCESS_CASES: Record<string, Case> = {
  'post /auth/password-resets': (persona) => [
    { path: '/auth/password-resets', body: { email: `${persona}@x.example` }, expect: 204 },
  ],
  'post /auth/password-links/read': () => [
    { path: '/auth/password-links/read', body: { token: forged }, expect: 404 },
  ],
  'post /auth/password-links/use': () => [
    {
      path: '/auth/password-links/use',
      body: { token: forged, password: 'lantern gravel tulip' },
      expect: 404,
    },
  ],
  'get /auth/sessions': () => [{ path: '/auth/sessions', expect: 200 }],
  // The session of the suite is another one of the persona's.
  'post /auth/sessions/end-others': () => [
    { path: '/auth/sessions/end-others', body: { all: true }, expect: 422 },
  ],
  'post /auth/sessions/:id/end': () => [{ path: `/auth/sessions/${nobody}/end`, expect: 404 }],
  'get /access-grants': () => [
    { path: '/access-grants?side=mine&state=all', expect: 200 },
    { path: '/access-grants?side=others&state=all', expect: 200 },
  ],
  'post /access-grants': (persona, { api }) =>
    Object.entries(HEADS).map(([department, heads]) => ({
      path: '/access-grants',
      // To oneself, nobody's grant is written.
      body: {
        ...{ personId: api.company.people[persona], resources: ['person'], reason: 'x' },
        departmentId: api.company.departments[department as keyof typeof HEADS],
        until: new Date().toISOString().slice(0, 10),
      },
      expect: persona === 'admin' || persona === heads ? 422 : 403,
    })),
  'post /access-grants/:id/revoke': () => [
    { path: `/access-grants/${nobody}/revoke`, expect: 404 },
  ],
  'get /people/:id/invitation': (persona, { api }) =>
    PERSONAS.map((other) => ({
      path: `/people/${api.company.people[other]}/invitation`,
      expect: invites(persona) ? 200 : 403,
    })),
  'post /people/:id/invitation': (persona, { api }) =>
    PERSONAS.map((other) => ({
      path: `/people/${api.company.people[other]}/invitation`,
      expect: invites(persona) ? 409 : 403,
    })),
  'post /people/:id/invitation/revoke': (persona, { api }) =>
    PERSONAS.map((other) => ({
      path: `/people/${api.company.people[other]}/invitation/revoke`,
      expect: invites(persona) ? 409 : 403,
    })),
  'post /people-imports/:id/invitations': (persona) => [
    { path: `/people-imports/${nobody}/invitations`, expect: invites(persona) ? 404 : 403 },
  ],
};
