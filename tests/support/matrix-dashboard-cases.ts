import { randomUUID } from 'node:crypto';
import { FIGURE_IDS, figureSpec } from '../../domain/dashboards/figures';
import type { View } from '../../domain/dashboards/views';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

/** Who has which dashboard. Written down, not computed. */
const HAS: Record<View, Persona[] | 'all'> = {
  employee: 'all',
  manager: [
    ...(['admin', 'hr', 'finance', 'sales.head', 'sales.manager'] as const),
    ...(['consulting.head', 'consulting.manager'] as const),
  ],
  hr: ['hr', 'admin'],
  finance: ['finance', 'admin'],
  admin: ['admin'],
};

const status = (persona: Persona, view: View) => {
  const those = HAS[view];
  return those === 'all' || those.includes(persona) ? 200 : 403;
};

const rows =
  (path: string): Case =>
  (persona, world) =>
    FIGURE_IDS.map((figure) => ({
      path: `${path}?figure=${figure}`,
      expect: status(persona, figureSpec(figure).view),
      mustShow:
        figure === 'my-requests' && !path.endsWith('.csv')
          ? world.planted
              .filter(({ owner }) => owner === persona)
              .slice(-20)
              .map(({ approvalId }) => approvalId)
          : [],
    }));

const unknown = randomUUID();

/** Dashboards and what is behind their figures; saved views, which are one's own alone. */
export const DASHBOARD_CASES: Record<string, Case> = {
  'get /dashboards': (persona) =>
    (Object.keys(HAS) as View[]).map((view) => ({
      path: `/dashboards?view=${view}`,
      expect: status(persona, view),
    })),
  'get /dashboards/rows': rows('/dashboards/rows'),
  'get /dashboards/rows.csv': rows('/dashboards/rows.csv'),
  'get /list-views': () => [{ path: '/list-views?list=people', expect: 200 }],
  'post /list-views': (persona) => [
    { path: '/list-views', body: { list: 'people', name: persona, query: '' }, expect: 201 },
  ],
  'patch /list-views/:id': () => [
    { path: `/list-views/${unknown}`, body: { name: 'Mine' }, expect: 404 },
  ],
  'delete /list-views/:id': () => [{ path: `/list-views/${unknown}`, expect: 404 }],
  'get /exports/onboardings': () => [{ path: '/exports/onboardings', expect: 200 }],
  'get /exports/audit': (persona) => [
    { path: '/exports/audit', expect: persona === 'admin' ? 200 : 403 },
  ],
};
