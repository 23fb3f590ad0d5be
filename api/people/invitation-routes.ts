import { z } from 'zod';
import { invitationSchema, invitedSchema } from '../../domain/wire/account';
import {
  inviteImported,
  invitePerson,
  readInvitation,
  revokeInvitation,
} from '../../modules/auth/use-cases/invite-people';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';

/** Inviting people who have no password yet. For HR and admins. */
export function invitationRoutes(deps: ApiDeps): Route[] {
  const about = {
    tag: 'People',
    access: ['admin', 'hr'] as ('admin' | 'hr')[],
    params: z.object({ id: z.uuid() }),
  };
  return [
    defineRoute({
      ...about,
      method: 'get',
      path: '/people/:id/invitation',
      summary: 'Whether a person can sign in yet, or is invited to',
      answer: invitationSchema,
      handle: ({ principal, params }) => readInvitation(deps, principal, params.id),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/people/:id/invitation',
      summary: 'Mail a person a link to their first password; an earlier one ends',
      answer: invitationSchema,
      handle: ({ principal, params }) => invitePerson(deps, principal, params.id),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/people/:id/invitation/revoke',
      summary: 'Take an invitation back that was not used',
      answer: invitationSchema,
      handle: ({ principal, params }) => revokeInvitation(deps, principal, params.id),
    }),
    defineRoute({
      ...about,
      method: 'post',
      path: '/people-imports/:id/invitations',
      summary: 'Invite everybody of an import who is active and has no password',
      answer: invitedSchema,
      handle: ({ principal, params }) => inviteImported(deps, principal, params.id),
    }),
  ];
}
