import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
const drill = { drilledOn: '2026-11-02', minutes: 20, passed: true };
const plan = { revision: 0, risks: [], rollback: null };

const projectsOf = ({ planted }: MatrixWorld) => planted.filter(({ what }) => what === 'project');

/** Whoever may not see the project finds nothing; a plan without a check is refused to everybody else. */
const onEach =
  (rest: string, body: object | undefined, seen: number): Case =>
  (persona: Persona, world) => [
    { path: `/projects/${nobody}${rest}`, body, expect: 404 },
    ...projectsOf(world).map(({ id, seenBy }) => ({
      path: `/projects/${id}${rest}`,
      body,
      expect: seenBy.includes(persona) ? seen : 404,
    })),
  ];

/** Readiness is seen by whoever sees the project, and changed by its owners: its manager, the head, admins. */
export const GO_LIVE_CASES: Record<string, Case> = {
  'get /projects/:id/readiness': onEach('/readiness', undefined, 200),
  'put /projects/:id/readiness': (persona, world) => [
    { path: `/projects/${nobody}/readiness`, body: { ...plan, checks: [] }, expect: 422 },
    ...['ownerId', 'verdict', 'reasons'].map((extra) => ({
      path: `/projects/${projectsOf(world)[0]!.id}/readiness`,
      body: { ...plan, checks: [], [extra]: persona },
      expect: 422,
    })),
  ],
  'post /projects/:id/readiness/checks/:checkId': onEach(
    `/readiness/checks/${nobody}`,
    { state: 'open' },
    404,
  ),
  'post /projects/:id/readiness/drills': onEach('/readiness/drills', drill, 409),
};
