import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

/** Whose planted records count for whom. Written down, not computed. */
const COUNTED: Partial<Record<Persona, Persona[] | 'all'>> = {
  admin: 'all',
  hr: ['hr'],
  finance: ['finance'],
  'sales.head': ['sales.head', 'sales.manager', 'sales.rep', 'sales.rep2'],
  'consulting.head': ['consulting.head', 'consulting.manager', 'consultant', 'consultant2'],
};

const PERIOD = 'from=2026-10-01&to=2027-12-31';

const forHeads =
  (path: string): Case =>
  (persona) => [{ path, expect: COUNTED[persona] ? 200 : 403 }];

/** The list shows what is open in one's department, whole. */
const cases =
  (path: string): Case =>
  (persona, world) => {
    const counted = COUNTED[persona];
    const mine = world.planted.filter(({ owner }) => counted === 'all' || counted?.includes(owner));
    return [
      {
        path: `${path}?${PERIOD}&measure=open`,
        expect: counted ? 200 : 403,
        mustShow: counted ? mine.slice(0, 20).map(({ approvalId }) => approvalId) : [],
      },
      ...Object.values(world.api.company.departments).map((id) => ({
        path: `${path}?${PERIOD}&measure=submitted&departmentId=${id}`,
        expect: counted ? 200 : 403,
      })),
    ];
  };

const forAdmins =
  (path: string, body?: unknown): Case =>
  (persona) => [{ path, body, expect: persona === 'admin' ? 200 : 403 }];

/** Figures and what is stuck. */
export const INSIGHT_CASES: Record<string, Case> = {
  'get /insight': forHeads(`/insight?${PERIOD}`),
  'get /insight/cases': cases('/insight/cases'),
  'get /insight/cases.csv': cases('/insight/cases.csv'),
  'get /admin/stuck': forAdmins('/admin/stuck'),
  'post /admin/stuck/repairs': forAdmins('/admin/stuck/repairs', {
    items: [{ problem: 'lost-run', id: randomUUID() }],
  }),
};
