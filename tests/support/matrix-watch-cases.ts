import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
const report = { state: 'good', openIncidents: 0, decision: 'keep' };

const projectsOf = ({ planted }: MatrixWorld) => planted.filter(({ what }) => what === 'project');

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
};
