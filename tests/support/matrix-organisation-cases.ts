import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isHr = (persona: Persona) => persona === 'admin' || persona === 'hr';

/** The organisation: the tree of departments is everybody's to see and HR's to change, people are in scope or not there. */
export const ORGANISATION_CASES: Record<string, Case> = {
  'get /departments': () => [{ path: '/departments', expect: 200, mustShow: ['Consulting'] }],
  'get /departments/:id': (_persona, { api }) => [
    { path: `/departments/${api.company.departments.Sales}`, expect: 200 },
    { path: `/departments/${nobody}`, expect: 404 },
  ],
  'post /departments': (persona) => [
    { path: '/departments', body: { name: '', kind: 'other' }, expect: isHr(persona) ? 422 : 403 },
    ...['id', 'createdAt', 'people'].map((extra) => ({
      path: '/departments',
      body: { name: 'x', kind: 'other', [extra]: nobody },
      expect: isHr(persona) ? 422 : 403,
    })),
  ],
  'patch /departments/:id': (persona, { api }) =>
    [
      { path: `/departments/${nobody}`, body: { name: 'x' }, expect: isHr(persona) ? 404 : 403 },
      {
        path: `/departments/${api.company.departments.Sales}`,
        body: { headId: api.company.people[persona] },
        // An admin may: what they would be is what they are asked about elsewhere.
        expect: 403,
      },
    ].slice(0, persona === 'admin' ? 1 : 2),
  ...Object.fromEntries(
    ['/people-imports/checks', `/people-imports?sha256=${'0'.repeat(64)}`].map((path) => [
      `post ${path.split('?')[0]}`,
      // What is no form is refused to those who may send one.
      ((persona) => [{ path, body: {}, expect: isHr(persona) ? 415 : 403 }]) satisfies Case,
    ]),
  ),
  'get /people/:id/hand-over': (persona, { api }) =>
    [nobody, api.company.people['sales.manager'], api.company.people['sales.rep']].map((id) => ({
      path: `/people/${id}/hand-over`,
      expect: persona !== 'admin' ? 403 : id === nobody ? 404 : 200,
    })),
  'get /planned-moves': (persona) => [
    { path: '/planned-moves', expect: isHr(persona) ? 200 : 403 },
  ],
  'get /people/:id/moves': (persona, { api }) =>
    [nobody, api.company.people['sales.rep2']].map((id) => ({
      path: `/people/${id}/moves`,
      expect: !isHr(persona) ? 403 : id === nobody ? 404 : 200,
    })),
  'post /people/:id/moves': (persona, { api }) => [
    {
      path: `/people/${nobody}/moves`,
      body: { effectiveOn: '2030-01-01', changes: { grade: 'E1' } },
      expect: isHr(persona) ? 404 : 403,
    },
    {
      // Nobody gives themselves people: HR may not, and an admin may not name a day that has passed.
      path: `/people/${api.company.people['sales.rep2']}/moves`,
      body: {
        effectiveOn: persona === 'admin' ? '2020-01-01' : '2030-01-01',
        changes: { managerId: api.company.people[persona] },
      },
      expect: isHr(persona) ? 422 : 403,
    },
    ...['personId', 'plannedBy', 'outcome'].map((extra) => ({
      path: `/people/${nobody}/moves`,
      body: { effectiveOn: '2030-01-01', changes: { grade: 'E1' }, [extra]: nobody },
      expect: isHr(persona) ? 422 : 403,
    })),
  ],
  'post /people/:id/moves/:moveId/cancel': (persona) => [
    { path: `/people/${nobody}/moves/${nobody}/cancel`, expect: isHr(persona) ? 404 : 403 },
  ],
  'get /org-chart': () => [{ path: '/org-chart', expect: 200 }],
  'get /org-chart/:id/reports': (persona, world) =>
    PERSONAS.map((other) => ({
      path: `/org-chart/${world.api.company.people[other]}/reports`,
      expect: world.sees(persona, other) ? 200 : 404,
    })),
  'get /org-chart/:id/path': (persona, world) =>
    PERSONAS.map((other) => ({
      path: `/org-chart/${world.api.company.people[other]}/path`,
      expect: world.sees(persona, other) ? 200 : 404,
      ...(world.sees(persona, other) ? { mustShow: [world.api.company.people[other]] } : {}),
    })),
};
