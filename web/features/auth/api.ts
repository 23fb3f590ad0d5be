import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Language } from '../../../domain/languages';
import type { Me } from '../../../domain/wire/common';
import { api, ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';

async function readMe(signal?: AbortSignal): Promise<Me | null> {
  try {
    return await api.get<Me>('/me', undefined, signal);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** The signed-in person, or null. */
export function useSession() {
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => readMe(signal),
    staleTime: Infinity,
  });
}

/** Signs in; whatever another account left in the cache is dropped first. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      api.post<{ user: Me }>('/auth/login', credentials),
    onSuccess: ({ user }) => {
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
      client.setQueryData(keys.me, user);
    },
  });
}

/** Ends the session, here and for every tab of this browser. */
export function useSignOut() {
  const client = useQueryClient();
  return useCallback(async () => {
    await api.post('/auth/logout').catch((error: unknown) => {
      // Somebody whose session is over already is signed out as asked.
      if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    });
    client.setQueryData(keys.me, null);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
  }, [client]);
}

/** Changes the password, which ends every other session of the account. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (change: { current: string; next: string }) => api.post('/auth/password', change),
  });
}

/** Keeps the language of the app with the account; null leaves it to the browser. The guard switches to it. */
export function useChooseLanguage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (language: Language | null) =>
      api.put<{ language: Language | null }>('/me/language', { language }),
    onSuccess: ({ language }) =>
      client.setQueryData<Me | null>(keys.me, (me) => me && { ...me, language }),
  });
}
