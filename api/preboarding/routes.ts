import { z } from 'zod';
import {
  newcomerDetailsSchema,
  personalDetailsSchema,
  preboardingAnswerSchema,
  reviewPreboardingSchema,
  sendPreboardingSchema,
} from '../../domain/wire/preboarding';
import { formOf, personalDetailsOf } from '../../modules/preboarding/queries';
import { changeOwnDetails } from '../../modules/preboarding/use-cases/keep-details';
import { reviewForm } from '../../modules/preboarding/use-cases/review-form';
import { revokeForm, sendForm } from '../../modules/preboarding/use-cases/send-form';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

const params = z.object({ id: z.uuid() });

/** Forms that newcomers fill in before their first day: HR sends them, and accepts them or sends them back. */
export function preboardingRoutes(deps: ApiDeps): Route[] {
  const about = { tag: 'Onboarding', access: ['hr', 'admin'] as ('hr' | 'admin')[], params };
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/onboardings/:id/preboarding',
      summary: 'The form that a newcomer fills in before their first day, as it stands',
      answer: preboardingAnswerSchema,
      handle: async ({ principal, params: { id } }) => ({
        form: await formOf(deps.db, { id, readerId: principal.id }),
      }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/onboardings/:id/preboarding',
      summary: 'Mail a newcomer a link to their form; an earlier link ends, what they wrote stays',
      body: sendPreboardingSchema,
      answer: preboardingAnswerSchema,
      handle: async ({ principal, params: { id }, body }) => ({
        form: await sendForm(deps, principal, { onboardingId: id, email: body.email }),
      }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/onboardings/:id/preboarding/revoke',
      summary: 'Take back the link to a form that was not handed in',
      answer: preboardingAnswerSchema,
      handle: async ({ principal, params: { id } }) => ({
        form: await revokeForm(deps, principal, id),
      }),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/onboardings/:id/preboarding/review',
      summary: 'Accept a form that was handed in, or send it back with a reason',
      body: reviewPreboardingSchema,
      answer: preboardingAnswerSchema,
      handle: async ({ principal, params: { id }, body }) => ({
        form: await reviewForm(deps, principal, { onboardingId: id, wanted: body }),
      }),
    }),
    ...personalDetailsRoutes(deps),
  ];
}

function personalDetailsRoutes(deps: ApiDeps): Route[] {
  const about = {
    path: '/people/:id/personal-details',
    tag: 'People',
    params,
    answer: personalDetailsSchema,
  };
  return [
    defineRoute({
      ...about,
      method: 'get',
      summary: 'Address, emergency contact and the like, of me or of those whose details I keep',
      handle: ({ principal, params: { id } }) => personalDetailsOf(deps.db, principal, id),
    }),
    defineRoute({
      ...about,
      method: 'put',
      summary: 'Change my address, emergency contact and the like',
      body: newcomerDetailsSchema,
      handle: ({ principal, params: { id }, body }) =>
        changeOwnDetails(deps, principal, { personId: id, details: body }),
    }),
  ];
}
