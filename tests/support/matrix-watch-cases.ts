import { randomUUID } from 'node:crypto';
import { PERSONAS, type Persona } from './company';
import type { Case } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
const report = { state: 'good', openIncidents: 0, decision: 'keep' };

const projectsOf = ({ planted }: MatrixWorld) => planted.filter(({ what }) => what === 'project');

const MONTH = 'month=2026-10';

/** Whether a persona sees the time of another: everybody's for finance and admins, else that of whoever is below them. */
const seesTime = (world: MatrixWorld, persona: Persona, other: Persona) =>
  persona === 'finance' || (world.sees(persona, other) && (persona !== 'hr' || other === 'hr'));

const own = (persona: Persona, world: MatrixWorld) => [world.api.company.people[persona]];

/** A watch is seen by whoever sees the project; nothing is watched here, so nobody has something to say. */
export const WATCH_CASES: Record<string, Case> = {
  'get /projects/:id/watch': (persona, world) => [
    { path: `/projects/${nobody}/watch`, expect: 404 },
    ...projectsOf(world).map(({ id, seenBy }) => ({
      path: `/projects/${id}/watch`,
      expect: seenBy.includes(persona) ? 200 : 404,
    })),
  ],
  'post /projects/:id/watch/reports': (persona, world) => [
    { path: `/projects/${nobody}/watch/reports`, body: report, expect: 404 },
    ...['givenBy', 'workingDay', 'goLiveId'].map((extra) => ({
      path: `/projects/${projectsOf(world)[0]!.id}/watch/reports`,
      body: { ...report, [extra]: persona },
      expect: 422,
    })),
  ],
  'get /utilisation': (persona, world) => [
    { path: `/utilisation?${MONTH}`, expect: 200, mustShow: own(persona, world) },
    { path: '/utilisation?month=October', expect: 422 },
  ],
  'get /utilisation/departments': () => [
    { path: `/utilisation/departments?${MONTH}`, expect: 200 },
  ],
  'get /utilisation/people/:id': (persona, world) => [
    { path: `/utilisation/people/${nobody}?${MONTH}`, expect: 404 },
    ...PERSONAS.map((other) => ({
      path: `/utilisation/people/${world.api.company.people[other]}?${MONTH}`,
      expect: seesTime(world, persona, other) ? 200 : 404,
    })),
  ],
  'get /exports/utilisation': () => [{ path: `/exports/utilisation?${MONTH}`, expect: 200 }],
};
