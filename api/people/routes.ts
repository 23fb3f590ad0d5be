import { z } from 'zod';
import { sortSchema } from '../../domain/lists/sorting';
import { ROLES } from '../../domain/roles';
import { pageOf, pageQuerySchema } from '../../domain/wire/common';
import {
  deactivatedSchema,
  deactivateSchema,
  editPersonSchema,
  personSchema,
  waitingOnSchema,
} from '../../domain/wire/people';
import { findWaitingOn } from '../../modules/people/hand-over';
import { listPeople, visiblePerson } from '../../modules/people/queries';
import { deactivatePerson } from '../../modules/people/use-cases/deactivate-person';
import { editPerson } from '../../modules/people/use-cases/edit-person';
import { reactivatePerson } from '../../modules/people/use-cases/reactivate-person';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const onePerson = z.object({ id: z.uuid() });
/** `GET /people`. */
export const peopleQuerySchema = pageQuerySchema.extend({
  q: z.string().trim().max(200).optional(),
  departmentId: z.uuid().optional(),
  locationId: z.uuid().optional(),
  managerId: z.uuid().optional(),
  role: z.enum(ROLES).optional(),
  active: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  sort: sortSchema('people'),
});

/** People: everybody sees those in their scope, admins change them. */
export function peopleRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/people',
      tag: 'People',
      summary: 'The people I may see, by name unless sorted otherwise',
      query: peopleQuerySchema,
      answer: pageOf(personSchema),
      shows: { resource: 'person', ids: ({ items }) => items.map(({ id }) => id) },
      handle: ({ principal, query }) => listPeople(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/people/:id',
      tag: 'People',
      summary: 'One person I may see',
      params: onePerson,
      answer: personSchema,
      shows: { resource: 'person', ids: ({ id }) => [id] },
      handle: ({ principal, params }) => visiblePerson(db, principal, params.id),
    }),
  ];
}

function changingRoutes({ db, bus }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/people/:id/hand-over',
      tag: 'People',
      summary: 'What waits on a person, to be handed over before they are deactivated',
      access: ['admin'],
      params: onePerson,
      answer: waitingOnSchema,
      handle: ({ principal, params }) => findWaitingOn(db, principal, params.id),
    }),
    defineRoute({
      method: 'patch',
      path: '/people/:id',
      tag: 'People',
      summary: 'Change a person',
      access: ['admin'],
      params: onePerson,
      body: editPersonSchema,
      answer: personSchema,
      handle: ({ principal, params, body }) => editPerson({ db, bus }, principal, params.id, body),
    }),
    defineRoute({
      method: 'post',
      path: '/people/:id/deactivate',
      tag: 'People',
      summary:
        'Bar a person from signing in at once, and hand over what was theirs; counts what is left without a head',
      access: ['admin'],
      params: onePerson,
      body: deactivateSchema,
      answer: deactivatedSchema,
      handle: ({ principal, params, body }) =>
        deactivatePerson({ db, bus }, principal, params.id, body.handOver),
    }),
    defineRoute({
      method: 'post',
      path: '/people/:id/activate',
      tag: 'People',
      summary: 'Let a person sign in again',
      access: ['admin'],
      params: onePerson,
      answer: personSchema,
      handle: ({ principal, params }) => reactivatePerson({ db, bus }, principal, params.id),
    }),
  ];
}
