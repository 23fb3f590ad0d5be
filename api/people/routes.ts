import { z } from 'zod';
import { departmentSchema, pageOf, pageQuerySchema, wholeListOf } from '../../domain/wire/common';
import { deactivatedSchema, editPersonSchema, personSchema } from '../../domain/wire/people';
import { listDepartments, listPeople, visiblePerson } from '../../modules/people/queries';
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
  active: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

/** People and departments: everybody sees those in their scope, admins change them. */
export function peopleRoutes(deps: ApiDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/people',
      tag: 'People',
      summary: 'The people I may see, by name',
      query: peopleQuerySchema,
      answer: pageOf(personSchema),
      handle: ({ principal, query }) => listPeople(db, principal, query),
    }),
    defineRoute({
      method: 'get',
      path: '/people/:id',
      tag: 'People',
      summary: 'One person I may see',
      params: onePerson,
      answer: personSchema,
      handle: ({ principal, params }) => visiblePerson(db, principal, params.id),
    }),
    defineRoute({
      method: 'get',
      path: '/departments',
      tag: 'People',
      summary: 'All departments with their heads',
      answer: wholeListOf(departmentSchema),
      handle: async () => ({ items: await listDepartments(db), nextCursor: null }),
    }),
  ];
}

function changingRoutes({ db, bus }: ApiDeps): Route[] {
  return [
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
      summary: 'Bar a person from signing in at once; counts what is left without a head',
      access: ['admin'],
      params: onePerson,
      answer: deactivatedSchema,
      handle: ({ principal, params }) => deactivatePerson({ db, bus }, principal, params.id),
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
