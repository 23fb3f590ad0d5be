import { PERSONAS, emailOf, type Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld, Planted } from './matrix-world';

type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

/** The whole list, and what there is of everybody else: a file holds no more than the list's pages. */
const list =
  (name: string, what: Planted['what']): Case =>
  (persona, { api, planted }) => [
    {
      path: `/exports/${name}`,
      expect: 200,
      mustShow: planted
        .filter((record) => record.what === what && record.seenBy.includes(persona))
        .map((record) => record.code),
    },
    ...PERSONAS.filter((other) => other !== persona).map((other) => ({
      path: `/exports/${name}?employeeId=${api.company.people[other]}`,
      expect: 200,
    })),
  ];

/** Lists as files, and calendars: what leaves the app. */
export const EXPORT_CASES: Record<string, Case> = {
  'get /exports/people': (persona, world) => [
    {
      path: '/exports/people',
      expect: 200,
      mustShow: PERSONAS.filter((other) => world.sees(persona, other)).map(emailOf),
    },
    { path: '/exports/people?q=netra.example', expect: 200 },
  ],
  'get /exports/leave-requests': list('leave-requests', 'leave'),
  'get /exports/expense-claims': list('expense-claims', 'expense'),
  'get /exports/projects': list('projects', 'project'),
  'get /calendar-feed': () => [{ path: '/calendar-feed', expect: 200 }],
  'post /calendar-feed': () => [{ path: '/calendar-feed', body: {}, expect: 201 }],
  'delete /calendar-feed': () => [{ path: '/calendar-feed', expect: 204 }],
  'get /calendar-feeds/:file': () => [
    { path: `/calendar-feeds/${'x'.repeat(43)}.ics`, expect: 404 },
  ],
  'get /exports/approvals': (persona, { planted }) =>
    ['inbox', 'sent', 'done', 'all'].map((box) => ({
      path: `/exports/approvals?box=${box}`,
      expect: 200,
      mustShow: planted
        .filter(({ what }) => what === 'expense')
        .filter((record) => box === 'all' && record.approvalSeenBy.includes(persona))
        .map((record) => record.code),
    })),
};
