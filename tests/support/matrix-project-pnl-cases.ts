import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
const week = '/timesheet-weeks/2026-11-16';

const projectsOf = ({ planted }: MatrixWorld) => planted.filter(({ what }) => what === 'project');
const keepsBooks = (persona: Persona) => persona === 'finance' || persona === 'admin';

/** Of each project, and of one that is not there: nothing where one may not see it. */
const onEach =
  (rest: string, status: (persona: Persona, seen: boolean) => number, body?: object): Case =>
  (persona, world) => [
    { path: `/projects/${nobody}${rest}`, body, expect: 404 },
    ...projectsOf(world).map(({ id, seenBy }) => ({
      path: `/projects/${id}${rest}`,
      body,
      expect: status(persona, seenBy.includes(persona)),
    })),
  ];

const MEMBERS: Persona[] = ['sales.rep', 'consultant'];
/** Finance sees a project and changes nobody on it; members neither. */
const mayStaff = (persona: Persona) => persona !== 'finance' && !MEMBERS.includes(persona);

/** What a project earns is not for its members. */
const ofMoney = (persona: Persona, seen: boolean) =>
  seen && !MEMBERS.includes(persona) ? 200 : 404;

/** Codes of the projects whose account somebody sees. */
const earnedCodes = (persona: Persona, world: MatrixWorld) =>
  projectsOf(world)
    .filter(({ seenBy }) => ofMoney(persona, seenBy.includes(persona)) === 200)
    .map(({ code }) => code);

/** Time is one's own; rates are for finance and admins; people are put on a project by its manager, the head and admins. */
export const PROJECT_PNL_CASES: Record<string, Case> = {
  'get /timesheet-weeks/:monday': () => [
    { path: week, expect: 200 },
    { path: '/timesheet-weeks/2026-11-17', expect: 422 },
  ],
  'put /timesheet-weeks/:monday': (persona, world) => [
    { path: week, body: { revision: 0, rows: [], employeeId: nobody }, expect: 422 },
    ...projectsOf(world)
      .filter(({ seenBy }) => !seenBy.includes(persona))
      .map(({ id }) => ({
        path: week,
        body: {
          revision: 0,
          rows: [{ projectId: id, task: '', billable: true, minutes: [60, 0, 0, 0, 0, 0, 0] }],
        },
        expect: 422,
      })),
  ],
  'post /timesheet-lines/:id/reversals': () => [
    { path: `/timesheet-lines/${nobody}/reversals`, expect: 404 },
  ],
  'delete /timesheet-lines/:id': () => [{ path: `/timesheet-lines/${nobody}`, expect: 404 }],
  'get /work-rates': (persona) => [
    { path: '/work-rates', expect: keepsBooks(persona) ? 200 : 403 },
  ],
  'post /work-rates': (persona) => [
    { path: '/work-rates', body: { kind: 'cost' }, expect: keepsBooks(persona) ? 422 : 403 },
  ],
  'get /projects/:id/members': onEach('/members', (_persona, seen) => (seen ? 200 : 404)),
  'put /projects/:id/members/:employeeId': onEach(
    `/members/${nobody}`,
    (persona, seen) => (!seen ? 404 : mayStaff(persona) ? 422 : 403),
    { role: 'lead' },
  ),
  'get /projects/:id/pnl': onEach('/pnl', ofMoney),
  'get /projects/:id/pnl/lines': onEach('/pnl/lines?figure=work', ofMoney),
  'get /projects/:id/terms': onEach('/terms', ofMoney),
  'put /projects/:id/terms': onEach(
    '/terms',
    (persona, seen) => (ofMoney(persona, seen) === 404 ? 404 : 422),
    {
      ...{ method: 'milestones', contract: null, budget: null, estimate: null },
      milestones: [
        {
          name: 'x',
          amount: { amount: '1.00', currency: 'INR' },
          dueOn: '2027-01-01',
          reachedOn: '2189-01-01',
        },
      ],
    },
  ),
  'post /projects/:id/recognitions': (persona, world) => [
    ...[nobody, ...projectsOf(world).map(({ id }) => id)].map((id) => ({
      path: `/projects/${id}/recognitions`,
      body: { on: '2026-11-20' },
      expect: !keepsBooks(persona) ? 403 : id === nobody ? 404 : 409,
    })),
  ],
  'get /project-portfolio': (persona, world) => [
    { path: '/project-portfolio?limit=200', expect: 200, mustShow: earnedCodes(persona, world) },
  ],
  'get /exports/project-portfolio': (persona, world) => [
    { path: '/exports/project-portfolio', expect: 200, mustShow: earnedCodes(persona, world) },
  ],
  'delete /projects/:id/members/:employeeId': onEach(`/members/${nobody}`, (persona, seen) =>
    seen && !mayStaff(persona) ? 403 : 404,
  ),
};
