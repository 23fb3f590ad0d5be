import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Invitation, Invited, PasswordLink, SessionWire } from '../../../domain/wire/account';
import type { Me } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** Asks for a link to a new password; the answer says nothing of whether there is an account. */
export function useAskForReset() {
  return useMutation<unknown, ApiProblem, { email: string }>({
    mutationFn: (body) => api.post('/auth/password-resets', body),
  });
}

/** Whose link to a password a token is. */
export function usePasswordLink(token: string) {
  return useQuery<PasswordLink, ApiProblem>({
    queryKey: keys.passwordLink(token),
    queryFn: () => api.post<PasswordLink>('/auth/password-links/read', { token }),
    retry: false,
    staleTime: Infinity,
  });
}

/** Chooses a password by a link, and is signed in by it. */
export function useSetPassword() {
  const client = useQueryClient();
  return useMutation<{ user: Me }, ApiProblem, { token: string; password: string }>({
    mutationFn: (body) => api.post<{ user: Me }>('/auth/password-links/use', body),
    onSuccess: ({ user }) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
      client.setQueryData(keys.me, user);
    },
  });
}

/** My sessions, this one first. */
export function useSessions() {
  return useQuery<SessionWire[], ApiProblem>({
    queryKey: keys.sessions,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: SessionWire[] }>('/auth/sessions', undefined, signal)).items,
  });
}

/** Ends one of my sessions, or, without an id, all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, string | undefined>({
    mutationFn: (id) =>
      api.post(id === undefined ? '/auth/sessions/end-others' : `/auth/sessions/${id}/end`),
    onSettled: () => refresh(client, { queryKey: keys.sessions }),
  });
}

/** Whether somebody can sign in, or is invited to. */
export function useInvitation(personId: string) {
  return useQuery<Invitation, ApiProblem>({
    queryKey: keys.invitation(personId),
    queryFn: ({ signal }) =>
      api.get<Invitation>(`/people/${personId}/invitation`, undefined, signal),
  });
}

/** Sends somebody an invitation, or takes it back. */
export function useChangeInvitation(personId: string) {
  const client = useQueryClient();
  return useMutation<Invitation, ApiProblem, 'send' | 'revoke'>({
    mutationFn: (what) =>
      api.post<Invitation>(`/people/${personId}/invitation${what === 'revoke' ? '/revoke' : ''}`),
    onSettled: () => refresh(client, { queryKey: keys.invitation(personId) }),
  });
}

/** Invites everybody of an import who has no password. */
export function useInviteImported(importId: string) {
  return useMutation<Invited, ApiProblem, void>({
    mutationFn: () => api.post<Invited>(`/people-imports/${importId}/invitations`),
  });
}
