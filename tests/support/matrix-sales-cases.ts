import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case, MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
const inr = (amount: string) => ({ amount, currency: 'INR' });
const SELLERS: Persona[] = ['admin', 'sales.head', 'sales.manager', 'sales.rep', 'sales.rep2'];
const sells = (persona: Persona) => SELLERS.includes(persona);

/** A list shows the planted record to those who may see it. */
const list =
  (path: string): Case =>
  (persona, { sales }): MatrixCall[] => [
    {
      path: `${path}?limit=200&q=${sales.code}`,
      expect: 200,
      ...(sales.seenBy.includes(persona) ? { mustShow: [sales.code] } : {}),
    },
  ];

/** A file of a list holds what the list does. */
const exported =
  (name: string): Case =>
  (persona, { sales }): MatrixCall[] => [
    {
      path: `/exports/${name}?q=${sales.code}`,
      expect: 200,
      ...(sales.seenBy.includes(persona) ? { mustShow: [sales.code] } : {}),
    },
  ];

/** Whoever does not see the record finds nothing; whoever may not change it is refused; the rest is wrong, or too old. */
const onRecord =
  (
    at: (world: MatrixWorld) => string,
    of: { body?: object; others?: number; theirs: number | number[] },
  ): Case =>
  (persona, world): MatrixCall[] => {
    const { seenBy, changedBy } = world.sales;
    const rest = at(world);
    const collection = rest.startsWith('/customers') ? 'customers' : 'deals';
    const foreign = seenBy.includes(persona) ? (of.others ?? 403) : 404;
    return [
      {
        path: rest,
        body: of.body,
        expect: changedBy.includes(persona) ? of.theirs : foreign,
      },
      {
        path: rest.replace(/^\/\w+\/[^/]+/, `/${collection}/${nobody}`),
        body: of.body,
        expect: 404,
      },
    ];
  };

const customer =
  (rest = '') =>
  ({ sales }: MatrixWorld) =>
    `/customers/${sales.customerId}${rest}`;
const deal =
  (rest = '') =>
  ({ sales }: MatrixWorld) =>
    `/deals/${sales.dealId}${rest}`;

/** Posting for somebody else: the body says so nowhere. */
const smuggled =
  (path: string, body: object): Case =>
  () =>
    ['id', 'createdBy', 'departmentId', 'number'].map((extra) => ({
      path,
      body: { ...body, [extra]: nobody },
      expect: 422,
    }));

const newDeal = { name: 'x', customerId: nobody, amount: inr('1.00'), expectedOn: '2027-01-01' };
const handover = {
  ...{ projectName: 'x', managerId: nobody, startsOn: '2027-01-01' },
  ...{ budget: inr('1.00'), notes: 'x' },
};
const credit = { basis: 'paid', amount: inr('1.00'), on: '2026-11-01', reference: 'x' };
const stale = { revision: -1 };

/** Customers and deals: seen by owners, those above them and finance; changed by the first two; consulting finds nothing. */
export const SALES_CASES: Record<string, Case> = {
  'get /customers': list('/customers'),
  'get /deals': list('/deals'),
  'get /exports/customers': exported('customers'),
  'get /exports/deals': exported('deals'),
  'get /customers/:id': onRecord(customer(), { theirs: 200, others: 200 }),
  'get /deals/:id': onRecord(deal(), { theirs: 200, others: 200 }),
  'post /customers': smuggled('/customers', { name: 'x' }),
  'post /deals': (persona, world) => [
    ...smuggled('/deals', newDeal)(persona, world),
    {
      path: '/deals',
      body: { ...newDeal, customerId: world.sales.customerId, ownerId: nobody },
      expect: sells(persona) ? 422 : 403,
    },
  ],
  'patch /customers/:id': onRecord(customer(), { body: stale, theirs: 409 }),
  'patch /deals/:id': onRecord(deal(), { body: stale, theirs: 409 }),
  'post /customers/:id/contacts': (_persona, world) => [
    { path: customer('/contacts')(world), body: { name: '' }, expect: 422 },
    { path: customer('/contacts')(world), body: { name: 'x', customerId: nobody }, expect: 422 },
  ],
  'patch /customers/:id/contacts/:contactId': onRecord(customer(`/contacts/${nobody}`), {
    ...{ body: { name: 'x' }, theirs: 404 },
  }),
  'post /deals/:id/moves': onRecord(deal('/moves'), {
    ...{ body: { ...stale, stage: 'won' }, theirs: 409 },
  }),
  'put /deals/:id/splits': onRecord(deal('/splits'), {
    ...{ body: { ...stale, splits: [{ employeeId: nobody, bps: 10_000 }] }, theirs: 409 },
  }),
  'put /deals/:id/lines': onRecord(deal('/lines'), {
    ...{ body: { ...stale, lines: [] }, theirs: 409 },
  }),
  'post /deals/:id/activities': (_persona, world) => [
    { path: deal('/activities')(world), body: { kind: 'note', text: '' }, expect: 422 },
    {
      path: deal('/activities')(world),
      body: { kind: 'note', text: 'x', authorId: nobody },
      expect: 422,
    },
  ],
  'post /deals/:id/activities/:activityId/done': onRecord(deal(`/activities/${nobody}/done`), {
    theirs: 404,
  }),
  // It is not won: nobody records anything of it yet.
  'post /deals/:id/credits': onRecord(deal('/credits'), { body: credit, theirs: 403 }),
  'post /deals/:id/handover': onRecord(deal('/handover'), { body: handover, theirs: 403 }),
  'get /pipeline': (persona, { sales }) => [
    {
      path: '/pipeline',
      expect: 200,
      ...(sales.seenBy.includes(persona) ? { mustShow: [sales.code] } : {}),
    },
    { path: `/pipeline?ownerId=${nobody}`, expect: 200 },
  ],
  'get /forecast': () => [{ path: '/forecast', expect: 200 }],
  // A form it takes; JSON is none, and who may not import is told so by the API's own suite.
  'post /sales-imports/:of/checks': () => [
    { path: '/sales-imports/deals/checks', body: {}, expect: 415 },
    { path: '/sales-imports/people/checks', body: {}, expect: 422 },
  ],
  'post /sales-imports/:of': () => [
    { path: `/sales-imports/customers?sha256=${'0'.repeat(64)}`, body: {}, expect: 415 },
    { path: '/sales-imports/customers?sha256=x', body: {}, expect: 422 },
  ],
  'get /sales-people': (persona) =>
    ['seller', 'project-manager'].map((part) => ({
      path: `/sales-people?part=${part}`,
      expect: sells(persona) ? 200 : 403,
    })),
};
