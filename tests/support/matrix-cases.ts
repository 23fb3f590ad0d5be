import { randomUUID } from 'node:crypto';
import { emailOf, PERSONAS, type Persona } from './company';
import { KINDS_CASES } from './matrix-kinds-cases';
import { CASES_OF_PARTS } from './matrix-parts';
import type { MatrixWorld, Planted } from './matrix-world';

/** One call of one persona, and the status it must have. */
export interface MatrixCall {
  path: string;
  body?: unknown;
  expect: number | number[];
  /** Codes that must be in the answer: what is one's own is not hidden either. */
  mustShow?: string[];
}

/** What one route is asked by one persona. */
export type Case = (persona: Persona, world: MatrixWorld) => MatrixCall[];

const isAdmin = (persona: Persona) => persona === 'admin';
const nobody = randomUUID();
const EXTRAS = [
  'employeeId',
  'requesterId',
  'status',
  'approvalId',
  'id',
  'createdAt',
  'roles',
  'units',
];

const records = (world: MatrixWorld, what: Planted['what']) =>
  world.planted.filter((record) => record.what === what);

/** A list shows all of one's own sort, page by page of the largest size. */
const list =
  (path: string, what: Planted['what']): Case =>
  (persona, world) => {
    const mine = records(world, what).filter((record) => record.seenBy.includes(persona));
    return [
      { path: `${path}?limit=200`, expect: 200, mustShow: newest(mine) },
      ...PERSONAS.filter((other) => other !== persona).map((other) => ({
        path: `${path}?limit=200&employeeId=${world.api.company.people[other]}`,
        expect: 200,
      })),
    ];
  };

/** The oldest of a long list are on later pages; the last planted ones are on the first. */
const newest = (planted: Planted[]) => planted.slice(-20).map((record) => record.code);

const detail =
  (path: string, what: Planted['what']): Case =>
  (persona, world) =>
    records(world, what).map((record) => ({
      path: `${path}/${record.id}`,
      expect: record.seenBy.includes(persona) ? 200 : 404,
      ...(record.seenBy.includes(persona) ? { mustShow: [record.code] } : {}),
    }));

/** Writing to somebody else's request: unseen ones are not there, seen ones are refused. */
const foreignWrite =
  (verb: string, body: unknown, mayNot: (persona: Persona, record: Planted) => boolean): Case =>
  (persona, world) =>
    world.planted
      .filter((record) => !record.approvalSeenBy.includes(persona) || mayNot(persona, record))
      .map((record) => ({
        path: `/approvals/${record.approvalId}/${verb}`,
        body,
        expect: record.approvalSeenBy.includes(persona) ? [403, 409] : 404,
      }));

const adminOnly =
  (path: string, forAdmin: number | number[] = 200, body?: unknown): Case =>
  (persona) => [{ path, body, expect: isAdmin(persona) ? forAdmin : 403 }];

/** A record posted for somebody else, in every way the body could say so. */
const smuggle =
  (path: string, body: object): Case =>
  (_persona, world) =>
    EXTRAS.map((extra) => ({
      path,
      body: { ...body, [extra]: world.api.company.people['sales.rep2'] },
      expect: 422,
    }));

const leave = { type: 'unpaid', from: '2027-10-04', to: '2027-10-05', reason: 'x' };
const claim = {
  title: 'x',
  lines: [
    {
      date: '2026-11-02',
      category: 'travel',
      amount: { amount: '1.00', currency: 'INR' },
      description: 'x',
    },
  ],
};

/** What each route is asked by each persona. A route that is not here fails the suite. */
export const CASES: Record<string, Case> = {
  ...CASES_OF_PARTS,
  'post /auth/login': (persona) => [
    { path: '/auth/login', body: { email: `${persona}@x.example`, password: 'x' }, expect: 401 },
  ],
  'post /auth/logout': () => [{ path: '/auth/logout', expect: 204 }],
  'post /auth/password': () => [
    { path: '/auth/password', body: { current: 'x', next: 'x'.repeat(12) }, expect: 422 },
  ],
  'get /me': (persona) => [{ path: '/me', expect: 200, mustShow: [emailOf(persona)] }],
  'get /people': (persona, world) => [
    {
      path: '/people?limit=200',
      expect: 200,
      mustShow: PERSONAS.filter((other) => world.sees(persona, other)).map(emailOf),
    },
    { path: '/people?q=netra.example', expect: 200 },
    ...Object.values(world.api.company.departments).map((id) => ({
      path: `/people?departmentId=${id}`,
      expect: 200,
    })),
  ],
  'get /people/:id': (persona, world) =>
    PERSONAS.map((other) => ({
      path: `/people/${world.api.company.people[other]}`,
      expect: world.sees(persona, other) ? 200 : 404,
    })),
  'patch /people/:id': adminOnly(`/people/${nobody}`, 404, { name: 'x' }),
  'post /people/:id/deactivate': adminOnly(`/people/${nobody}/deactivate`, 404, {
    handOver: { salesTo: nobody },
  }),
  'post /people/:id/activate': adminOnly(`/people/${nobody}/activate`, 404),
  ...KINDS_CASES(smuggle),
  'post /leave-requests': smuggle('/leave-requests', leave),
  'post /expense-claims': smuggle('/expense-claims', claim),
  'post /projects/:projectId/go-lives': (persona, world) => [
    ...records(world, 'project').map((record) => ({
      path: `/projects/${record.id}/go-lives`,
      body: { plannedOn: '2027-09-01', notes: 'x' },
      // One that is pending already refuses those who see it.
      expect: record.seenBy.includes(persona) ? [403, 409, 422] : 404,
    })),
  ],
  'get /approvals': (persona, world) =>
    ['inbox', 'sent', 'done', 'all'].flatMap((box) => [
      {
        path: `/approvals?box=${box}&limit=200`,
        expect: 200,
        mustShow: world.planted
          .filter((record) => record.what === 'expense')
          .filter(
            (record) =>
              (box === 'inbox' && record.asked.includes(persona)) ||
              (box === 'sent' && record.owner === persona) ||
              (box === 'all' && record.approvalSeenBy.includes(persona)),
          )
          .map((record) => record.approvalId),
      },
      { path: `/approvals?box=${box}&q=planted&limit=200`, expect: 200 },
    ]),
  'get /approvals/:id': (persona, world) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}`,
      expect: record.approvalSeenBy.includes(persona) ? 200 : 404,
      ...(record.approvalSeenBy.includes(persona) ? { mustShow: [record.code] } : {}),
    })),
  'get /approvals/:id/candidates': (persona, world) =>
    world.planted.map((record) => ({
      path: `/approvals/${record.approvalId}/candidates`,
      expect: !record.approvalSeenBy.includes(persona)
        ? 404
        : record.asked.includes(persona) || isAdmin(persona)
          ? 200
          : 403,
    })),
  'post /approval-previews': (persona, world) => [
    { path: '/approval-previews', body: { kind: 'leave', data: leave }, expect: [200, 422] },
    ...records(world, 'project').map((record) => ({
      path: '/approval-previews',
      body: {
        kind: 'project-go-live',
        data: { projectId: record.id, plannedOn: '2027-09-01', notes: 'x' },
      },
      expect: record.seenBy.includes(persona) ? [200, 403, 409, 422] : 404,
    })),
  ],
  'post /approvals/:id/decisions': foreignWrite(
    'decisions',
    { verdict: 'approve' },
    (persona, record) => !record.asked.includes(persona),
  ),
  'post /approvals/:id/withdraw': foreignWrite(
    'withdraw',
    {},
    (persona, record) => record.owner !== persona && !isAdmin(persona),
  ),
  'post /approvals/:id/reassign': (persona, world) =>
    foreignWrite(
      'reassign',
      { to: world.api.company.people.hr },
      (who, record) => !record.asked.includes(who) && !isAdmin(who),
    )(persona, world),
  'post /approvals/:id/revisions': foreignWrite(
    'revisions',
    { data: {} },
    (persona, record) => record.owner !== persona,
  ),
  'post /approvals/:id/send-back': foreignWrite(
    'send-back',
    { text: 'x' },
    (persona, record) => !record.asked.includes(persona),
  ),
  'post /approvals/:id/comments': foreignWrite('comments', { text: 'x' }, () => false),
  'post /approvals/:id/information-requests': foreignWrite(
    'information-requests',
    { text: 'x' },
    (persona, record) => !record.asked.includes(persona) && !isAdmin(persona),
  ),
  'get /leave-requests': list('/leave-requests', 'leave'),
  'get /leave-requests/:id': detail('/leave-requests', 'leave'),
  'get /leave-balances': (persona, world) => [
    {
      path: '/leave-balances?limit=200',
      expect: 200,
      mustShow: [world.api.company.people[persona]],
    },
    ...PERSONAS.map((other) => ({
      path: `/leave-balances?employeeId=${world.api.company.people[other]}`,
      expect: 200,
    })),
  ],
  'get /who-is-out': () => [{ path: '/who-is-out?from=2027-08-01&to=2027-08-31', expect: 200 }],
  'get /holidays': () => [{ path: '/holidays', expect: 200 }],
  'get /expense-claims': list('/expense-claims', 'expense'),
  'get /expense-claims/:id': detail('/expense-claims', 'expense'),
  'get /projects': (persona, world) => [
    {
      path: '/projects?limit=200',
      expect: 200,
      mustShow: records(world, 'project')
        .filter((record) => record.seenBy.includes(persona))
        .map((record) => record.code),
    },
  ],
  'get /projects/:id': detail('/projects', 'project'),
  'get /notifications': () => [
    { path: '/notifications?limit=500', expect: 200 },
    { path: '/notifications?after=0&limit=500', expect: 200 },
  ],
  'post /notifications/read': () => [
    { path: '/notifications/read', body: { ids: [nobody] }, expect: 200 },
    { path: '/notifications/read', body: { ids: [nobody], userId: nobody }, expect: 422 },
  ],
  'get /admin/email/messages': adminOnly('/admin/email/messages?limit=200'),
  'get /admin/email/messages/:id': adminOnly(`/admin/email/messages/${nobody}`, 404),
  'post /admin/email/messages/:id/retry': adminOnly(`/admin/email/messages/${nobody}/retry`, 404),
  'get /admin/email/templates': adminOnly('/admin/email/templates'),
  'get /admin/email/templates/:name/preview': adminOnly(
    '/admin/email/templates/nothing/preview',
    404,
  ),
  'get /admin/audit': adminOnly('/admin/audit?limit=200'),
  'get /health': () => [{ path: '/health', expect: 200 }],
};
