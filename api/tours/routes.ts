import { z } from 'zod';
import { DomainError } from '../../domain/errors';
import { TOUR_IDS, type TourId } from '../../domain/tours/tours';
import { putTourProgressSchema, tourProgressSchema } from '../../domain/wire/tours';
import { keepTourProgress, tourProgress } from '../../modules/tours/progress';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const about = {
  tag: 'Onboarding',
  path: '/tours/:id/progress',
  params: z.object({ id: z.string().max(40) }),
  answer: tourProgressSchema,
};

/** How far one has come in the guided tours: one's own alone. */
export function tourRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      method: 'get',
      summary: 'How far I have come in a guided tour',
      handle: ({ principal, params }) => tourProgress(deps, principal, tourIdOf(params.id)),
    }),
    defineRoute({
      ...about,
      method: 'put',
      summary: 'Keep how far I have come in a guided tour',
      body: putTourProgressSchema,
      handle: ({ principal, params, body }) =>
        keepTourProgress(deps, principal, { tour: tourIdOf(params.id), wanted: body }),
    }),
  ];
}

function tourIdOf(id: string): TourId {
  const tour = TOUR_IDS.find((known) => known === id);
  if (!tour) throw new DomainError('not-found', 'There is no such tour.');
  return tour;
}
