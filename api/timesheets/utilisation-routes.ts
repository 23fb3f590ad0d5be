import { z } from 'zod';
import { pageOf } from '../../domain/wire/common';
import {
  departmentUtilisationQuerySchema,
  departmentUtilisationSchema,
  personUtilisationSchema,
  utilisationQuerySchema,
  utilisationRowSchema,
} from '../../domain/wire/utilisation';
import {
  departmentUtilisation,
  listUtilisation,
  personUtilisation,
} from '../../modules/timesheets/utilisation-queries';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const tag = 'Timesheets';

/** How much of the time people had was billed, in a month. */
export function utilisationRoutes({ db }: ApiDeps): Route[] {
  return [
    defineRoute({
      tag,
      method: 'get',
      path: '/utilisation',
      summary: 'Billable of available time in a month, of the people one leads and of oneself',
      query: utilisationQuerySchema,
      answer: pageOf(utilisationRowSchema),
      handle: ({ principal, query }) => listUtilisation(db, principal, query),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/utilisation/departments',
      summary: 'The same, summed by department',
      query: departmentUtilisationQuerySchema,
      answer: departmentUtilisationSchema,
      handle: ({ principal, query: { month } }) => departmentUtilisation(db, principal, month),
    }),
    defineRoute({
      tag,
      method: 'get',
      path: '/utilisation/people/:id',
      summary: 'The days and the lines behind the month of a person',
      params: z.object({ id: z.uuid() }),
      query: departmentUtilisationQuerySchema,
      answer: personUtilisationSchema,
      handle: ({ principal, params: { id }, query: { month } }) =>
        personUtilisation(db, principal, { personId: id, month }),
    }),
  ];
}
